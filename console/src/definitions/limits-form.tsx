import { Input, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import type { FormProps } from './definition-form.js';
import styles from './definitions.module.css';
import { limitsOf } from './limits.js';

const CURRENCIES = Intl.supportedValuesOf('currency').map((value) => ({ value, label: value }));

/** From which amount on a link of the bonus list's chain is asked, and in what; a limit of another currency is no limit. */
export function LimitsForm({ value, problems, set }: FormProps) {
  const { t } = useTranslation('definitions');
  const limits = limitsOf(value);
  if (limits.length === 0) return null;
  return (
    <>
      <h3>{t('limits.title')}</h3>
      <p className="soft small">{t('limits.lead')}</p>
      <ul className={styles['limits']}>
        {limits.map(({ path, name, above, currency }) => {
          const field = path.join('.');
          const wrong = [...problems].find(([one]) => one === field || one.startsWith(`${field}.`))?.[1];
          return (
            <li key={field}>
              <b>{name}</b>
              <label>
                <span>{t('limits.above')}</span>
                <Input
                  inputMode="decimal"
                  value={above}
                  onChange={({ target }) => set([...path, 'above'], target.value)}
                />
              </label>
              <label>
                <span>{t('limits.currency')}</span>
                <Select
                  showSearch
                  allowClear
                  placeholder={t('limits.plans')}
                  value={currency === '' ? null : currency}
                  options={CURRENCIES}
                  onChange={(next: string | undefined) => set([...path, 'currency'], next)}
                />
              </label>
              {wrong === undefined ? null : <em className="late small">{wrong}</em>}
            </li>
          );
        })}
      </ul>
    </>
  );
}
