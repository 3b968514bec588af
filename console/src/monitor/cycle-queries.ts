import type { components } from '@goalbeat/api-client/generated/goals';
import { useQuery, type UseInfiniteQueryResult, type UseQueryResult } from '@tanstack/react-query';
import { answer } from '../api/carry.js';
import { goals } from '../api/clients.js';
import { listKey, oneKey } from '../api/keys.js';
import { usePages } from '../api/queries.js';

export type Cycle = components['schemas']['Cycle'];
export type CycleStep = Cycle['timeline'][number];
export type StepName = CycleStep['step'];
export type CycleState = Cycle['state'];
export type Late = components['schemas']['Late'];
export type ControlRequest = components['schemas']['CycleControlRequest'];
export type ControlAction = ControlRequest['action'];

/** What people do moves a cycle's figures, so those kinds are named in its keys. */
const MOVES = ['goal-sheet', 'approval'] as const;

/** All lists of cycles and each single one. */
export const CYCLES = ['goals', 'cycle'] as const;

export const useCycles = (definition?: string): UseInfiniteQueryResult<Cycle[]> =>
  usePages(listKey('goals', 'cycle', definition === undefined ? {} : { definition }), (after) =>
    answer(
      goals.GET('/v1/cycles', {
        params: {
          query: {
            limit: 30,
            ...(after === undefined ? {} : { after }),
            ...(definition === undefined ? {} : { definition }),
          },
        },
      }),
    ),
  );

export const useCycle = (id: string): UseQueryResult<Cycle> =>
  useQuery({
    queryKey: oneKey('goals', 'cycle', id, ...MOVES),
    queryFn: () => answer(goals.GET('/v1/cycles/{id}', { params: { path: { id } } })),
  });

export const useLate = (id: string): UseQueryResult<Late> =>
  useQuery({
    queryKey: oneKey('goals', 'cycle', id, 'late', ...MOVES),
    queryFn: () => answer(goals.GET('/v1/cycles/{id}/late', { params: { path: { id } } })),
  });
