import type { components } from '@goalbeat/api-client/generated/goals';
import { useQuery, type UseInfiniteQueryResult, type UseQueryResult } from '@tanstack/react-query';
import { answer } from '../api/carry.js';
import { goals } from '../api/clients.js';
import { oneKey } from '../api/keys.js';
import { usePages } from '../api/queries.js';

export type Change = components['schemas']['CycleChangeData'];
export type ChangeView = components['schemas']['CycleChange'];
export type ChangeRow = components['schemas']['CycleChangeRow'];
export type Applied = Omit<ChangeView, 'rows'>;

export interface Asked {
  cycleId: string;
  version: number;
  change: Change;
  overrideAdjusted: boolean;
}
/** More rows than anybody reads; the counts are of all. */
const MOST_ROWS = 2_000;

/** What would happen, worked out by the service; nothing is changed by it. */
export const useDryRun = (asked: Asked | undefined, reason: string): UseQueryResult<ChangeView> =>
  useQuery({
    queryKey: oneKey('goals', 'cycle', asked?.cycleId ?? 'none', 'dry-run', asked),
    queryFn: () => {
      if (asked === undefined) throw new Error('asked for nothing');
      const { cycleId, version, change, overrideAdjusted } = asked;
      return answer(
        goals.POST('/v1/cycles/{id}/changes', {
          params: { path: { id: cycleId } },
          body: { version, dryRun: true, reason, change, overrideAdjusted, limit: MOST_ROWS },
        }),
      );
    },
    enabled: asked !== undefined,
    staleTime: 0,
    retry: false,
  });

export const applyChange = (
  { cycleId, version, overrideAdjusted }: Asked,
  { change, fingerprint, reason }: { change: Change; fingerprint: string; reason: string },
): Promise<ChangeView> =>
  answer(
    goals.POST('/v1/cycles/{id}/changes', {
      params: { path: { id: cycleId } },
      body: { version, dryRun: false, fingerprint, reason, change, overrideAdjusted, limit: 1 },
    }),
  );

/** What was changed before, the latest first. */
export const useApplied = (cycleId: string): UseInfiniteQueryResult<Applied[]> =>
  usePages(oneKey('goals', 'cycle', cycleId, 'changes'), (after) =>
    answer(
      goals.GET('/v1/cycles/{id}/changes', {
        params: { path: { id: cycleId }, query: { limit: 20, ...(after === undefined ? {} : { after }) } },
      }),
    ),
  );
