import { useTranslation } from 'react-i18next';
import { formatSpan } from '../instant/format-instant.js';
import { PersonName } from '../names/names.js';
import { useLanguage } from '../words/use-language.js';
import type { Delays } from './log-queries.js';
import styles from './process-log.module.css';

const SHOWN = 10;

/** Whose the delays are, the longest first. Time that was several people's turn is split between them. */
export function DelayedBy({ people }: { people: Delays['people'] }) {
  const { t } = useTranslation('process-log');
  const language = useLanguage();
  const late = people
    .filter(({ lateShareMs }) => lateShareMs > 0)
    .toSorted((a, b) => b.lateShareMs - a.lateShareMs)
    .slice(0, SHOWN);
  const most = late[0]?.lateShareMs ?? 1;
  return (
    <section className="card stack" aria-labelledby="delayed">
      <h2 id="delayed">{t('delayed.title')}</h2>
      {late.length === 0 ? (
        <p className="soft">{t('delayed.nobody')}</p>
      ) : (
        <ol className="stack">
          {late.map((person) => (
            <li key={person.personId ?? 'nobody'} className={styles['who']}>
              <span>
                <PersonName id={person.personId} />
              </span>
              <span className={styles['share']} aria-hidden="true">
                <i style={{ width: `${Math.max(2, (person.lateShareMs / most) * 100)}%` }} />
              </span>
              <span className="soft small">
                {t('delayed.counts', {
                  late: person.late,
                  tasks: person.tasks,
                  span: formatSpan(person.lateShareMs, language),
                })}
              </span>
            </li>
          ))}
        </ol>
      )}
    </section>
  );
}
