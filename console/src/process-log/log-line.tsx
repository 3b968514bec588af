import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { formatSpan } from '../instant/format-instant.js';
import { Instant } from '../instant/instant.js';
import { PersonName } from '../names/names.js';
import { useLanguage } from '../words/use-language.js';
import type { LogRow } from './log-queries.js';
import styles from './process-log.module.css';
import { useSay } from './say.js';

const lateBy = ({ at, dueAt }: LogRow): number => (dueAt === null ? 0 : Date.parse(at) - Date.parse(dueAt));

/** Who did what, for whom, how late, by which rules and why. */
export function LogLine({ row }: { row: LogRow }) {
  const { t } = useTranslation('process-log');
  const language = useLanguage();
  const say = useSay();
  const late = lateBy(row);
  return (
    <li className={styles['line']} data-actor={row.actorKind}>
      <span className={styles['when']}>
        <Instant at={row.at} />
      </span>
      <div>
        <p>
          <strong>{say.action(row.action)}</strong>{' '}
          <Link to="/process-log" search={{ subject: `${row.subjectKind}:${row.subjectId}` }}>
            {say.kind(row.subjectKind)}
          </Link>
        </p>
        <p className="soft small">
          {row.actorKind === 'person' ? <PersonName id={row.actorId} /> : say.actor(row.actorKind)}
          {row.onBehalfOf === null ? null : (
            <>
              {' '}
              {t('rows.for')} <PersonName id={row.onBehalfOf} />
            </>
          )}
          {row.startedAt === null
            ? null
            : ` · ${t('rows.after', { span: formatSpan(Date.parse(row.at) - Date.parse(row.startedAt), language) })}`}
          {row.ruleVersion === null ? null : ` · ${row.ruleVersion}`}
        </p>
        {row.reason === null ? null : <q className="small">{row.reason}</q>}
      </div>
      {late > 0 ? <span className="tag bad">{t('rows.late', { span: formatSpan(late, language) })}</span> : null}
    </li>
  );
}
