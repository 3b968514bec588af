import type { components } from '@goalbeat/api-client/generated/payroll';
import { useQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { answer } from '../api/carry.js';
import { payroll } from '../api/clients.js';
import { listKey, oneKey } from '../api/keys.js';
import { usePages } from '../api/queries.js';
import { useLanguage } from '../words/use-language.js';

type Schemas = components['schemas'];
export type BonusList = Schemas['BonusList'];
export type BonusLine = Schemas['BonusLine'];
export type ApprovalDetail = Schemas['ApprovalDetail'];
export type Task = Schemas['TaskChanged'];

export const LINES_PAGE = 200;
/** What a change of a list, of its lines or of its signatures makes old. */
export const LIST_CHANGES = [
  ['payroll', 'bonus-list'],
  ['payroll', 'payout'],
  ['payroll', 'payout-run'],
  ['payroll', 'held-line'],
  ['directory', 'desk'],
] as const;

export const useBonusLists = () =>
  usePages(listKey('payroll', 'bonus-list'), (after) =>
    answer(
      payroll.GET('/v1/bonus-lists', { params: { query: { limit: 24, ...(after === undefined ? {} : { after }) } } }),
    ),
  );

export const useBonusList = (id: string) =>
  useQuery({
    queryKey: oneKey('payroll', 'bonus-list', id),
    queryFn: () => answer(payroll.GET('/v1/bonus-lists/{id}', { params: { path: { id } } })),
  });

/** All lines: whoever signs a list looks through the whole of it, and its export has the whole. */
export function useLines(id: string) {
  // Reasons come in words: each language is a reading of its own.
  const language = useLanguage();
  const pages = usePages(oneKey('payroll', 'bonus-list', id, 'lines', language), (after) =>
    answer(
      payroll.GET('/v1/bonus-lists/{id}/lines', {
        params: { path: { id }, query: { limit: LINES_PAGE, ...(after === undefined ? {} : { after }) } },
      }),
    ),
  );
  const { hasNextPage, isFetching, isError, fetchNextPage } = pages;
  useEffect(() => {
    if (hasNextPage && !isFetching && !isError) void fetchNextPage();
  }, [hasNextPage, isFetching, isError, fetchNextPage]);
  return pages;
}

export const useApproval = (list: BonusList) =>
  useQuery({
    queryKey: oneKey('payroll', 'bonus-list', list.id, 'approval', list.approvalId),
    queryFn: () => answer(payroll.GET('/v1/approvals/{id}', { params: { path: { id: list.approvalId ?? '' } } })),
    enabled: list.approvalId !== null,
  });

/** What I am asked to sign of this list now, for myself or for whom I stand in. */
export const useMyTask = (list: BonusList) =>
  useQuery({
    queryKey: oneKey('payroll', 'bonus-list', list.id, 'my-task', list.approvalId),
    queryFn: async (): Promise<Task | null> => {
      const { items } = await answer(
        payroll.GET('/v1/tasks', { params: { query: { mine: 'true', state: 'open', limit: 200 } } }),
      );
      return items.find((task) => task.approvalId === list.approvalId && task.kind === 'decision') ?? null;
    },
    enabled: list.state === 'submitted' && list.approvalId !== null,
  });
