import { useEffect } from 'react';
import { answer } from '../api/carry.js';
import { directory } from '../api/clients.js';
import { listKey } from '../api/keys.js';
import { usePages } from '../api/queries.js';

const PAGE = 200;

/** All people, page after page: who is looked for may be on the last one. */
export function useEverybody() {
  const people = usePages(listKey('directory', 'person', { limit: PAGE }), (after) =>
    answer(
      directory.GET('/v1/people', {
        params: { query: { limit: PAGE, ...(after === undefined ? {} : { after }) } },
      }),
    ),
  );
  const { hasNextPage, isFetching, fetchNextPage, error } = people;
  useEffect(() => {
    if (hasNextPage && !isFetching && error === null) void fetchNextPage();
  }, [hasNextPage, isFetching, error, fetchNextPage]);
  return people;
}
