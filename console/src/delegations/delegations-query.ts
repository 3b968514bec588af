import type { components } from '@goalbeat/api-client/generated/directory';
import { queryOptions } from '@tanstack/react-query';
import { answer } from '../api/carry.js';
import { directory } from '../api/clients.js';
import { listKey } from '../api/keys.js';

export type Delegation = components['schemas']['Delegation'];

/** One's own: those that one gave and those that one was given, the newest first. */
export const delegationsQuery = queryOptions({
  queryKey: listKey('directory', 'delegation', {}),
  queryFn: async () => (await answer(directory.GET('/v1/delegations', { params: { query: { limit: 100 } } }))).items,
});

/** @param now business time, milliseconds */
export const inForce = ({ cancelled, from, until }: Delegation, now: number): boolean =>
  !cancelled && Date.parse(from) <= now && now < Date.parse(until);
