import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { answer } from '../api/carry.js';
import { directory } from '../api/clients.js';
import { oneKey } from '../api/keys.js';
import { useMe } from '../session/me.js';

/** A person by name, as far as the reader may know them. */
export function Who({ id, name }: { id: string; name?: string | undefined }) {
  const { t } = useTranslation('desk');
  const me = useMe().person;
  const isMe = me?.id === id;
  const { data } = useQuery({
    queryKey: oneKey('directory', 'person', id),
    queryFn: () => answer(directory.GET('/v1/people/{id}', { params: { path: { id } } })),
    staleTime: 600_000,
    retry: false,
    enabled: !isMe && name === undefined,
  });
  return <>{isMe ? t('who.me') : (name ?? data?.name ?? t('who.somebody'))}</>;
}
