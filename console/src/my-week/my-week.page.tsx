import { useTranslation } from 'react-i18next';

export function MyWeekPage() {
  const { t } = useTranslation('my-week');
  return (
    <div className="page">
      <h1>{t('title')}</h1>
    </div>
  );
}
