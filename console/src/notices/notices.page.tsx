import { useTranslation } from 'react-i18next';

export function NoticesPage() {
  const { t } = useTranslation('notices');
  return (
    <div className="page">
      <h1>{t('title')}</h1>
    </div>
  );
}
