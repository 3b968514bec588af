import { QueryClient, useInfiniteQuery, type UseInfiniteQueryResult } from '@tanstack/react-query';
import { ApiProblem } from './api-problem.js';
import type { Key } from './keys.js';

const TRIES = 3;

/** Refusals stay as they are; what was away may be there a moment later. */
const again = (failures: number, error: Error): boolean =>
  failures < TRIES && !(error instanceof ApiProblem && error.status < 500 && error.status !== 429);

export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { retry: again, retryDelay: (attempt) => Math.min(4_000, 300 * 2 ** attempt), staleTime: 15_000 },
    mutations: { retry: false },
  },
});

export interface Page<Item> {
  items: Item[];
  next: string | null;
}

/** A list that goes on by cursor: `items` is all that was read so far. */
export function usePages<Item>(
  queryKey: Key,
  read: (after: string | undefined) => Promise<Page<Item>>,
  options: { enabled?: boolean } = {},
): UseInfiniteQueryResult<Item[]> {
  return useInfiniteQuery({
    queryKey,
    queryFn: ({ pageParam }) => read(pageParam),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: (last) => last.next ?? undefined,
    select: ({ pages }) => pages.flatMap(({ items }) => items),
    ...options,
  });
}
