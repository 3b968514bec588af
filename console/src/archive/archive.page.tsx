import { useTranslation } from 'react-i18next';

export function ArchivePage() {
  const { t } = useTranslation('archive');
  return (
    <div className="page">
      <h1>{t('title')}</h1>
    </div>
  );
}
