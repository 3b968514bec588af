import type { components } from '@goalbeat/api-client/generated/payroll';
import { answer } from '../api/carry.js';
import { payroll } from '../api/clients.js';
import { listKey, oneKey } from '../api/keys.js';
import { usePages } from '../api/queries.js';
import { useLanguage } from '../words/use-language.js';

type Schemas = components['schemas'];
export type Payout = Schemas['Payout'];
export type PayoutRun = Schemas['PayoutRun'];
export type HeldLine = Schemas['HeldLine'];
export type PastCorrection = Schemas['PastCorrection'];
export type CorrectedLine = Schemas['CorrectedLine'];

export const PAYOUT_CHANGES = [
  ['payroll', 'payout'],
  ['payroll', 'payout-run'],
  ['payroll', 'bonus-list'],
  ['payroll', 'held-line'],
  ['payroll', 'correction'],
  ['payroll', 'republication'],
] as const;

export const STATES = ['requested', 'handed-over', 'accepted', 'paid', 'rejected', 'unknown', 'reversed'] as const;
export const TONE: Readonly<Record<Payout['state'], string>> = {
  requested: 'calm',
  'handed-over': 'calm',
  accepted: 'calm',
  paid: 'good',
  rejected: 'bad',
  unknown: 'warn',
  reversed: '',
};

const PAGE = 100;

export function usePayouts(filter: { state?: Payout['state']; run?: string }) {
  const language = useLanguage();
  return usePages(listKey('payroll', 'payout', { ...filter, language }), (after) =>
    answer(
      payroll.GET('/v1/payouts', {
        params: { query: { ...filter, limit: PAGE, ...(after === undefined ? {} : { after }) } },
      }),
    ),
  );
}

export const useRuns = () =>
  usePages(listKey('payroll', 'payout-run'), (after) =>
    answer(payroll.GET('/v1/runs', { params: { query: { limit: 30, ...(after === undefined ? {} : { after }) } } })),
  );

/** Held lines of lists that were signed: their money waits for somebody to decide. */
export function useHeldLines() {
  const language = useLanguage();
  return usePages<HeldLine>([...listKey('payroll', 'held-line', { language }), 'bonus-list', 'payout-run'], (after) =>
    answer(
      payroll.GET('/v1/held-lines', { params: { query: { limit: PAGE, ...(after === undefined ? {} : { after }) } } }),
    ),
  );
}

export const usePastCorrections = () =>
  usePages<PastCorrection>([...listKey('payroll', 'correction'), 'payout-run', 'cycle'], (after) =>
    answer(
      payroll.GET('/v1/corrections', { params: { query: { limit: 30, ...(after === undefined ? {} : { after }) } } }),
    ),
  );

export const useCorrectedLines = (id: string) =>
  usePages<CorrectedLine>(oneKey('payroll', 'correction', id, 'lines', 'payout', 'bonus-list'), (after) =>
    answer(
      payroll.GET('/v1/corrections/{id}/lines', {
        params: { path: { id }, query: { limit: PAGE, ...(after === undefined ? {} : { after }) } },
      }),
    ),
  );
