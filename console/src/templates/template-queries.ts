import type { components } from '@goalbeat/api-client/generated/goals';
import { useQuery, type UseInfiniteQueryResult, type UseQueryResult } from '@tanstack/react-query';
import { answer } from '../api/carry.js';
import { goals } from '../api/clients.js';
import { listKey, type Key } from '../api/keys.js';
import { usePages } from '../api/queries.js';
import type { Diff } from '../versions/version-diff.js';

export type Template = components['schemas']['GoalTemplate'];
export type TemplateGoal = components['schemas']['TemplateGoal'];
export type PackCode = components['schemas']['IndicatorPack']['code'];

export const templatesKey = listKey('goals', 'goal-template');
/** By its code, while news tell of templates by their id: any of them may be this one. */
export const templateKey = (code: string): Key => listKey('goals', 'goal-template', { code });

export const useTemplates = (): UseInfiniteQueryResult<Template[]> =>
  usePages(templatesKey, (after) =>
    answer(
      goals.GET('/v1/goal-templates', {
        params: { query: { limit: 100, ...(after === undefined ? {} : { after }) } },
      }),
    ),
  );

export const useTemplate = (code: string): UseQueryResult<Template> =>
  useQuery({
    queryKey: templateKey(code),
    queryFn: () => answer(goals.GET('/v1/goal-templates/{code}', { params: { path: { code } } })),
  });

export const useUses = (code: string): UseQueryResult<components['schemas']['TemplateUses']> =>
  useQuery({
    queryKey: [...templateKey(code), 'uses', 'cycle', 'goal-sheet'],
    queryFn: () => answer(goals.GET('/v1/goal-templates/{code}/uses', { params: { path: { code } } })),
  });

export const useTemplateDiff = (code: string, version: number): UseQueryResult<Diff> =>
  useQuery({
    queryKey: [...templateKey(code), 'diff', version],
    queryFn: () => answer(goals.GET('/v1/goal-templates/{code}/diff', { params: { path: { code }, query: {} } })),
    enabled: version > 1,
  });

export const usePacks = (): UseQueryResult<components['schemas']['IndicatorPack'][]> =>
  useQuery({
    queryKey: listKey('goals', 'indicator-pack'),
    queryFn: async () => (await answer(goals.GET('/v1/indicator-packs'))).items,
    staleTime: Infinity,
  });
