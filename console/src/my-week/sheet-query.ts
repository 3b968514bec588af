import type { components } from '@goalbeat/api-client/generated/goals';
import { queryOptions } from '@tanstack/react-query';
import { answer } from '../api/carry.js';
import { goals } from '../api/clients.js';
import { listKey, oneKey } from '../api/keys.js';

export type Sheet = components['schemas']['Sheet'];
export type Goal = components['schemas']['Goal'];
export type Cycle = components['schemas']['Cycle'];
export type SheetState = Sheet['state'];

/** One's own newest sheets; the first is this week's. */
export const mySheets = queryOptions({
  queryKey: listKey('goals', 'goal-sheet', { mine: true }),
  queryFn: async () =>
    (await answer(goals.GET('/v1/goal-sheets', { params: { query: { mine: 'true', limit: 10 } } }))).items,
});

export const cycleOf = (id: string) =>
  queryOptions({
    queryKey: oneKey('goals', 'cycle', id),
    queryFn: () => answer(goals.GET('/v1/cycles/{id}', { params: { path: { id } } })),
  });

/** The sheet as it is after a command, in the place it was read from. */
export const withSheet = (sheets: readonly Sheet[] | undefined, sheet: Sheet): Sheet[] | undefined =>
  sheets?.map((one) => (one.id === sheet.id ? sheet : one));
