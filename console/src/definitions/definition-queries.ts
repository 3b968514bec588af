import type { components } from '@goalbeat/api-client/generated/goals';
import { keepPreviousData, useQuery, type UseInfiniteQueryResult, type UseQueryResult } from '@tanstack/react-query';
import { answer } from '../api/carry.js';
import { goals } from '../api/clients.js';
import { listKey, oneKey } from '../api/keys.js';
import { usePages } from '../api/queries.js';
import type { Diff } from '../versions/version-diff.js';

export type Definition = components['schemas']['Definition'];
export type DefinitionData = components['schemas']['DefinitionData'];
export type Preview = components['schemas']['Preview'];
export type Schedule = components['schemas']['DefinitionSchedule'];

/** All lists of definitions and each single one. */
export const DEFINITIONS = ['goals', 'cycle-definition'] as const;

export const useDefinitions = (): UseInfiniteQueryResult<Definition[]> =>
  usePages(listKey('goals', 'cycle-definition'), (after) =>
    answer(
      goals.GET('/v1/cycle-definitions', {
        params: { query: { limit: 50, ...(after === undefined ? {} : { after }) } },
      }),
    ),
  );

export const useDefinition = (id: string): UseQueryResult<Definition> =>
  useQuery({
    queryKey: oneKey('goals', 'cycle-definition', id),
    queryFn: () => answer(goals.GET('/v1/cycle-definitions/{id}', { params: { path: { id } } })),
  });

export const useDefinitionFile = (id: string, version: number | undefined): UseQueryResult<string> =>
  useQuery({
    // News of the definition do not concern it: what one is writing rests on this version.
    queryKey: oneKey('goals', 'definition-file', id, version),
    queryFn: () =>
      answer<unknown>(
        goals.GET('/v1/cycle-definitions/{id}', {
          params: { path: { id } },
          headers: { accept: 'application/yaml' },
          parseAs: 'text',
        }),
      ).then(String),
    enabled: version !== undefined,
    placeholderData: keepPreviousData,
    staleTime: Infinity,
  });

export const useDefinitionDiff = (id: string, version: number): UseQueryResult<Diff> =>
  useQuery({
    queryKey: oneKey('goals', 'cycle-definition', id, 'diff', version),
    queryFn: () => answer(goals.GET('/v1/cycle-definitions/{id}/diff', { params: { path: { id }, query: {} } })),
    enabled: version > 1,
  });

/** Of a definition that opens, or could open, cycles. */
export const useSchedule = (id: string, active: boolean): UseQueryResult<Schedule> =>
  useQuery({
    queryKey: oneKey('goals', 'cycle-definition', id, 'schedule'),
    queryFn: () => answer(goals.GET('/v1/cycle-definitions/{id}/schedule', { params: { path: { id } } })),
    enabled: active,
  });

/** Of what is on the page; the last drawing stays until the next is there. */
export const usePreview = (code: string, data: unknown, from: string, count: number): UseQueryResult<Preview> =>
  useQuery({
    queryKey: listKey('goals', 'definition-preview', { code, data, from, count }),
    queryFn: () =>
      answer(
        goals.POST('/v1/cycle-definitions/preview', {
          // What somebody is writing: the service says what is wrong with its shape.
          body: { code, from, count, data: data as DefinitionData },
        }),
      ),
    enabled: typeof data === 'object' && data !== null && code !== '',
    placeholderData: keepPreviousData,
    staleTime: 60_000,
    retry: false,
  });
