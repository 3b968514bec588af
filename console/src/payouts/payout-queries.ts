import type { components } from '@goalbeat/api-client/generated/payroll';
import { useQuery } from '@tanstack/react-query';
import { answer } from '../api/carry.js';
import { payroll } from '../api/clients.js';
import { listKey } from '../api/keys.js';
import { usePages } from '../api/queries.js';
import { useLanguage } from '../words/use-language.js';

type Schemas = components['schemas'];
export type Payout = Schemas['Payout'];
export type PayoutRun = Schemas['PayoutRun'];
export type BonusLine = Schemas['BonusLine'];

export const PAYOUT_CHANGES = [
  ['payroll', 'payout'],
  ['payroll', 'payout-run'],
  ['payroll', 'bonus-list'],
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
  return useQuery({
    queryKey: [...listKey('payroll', 'bonus-list', { held: true, language }), 'payout-run'],
    queryFn: async () => {
      const { items: lists } = await answer(payroll.GET('/v1/bonus-lists', { params: { query: { limit: 100 } } }));
      const holding = lists.filter(
        ({ held, state }) => held > 0 && (state === 'signed' || state === 'handed-over' || state === 'settled'),
      );
      const pages = await Promise.all(holding.map(({ id }) => heldOf(id)));
      return holding.flatMap((list, at) => (pages[at] ?? []).map((line) => ({ list, line })));
    },
  });
}

async function heldOf(id: string): Promise<BonusLine[]> {
  const held: BonusLine[] = [];
  let after: string | undefined;
  do {
    const page = await answer(
      payroll.GET('/v1/bonus-lists/{id}/lines', {
        params: { path: { id }, query: { limit: 200, ...(after === undefined ? {} : { after }) } },
      }),
    );
    held.push(...page.items.filter(({ state }) => state === 'held'));
    after = page.next ?? undefined;
  } while (after !== undefined);
  return held;
}
