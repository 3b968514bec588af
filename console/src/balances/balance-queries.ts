import type { components } from '@goalbeat/api-client/generated/payroll';
import { useQuery } from '@tanstack/react-query';
import { answer } from '../api/carry.js';
import { payroll } from '../api/clients.js';
import { listKey } from '../api/keys.js';
import { usePages } from '../api/queries.js';

type Schemas = components['schemas'];
export type Asset = Schemas['Asset'];
export type AssetBalance = Schemas['AssetBalance'];

const PAGE = 100;

export const useAssets = () =>
  useQuery({
    // Whether a plan is in it is said with it.
    queryKey: [...listKey('payroll', 'asset'), 'pay-plan'],
    queryFn: async () => (await answer(payroll.GET('/v1/assets', { params: { query: { limit: 200 } } }))).items,
  });

/** What changes a balance is logged with its list, its run or its payout. */
export const useBalances = (asset: string | undefined) =>
  usePages<AssetBalance>(
    [...listKey('payroll', 'balance', { asset }), 'asset', 'bonus-list', 'payout-run', 'payout'],
    (after) =>
      answer(
        payroll.GET('/v1/balances', {
          params: {
            query: {
              limit: PAGE,
              ...(asset === undefined ? {} : { asset }),
              ...(after === undefined ? {} : { after }),
            },
          },
        }),
      ),
  );

/** Sums of the postings, by currency and account: all accounts of one currency together are nothing. */
export const useLedgerBalances = (enabled: boolean) =>
  useQuery({
    queryKey: [...listKey('payroll', 'ledger', { balances: true }), 'bonus-list', 'payout-run', 'payout'],
    queryFn: async () => (await answer(payroll.GET('/v1/ledger/balances'))).items,
    enabled,
  });
