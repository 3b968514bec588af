import { useTranslation } from 'react-i18next';
import { usePersonName } from '../names/use-person-name.js';
import { useMe } from '../session/me.js';

/** A person by name, as far as the reader may know them. */
export function Who({ id, name }: { id: string; name?: string | undefined }) {
  const { t } = useTranslation('desk');
  const me = useMe().person;
  const isMe = me?.id === id;
  const { data } = usePersonName(id, !isMe && name === undefined);
  return <>{isMe ? t('who.me') : (name ?? data?.name ?? t('who.somebody'))}</>;
}
