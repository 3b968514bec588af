import type { components } from '@goalbeat/api-client/generated/directory';
import type { components as GoalsComponents } from '@goalbeat/api-client/generated/goals';
import { keepPreviousData, queryOptions, useInfiniteQuery, type UseInfiniteQueryResult } from '@tanstack/react-query';
import { answer } from '../api/carry.js';
import { appraisal, directory, goals, payroll } from '../api/clients.js';
import { listKey, oneKey } from '../api/keys.js';

export type Desk = components['schemas']['Desk'];
export type DeskItem = components['schemas']['DeskItem'];
export type Unit = components['schemas']['Unit'];
export type Sheet = GoalsComponents['schemas']['Sheet'];
export type Goal = GoalsComponents['schemas']['Goal'];
export type LastSheet = GoalsComponents['schemas']['LastSheet'];
export type Approval = GoalsComponents['schemas']['ApprovalDetail'];
export type Bundle = GoalsComponents['schemas']['BundleView'];
export type Decision = GoalsComponents['schemas']['DecideBody']['decision'];

const PAGE = 100;
/** News of a decision name what was decided. */
const SUBJECTS = ['plan', 'report', 'results', 'bonus-list', 'approval'] as const;

/** All three mount the same engine, so their documents say the same of approvals. */
export const APPROVALS_AT = {
  goals,
  appraisal: appraisal as unknown as typeof goals,
  payroll: payroll as unknown as typeof goals,
} as const;

export interface DeskRead {
  items: DeskItem[];
  counts: Desk['counts'];
  source: Desk['source'];
  missing: Desk['missing'];
}

/** All that waits for whoever is signed in, soonest deadline first. */
export function useDesk(kind: string | undefined): UseInfiniteQueryResult<DeskRead> {
  return useInfiniteQuery({
    queryKey: listKey('directory', 'desk', { kind: kind ?? null }),
    queryFn: ({ pageParam }) =>
      answer(
        directory.GET('/v1/desk', {
          params: {
            query: {
              limit: PAGE,
              ...(pageParam === undefined ? {} : { after: pageParam }),
              ...(kind === undefined ? {} : { kind }),
            },
          },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    placeholderData: keepPreviousData,
    select: ({ pages }): DeskRead => {
      const [first] = pages;
      return {
        items: pages.flatMap(({ items }) => items),
        counts: first?.counts ?? { open: 0, late: 0, byKind: {} },
        source: first?.source ?? 'feed',
        missing: first?.missing ?? [],
      };
    },
  });
}

export const approvalOf = (service: DeskItem['service'], id: string) =>
  queryOptions({
    queryKey: oneKey(service, 'approval', id, ...SUBJECTS),
    queryFn: () => answer(APPROVALS_AT[service].GET('/v1/approvals/{id}', { params: { path: { id } } })),
  });

export const bundleOf = (service: DeskItem['service'], id: string) =>
  queryOptions({
    // What comes into a bundle and leaves it is told as news of the desk.
    queryKey: oneKey(service, 'bundle', id, 'desk', ...SUBJECTS),
    queryFn: () => answer(APPROVALS_AT[service].GET('/v1/bundles/{id}', { params: { path: { id } } })),
  });

export const sheetOf = (id: string) =>
  queryOptions({
    queryKey: oneKey('goals', 'goal-sheet', id, 'plan', 'report'),
    queryFn: () => answer(goals.GET('/v1/goal-sheets/{id}', { params: { path: { id } } })),
  });

/** It belongs to an earlier cycle and moves no more. */
export const lastSheetOf = (id: string) =>
  queryOptions({
    queryKey: oneKey('goals', 'last-sheet', id),
    queryFn: () => answer(goals.GET('/v1/goal-sheets/{id}/last', { params: { path: { id } } })),
    staleTime: 600_000,
  });

export const unitsQuery = queryOptions({
  queryKey: listKey('directory', 'unit', { limit: 200 }),
  queryFn: async () => {
    const found: Unit[] = [];
    let after: string | undefined;
    do {
      const query = { limit: 200, ...(after === undefined ? {} : { after }) };
      const page = await answer(directory.GET('/v1/units', { params: { query } }));
      found.push(...page.items);
      after = page.next ?? undefined;
    } while (after !== undefined);
    return found;
  },
  staleTime: 600_000,
});
