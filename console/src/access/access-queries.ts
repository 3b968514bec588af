import type { components } from '@goalbeat/api-client/generated/directory';
import { useQuery } from '@tanstack/react-query';
import { ApiProblem } from '../api/api-problem.js';
import { answer } from '../api/carry.js';
import { directory } from '../api/clients.js';
import { listKey, oneKey } from '../api/keys.js';
import { usePages } from '../api/queries.js';

type Schemas = components['schemas'];
export type Person = Schemas['Person'];
export type Role = Person['roles'][number]['role'];
export type Grant = Person['roles'][number];
export type OrgChange = Schemas['OrgChange'];
export type ApiKey = Schemas['ApiKey'];
export type Session = Schemas['Session'];
export type Provider = Schemas['OidcProvider'];

const PAGE = 200;
/** What changes of somebody's access makes old. */
export const PERSON_CHANGES = [
  ['directory', 'person'],
  ['directory', 'organisation-change'],
  ['directory', 'session'],
] as const;

/** By role, or the one with that number. */
export const useHolders = (filter: { role?: Role; number?: string }) =>
  usePages<Person>(listKey('directory', 'person', { access: true, ...filter }), (after) =>
    answer(
      directory.GET('/v1/people', {
        params: { query: { ...filter, limit: PAGE, ...(after === undefined ? {} : { after }) } },
      }),
    ),
  );

export const usePerson = (id: string) =>
  useQuery({
    queryKey: oneKey('directory', 'person', id, 'access'),
    queryFn: () => answer(directory.GET('/v1/people/{id}', { params: { path: { id } } })),
  });

/** Roles that are to be given or taken on a day to come. */
export const usePlanned = (id: string) =>
  useQuery({
    queryKey: [...listKey('directory', 'organisation-change', { person: id }), 'person', 'organisation'],
    queryFn: async () => {
      const query = { state: 'planned' as const, limit: 50 };
      const { items } = await answer(directory.GET('/v1/people/{id}/changes', { params: { path: { id }, query } }));
      return items.filter(({ set }) => 'grant' in set || 'remove' in set);
    },
  });

/** @param person undefined: one's own */
export const useSessions = (person?: string) =>
  useQuery({
    queryKey: listKey('directory', 'session', { person: person ?? 'mine' }),
    queryFn: async () =>
      (
        await answer(
          directory.GET('/v1/sessions', {
            params: { query: { limit: PAGE, ...(person === undefined ? {} : { person }) } },
          }),
        )
      ).items,
  });

export const useIdentity = (id: string) =>
  useQuery({
    queryKey: oneKey('directory', 'identity', id, 'person'),
    queryFn: () => answer(directory.GET('/v1/accounts/{personId}/identity', { params: { path: { personId: id } } })),
  });

export const useKeys = () =>
  usePages<ApiKey>(listKey('directory', 'api-key'), (after) =>
    answer(
      directory.GET('/v1/api-keys', { params: { query: { limit: 100, ...(after === undefined ? {} : { after }) } } }),
    ),
  );

/** null: people sign in by number and password alone. */
export const useProvider = () =>
  useQuery({
    queryKey: listKey('directory', 'identity-provider'),
    queryFn: async (): Promise<Provider | null> => {
      try {
        return await answer(directory.GET('/v1/identity-provider'));
      } catch (error) {
        if (error instanceof ApiProblem && error.status === 404) return null;
        throw error;
      }
    },
  });
