import { useTranslation } from 'react-i18next';
import { Ago } from '../instant/instant.js';
import { useMe } from '../session/me.js';
import type { Sheet } from './sheet-query.js';
import styles from './my-week.module.css';

/** What lead and HR said about the week. */
export function Feedback({ sheet }: { sheet: Sheet }) {
  const { t } = useTranslation('my-week');
  const me = useMe();
  if (sheet.feedback.length === 0) return null;
  return (
    <section className="card stack">
      <h2>{t('feedback.title')}</h2>
      <ul className="stack">
        {sheet.feedback.map(({ at, byPersonId, text }) => (
          <li key={`${at} ${text}`} className={styles['said']}>
            <p>{text}</p>
            <p className="soft small">
              {byPersonId === me.person?.id ? t('feedback.me') : t('feedback.lead')} · <Ago at={at} />
            </p>
          </li>
        ))}
      </ul>
    </section>
  );
}
