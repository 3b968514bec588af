import { useTranslation } from 'react-i18next';
import type { Setting } from './hand-over-queries.js';
import styles from './hand-over.module.css';

type Facts = Pick<Setting, 'way' | 'url' | 'queryUrl' | 'deduplicates' | 'releaseWithinHours'>;

/** A way to payroll in words. */
export function SettingFacts({ of }: { of: Facts }) {
  const { t } = useTranslation('hand-over');
  return (
    <dl className={styles['facts']}>
      <dt>{t('setting.way')}</dt>
      <dd>{t(`way.${of.way}`)}</dd>
      {of.url === null ? null : (
        <>
          <dt>{t('setting.url')}</dt>
          <dd>{of.url}</dd>
        </>
      )}
      {of.queryUrl === null ? null : (
        <>
          <dt>{t('setting.queryUrl')}</dt>
          <dd>{of.queryUrl}</dd>
        </>
      )}
      {of.way === 'csv' ? (
        <>
          <dt>{t('setting.release')}</dt>
          <dd>{t('setting.hours', { count: of.releaseWithinHours })}</dd>
        </>
      ) : (
        <>
          <dt>{t('setting.repeats')}</dt>
          <dd>{t(of.deduplicates ? 'setting.dropped' : 'setting.notDropped')}</dd>
        </>
      )}
    </dl>
  );
}
