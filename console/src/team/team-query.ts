import type { components } from '@goalbeat/api-client/generated/goals';
import { queryOptions, useInfiniteQuery, useQueryClient, type InfiniteData } from '@tanstack/react-query';
import { useCallback, useEffect } from 'react';
import { answer } from '../api/carry.js';
import { goals } from '../api/clients.js';
import { listKey, oneKey, type Change } from '../api/keys.js';
import { useChanges } from '../live/changes.js';
import { changedSheets } from './changed-sheets.js';

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

/**
 * All sheets of the cycle that the reader may see, page after page. Of a large company single sheets are read again when they change,
 * and all of it now and then, or when very much changed at once.
 */
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
  useSingleChanges(live ? null : cycle.id);
  const { hasNextPage, isFetchingNextPage, fetchNextPage } = found;
  useEffect(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [hasNextPage, isFetchingNextPage, fetchNextPage]);
  return found;
}

interface SheetPages {
  items: Sheet[];
  next: string | null;
}

/** @param cycleId null: its sheets are read again as a whole */
function useSingleChanges(cycleId: string | null): void {
  const client = useQueryClient();
  const read = useCallback(
    async (changes: readonly Change[]): Promise<void> => {
      if (cycleId === null) return;
      const key = listKey('goals', 'team', { cycle: cycleId });
      const kept = client.getQueryData<InfiniteData<SheetPages>>(key);
      if (kept === undefined) return;
      const shown = new Set(kept.pages.flatMap(({ items }) => items.map(({ id }) => id)));
      const wanted = changedSheets(changes, shown);
      if (wanted === 'all') return client.invalidateQueries({ queryKey: key });
      const sheets = await Promise.all(
        wanted.map((id) =>
          answer(goals.GET('/v1/goal-sheets/{id}', { params: { path: { id } } })).catch(() => undefined),
        ),
      );
      const now = new Map(sheets.flatMap((sheet) => (sheet === undefined ? [] : [[sheet.id, sheet] as const])));
      if (now.size === 0) return;
      client.setQueryData<InfiniteData<SheetPages>>(key, (was) =>
        was === undefined
          ? was
          : {
              ...was,
              pages: was.pages.map((page) => ({ ...page, items: page.items.map((one) => now.get(one.id) ?? one) })),
            },
      );
    },
    [client, cycleId],
  );
  useChanges(useCallback((changes) => void read(changes), [read]));
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
