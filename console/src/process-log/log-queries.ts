import type { paths } from '@goalbeat/api-client/generated/gateway';
import { useQuery } from '@tanstack/react-query';
import { answer } from '../api/carry.js';
import { gateway, goals } from '../api/clients.js';
import { listKey, type Key } from '../api/keys.js';
import { usePages } from '../api/queries.js';
import type { LogSearch } from './log-search.js';

type Answer<P extends keyof paths> = paths[P] extends {
  get: { responses: { 200: { content: { 'application/json': infer Body } } } };
}
  ? Body
  : never;
export type LogPage = Answer<'/api/process-log'>;
export type LogRow = LogPage['items'][number];
export type Delays = Answer<'/api/process-log/delays'>;
export type Wait = Delays['waits'][number];
export type Source = LogPage['sources'][number];

const PAGE = 100;

/** Kept below the kind that it is about, so that what is done to it appears. */
function keyOf(search: LogSearch, what: string): Key {
  const [kind = 'cycle', id = ''] = search.subject?.split(':') ?? ['cycle', search.cycle];
  return ['gateway', kind, id, what];
}

export function useLog(search: LogSearch) {
  const sources = new Map<string, Source>();
  const pages = usePages(
    keyOf(search, 'process-log'),
    async (after) => {
      const page = await answer(
        gateway.GET('/api/process-log', {
          params: { query: { ...search, limit: PAGE, ...(after === undefined ? {} : { after }) } },
        }),
      );
      // Each page says who answered it: what somebody did not tell is missing from that page.
      return { items: page.items.map((row) => ({ row, sources: page.sources })), next: page.next };
    },
    { enabled: search.subject !== undefined || search.cycle !== undefined },
  );
  for (const { sources: told } of pages.data ?? [])
    for (const source of told) if (source.state === 'unavailable') sources.set(source.service, source);
  return { pages, away: [...sources.keys()] };
}

export const useDelays = (search: LogSearch) =>
  useQuery({
    queryKey: keyOf(search, 'delays'),
    queryFn: () => answer(gateway.GET('/api/process-log/delays', { params: { query: search } })),
    enabled: search.subject !== undefined || search.cycle !== undefined,
  });

export const useCycles = () =>
  useQuery({
    queryKey: listKey('goals', 'cycle', { newest: 30 }),
    queryFn: () => answer(goals.GET('/v1/cycles', { params: { query: { limit: 30 } } })),
  });
