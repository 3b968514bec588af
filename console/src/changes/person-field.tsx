import { Select } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { answer } from '../api/carry.js';
import { directory } from '../api/clients.js';
import { listKey } from '../api/keys.js';
import { usePages } from '../api/queries.js';

const PAGE = 200;

/** Found by name or number; all people are read, since anybody may be meant. */
export function PersonField({ value, onChange }: { value: string; onChange: (id: string) => void }) {
  const { t } = useTranslation('changes');
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
  return (
    <Select
      showSearch
      optionFilterProp="label"
      placeholder={t('choose')}
      loading={people.isPending}
      value={value === '' ? null : value}
      options={(people.data ?? []).map(({ id, name, number }) => ({ value: id, label: `${name} ${number}` }))}
      onChange={onChange}
    />
  );
}
