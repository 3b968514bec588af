import type { components } from '@goalbeat/api-client/generated/goals';
import { useQuery, type UseInfiniteQueryResult, type UseQueryResult } from '@tanstack/react-query';
import { useEffect } from 'react';
import { answer } from '../api/carry.js';
import { goals } from '../api/clients.js';
import { listKey, oneKey } from '../api/keys.js';
import { usePages } from '../api/queries.js';
import { useLanguage } from '../words/use-language.js';

export type Rehearsal = components['schemas']['Rehearsal'];
export type RehearsalBrief = Omit<Rehearsal, 'report' | 'words'>;
export type Report = components['schemas']['RehearsalReport'];
export type Start = components['schemas']['StartRehearsal'];

/** All lists of rehearsals and each single one. */
export const REHEARSALS = ['goals', 'rehearsal'] as const;
/** Its clock runs on without news: one looks. */
const LOOK_MS = 1_000;
const LIST_MS = 3_000;

export function useRehearsals(definition?: string): UseInfiniteQueryResult<RehearsalBrief[]> {
  const all = usePages(listKey('goals', 'rehearsal', definition === undefined ? {} : { definition }), (after) =>
    answer(
      goals.GET('/v1/rehearsals', {
        params: {
          query: {
            limit: 20,
            ...(after === undefined ? {} : { after }),
            ...(definition === undefined ? {} : { definition }),
          },
        },
      }),
    ),
  );
  const { data, refetch } = all;
  const running = data?.some(({ state }) => state === 'running') ?? false;
  useEffect(() => {
    if (!running) return undefined;
    const timer = window.setInterval(() => void refetch(), LIST_MS);
    return () => window.clearInterval(timer);
  }, [running, refetch]);
  return all;
}

export const useRehearsal = (id: string): UseQueryResult<Rehearsal> => {
  // Its sentences come in the reader's language.
  const language = useLanguage();
  return useQuery({
    queryKey: oneKey('goals', 'rehearsal', id, language),
    queryFn: () => answer(goals.GET('/v1/rehearsals/{id}', { params: { path: { id } } })),
    refetchInterval: ({ state }) => (state.data?.state === 'running' ? LOOK_MS : false),
  });
};
