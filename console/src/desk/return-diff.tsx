import { useTranslation } from 'react-i18next';
import type { Sheet } from './desk-query.js';
import styles from './subject.module.css';

/** What was mended since it was returned: that is what is looked at first. */
export function ReturnDiff({ sheet }: { sheet: Sheet }) {
  const { t } = useTranslation('desk');
  if (sheet.diff.length === 0) return null;
  const titles = new Map(sheet.goals.map(({ id, title }) => [id, title]));
  const word = (field: string, value: string | null): string => {
    if (value === null || value === '') return '–';
    return field === 'outcome' ? t(`outcome.${value}` as 'outcome.done') : value;
  };
  return (
    <section className={styles['mended']} aria-label={t('mended')}>
      <h3>{t('mended')}</h3>
      <ul>
        {sheet.diff.map(({ goalId, field, before, after }) => (
          <li key={`${goalId} ${field}`}>
            <span className="soft">
              {titles.get(goalId)} · {t(`field.${field}` as 'field.target')}
            </span>{' '}
            <del>{word(field, before)}</del> → <ins>{word(field, after)}</ins>
          </li>
        ))}
      </ul>
    </section>
  );
}
