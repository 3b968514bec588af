import type { components } from '@goalbeat/api-client/generated/payroll';
import { queryOptions, useQuery } from '@tanstack/react-query';
import { answer } from '../api/carry.js';
import { payroll } from '../api/clients.js';
import { listKey, oneKey, type Key } from '../api/keys.js';
import { usePages } from '../api/queries.js';
import { useMay } from '../session/me.js';
import { useLanguage } from '../words/use-language.js';
import type { DeliveryFilter } from './findings.js';

type Schemas = components['schemas'];
export type Delivery = Schemas['Delivery'];
export type PayoutFile = Schemas['PayoutFile'];
export type Setting = Schemas['HandOver'];
export type Change = Schemas['HandOverChange'];

/** What a decision about a hand-over makes old. */
export const HAND_OVER_CHANGES = [
  ['payroll', 'delivery'],
  ['payroll', 'hand-over'],
  ['payroll', 'hand-over-change'],
  ['payroll', 'payout'],
  ['payroll', 'payout-file'],
  ['directory', 'desk'],
] as const;
const PAGE = 50;

/** A payout on its way, by its delivery; those that nobody has answered are known by the payout alone. */
export interface Stuck {
  readonly payoutId: string;
  readonly delivery: Delivery | null;
}

// What happens to a delivery is logged with its payout or its file.
const deliveriesKey = (filter: DeliveryFilter): Key => [
  ...listKey('payroll', 'delivery', { filter }),
  'payout',
  'payout-run',
  'payout-file',
];

export function useDeliveries(filter: DeliveryFilter) {
  return usePages<Stuck>(deliveriesKey(filter), async (after) => {
    const page = { limit: PAGE, ...(after === undefined ? {} : { after }) };
    if (filter === 'silent') {
      const { items, next } = await answer(
        payroll.GET('/v1/payouts', { params: { query: { ...page, state: 'unknown' } } }),
      );
      return { items: items.map(({ id }) => ({ payoutId: id, delivery: null })), next };
    }
    const { items, next } = await answer(
      payroll.GET('/v1/deliveries', { params: { query: { ...page, state: filter } } }),
    );
    // A batch’s closing message has no money of its own: it goes when its payouts are there.
    return {
      items: items.filter(({ kind }) => kind === 'payout').map((delivery) => ({ payoutId: delivery.id, delivery })),
      next,
    };
  });
}

/** Whose it is; operations see that it is stuck, not whose money it is. */
export function usePayout(id: string) {
  const language = useLanguage();
  const may = useMay('payroll.list.read');
  return useQuery({
    queryKey: oneKey('payroll', 'payout', id, language),
    queryFn: () => answer(payroll.GET('/v1/payouts/{id}', { params: { path: { id } } })),
    enabled: may,
    retry: false,
  });
}

export const useFiles = () =>
  // A file is made when its run is handed over, and told as news of that.
  usePages<PayoutFile>([...listKey('payroll', 'payout-file'), 'payout-run', 'payout'], (after) =>
    answer(
      payroll.GET('/v1/payout-files', {
        params: { query: { limit: PAGE, ...(after === undefined ? {} : { after }) } },
      }),
    ),
  );

export const settingQuery = queryOptions({
  queryKey: listKey('payroll', 'hand-over'),
  queryFn: () => answer(payroll.GET('/v1/hand-over')),
});

export const useChanges = (open: boolean) =>
  usePages<Change>([...listKey('payroll', 'hand-over-change', { open }), 'payout'], (after) =>
    answer(
      payroll.GET('/v1/hand-over/changes', {
        params: { query: { limit: 20, ...(open ? { open: '1' } : {}), ...(after === undefined ? {} : { after }) } },
      }),
    ),
  );
