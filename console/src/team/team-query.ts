import type { components } from '@goalbeat/api-client/generated/goals';
import { queryOptions, useInfiniteQuery } from '@tanstack/react-query';
import { useEffect } from 'react';
import { answer } from '../api/carry.js';
import { goals } from '../api/clients.js';
import { listKey, oneKey } from '../api/keys.js';

export type Sheet = components['schemas']['Sheet'];
export type Cycle = components['schemas']['Cycle'];
export type Task = components['schemas']['TaskChanged'];

/** Beyond it a change of one sheet is no reason to read all of them again. */
const MOST_LIVE = 400;
const NOW_AND_THEN_MS = 30_000;

/** Newest first. */
export const cyclesQuery = queryOptions({
  queryKey: listKey('goals', 'cycle', { limit: 24 }),
  queryFn: async () => (await answer(goals.GET('/v1/cycles', { params: { query: { limit: 24 } } }))).items,
});

/** All sheets of the cycle that the reader may see, page after page; large companies are read again now and then. */
export function useTeamSheets(cycle: Cycle) {
  const live = cycle.funnel.people <= MOST_LIVE;
  const found = useInfiniteQuery({
    queryKey: live
      ? [...listKey('goals', 'goal-sheet', { cycle: cycle.id }), 'plan', 'report']
      : listKey('goals', 'team', { cycle: cycle.id }),
    queryFn: ({ pageParam }) =>
      answer(
        goals.GET('/v1/goal-sheets', {
          params: { query: { cycle: cycle.id, limit: 200, ...(pageParam === undefined ? {} : { after: pageParam }) } },
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    select: ({ pages }) => pages.flatMap(({ items }) => items),
    refetchInterval: live ? false : NOW_AND_THEN_MS,
  });
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = found;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  return found;
}

/** What of goals waits for the reader, by sheet. */
export const tasksQuery = queryOptions({
  queryKey: [...oneKey('goals', 'task', 'mine', 'desk'), 'approval'],
  queryFn: async () => {
    const found = new Map<string, Task>();
    let after: string | undefined;
    do {
      const query = { limit: 200, mine: 'true' as const, ...(after === undefined ? {} : { after }) };
      const page = await answer(goals.GET('/v1/tasks', { params: { query } }));
      for (const task of page.items) if (task.kind === 'decision') found.set(task.subjectId, task);
      after = page.next ?? undefined;
    } while (after !== undefined);
    return found;
  },
});
