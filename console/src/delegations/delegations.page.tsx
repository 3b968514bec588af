import { useTranslation } from 'react-i18next';

export function DelegationsPage() {
  const { t } = useTranslation('delegations');
  return (
    <div className="page">
      <h1>{t('title')}</h1>
    </div>
  );
}
