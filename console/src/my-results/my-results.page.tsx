import { useTranslation } from 'react-i18next';

export function MyResultsPage() {
  const { t } = useTranslation('my-results');
  return (
    <div className="page">
      <h1>{t('title')}</h1>
    </div>
  );
}
