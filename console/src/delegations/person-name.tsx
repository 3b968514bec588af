import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer } from '../api/carry.js';
import { directory } from '../api/clients.js';
import { oneKey } from '../api/keys.js';

/** A colleague's name, where the reader may see it. */
export function PersonName({ id }: { id: string }) {
  const { t } = useTranslation('delegations');
  const { data, error } = useQuery({
    queryKey: oneKey('directory', 'person', id),
    queryFn: () => answer(directory.GET('/v1/people/{id}', { params: { path: { id } } })),
    staleTime: 600_000,
  });
  if (data !== undefined) return <>{`${data.name} (${data.number})`}</>;
  return error === null ? null : <>{t('colleague')}</>;
}
