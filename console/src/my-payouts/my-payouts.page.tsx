import { useTranslation } from 'react-i18next';

export function MyPayoutsPage() {
  const { t } = useTranslation('my-payouts');
  return (
    <div className="page">
      <h1>{t('title')}</h1>
    </div>
  );
}
