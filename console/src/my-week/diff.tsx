import { useTranslation } from 'react-i18next';
import type { Sheet } from './sheet-query.js';
import styles from './my-week.module.css';

const OPEN = new Set<Sheet['state']>(['plan-returned', 'plan-submitted', 'report-returned', 'report-submitted']);

/** What was changed since it was returned, before and after beside each other. */
export function Diff({ sheet }: { sheet: Sheet }) {
  const { t } = useTranslation('my-week');
  // Once it is accepted it is no news any more.
  const open = OPEN.has(sheet.state);
  if (!open || sheet.diff.length === 0) return null;
  const titles = new Map(sheet.goals.map(({ id, title }) => [id, title]));
  return (
    <section className="card stack">
      <h2>{t('diff.title')}</h2>
      <ul className={styles['diff']}>
        {sheet.diff.map(({ goalId, field, before, after }) => (
          <li key={`${goalId} ${field}`}>
            <span>
              {titles.get(goalId)} · {t(`field.${field}` as 'field.target')}
            </span>
            <span>
              <del>{word(field, before)}</del> → <ins>{word(field, after)}</ins>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );

  function word(field: string, value: string | null): string {
    if (value === null || value === '') return '–';
    return field === 'outcome' ? t(`outcome.${value}` as 'outcome.done') : value;
  }
}
