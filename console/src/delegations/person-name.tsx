import { useTranslation } from 'react-i18next';
import { usePersonName } from '../names/use-person-name.js';

/** A colleague's name, where the reader may see it. */
export function PersonName({ id }: { id: string }) {
  const { t } = useTranslation('delegations');
  const { data, isError } = usePersonName(id);
  if (data != null) return <>{`${data.name} (${data.number})`}</>;
  return isError || data === null ? <>{t('colleague')}</> : null;
}
