import { useTranslation } from 'react-i18next';
import { Instant } from '../instant/instant.js';
import { formatSpan } from '../instant/format-instant.js';
import { Await } from '../states/await.js';
import { Empty } from '../states/empty.js';
import { useLanguage } from '../words/use-language.js';
import { useLate, type Late } from './cycle-queries.js';
import styles from './monitor.module.css';

const MINUTE = 60_000;
const KINDS = ['notPlanned', 'notReported', 'notConfirmed', 'approvals'] as const;

/** Who is late, unit by unit, the largest first. */
export function LateList({ cycleId }: { cycleId: string }) {
  const { t } = useTranslation('monitor');
  const late = useLate(cycleId);
  return (
    <section className="card stack" aria-labelledby="late">
      <div className="row apart">
        <h2 id="late">{t('late.title')}</h2>
        {late.data === undefined || late.data.items.length === 0 ? null : (
          <span className="tag bad">{t('late.count', { count: late.data.items.length })}</span>
        )}
      </div>
      <Await
        of={late}
        isEmpty={({ items }) => items.length === 0}
        empty={<Empty title={t('late.none.title')} advice={t('late.none.advice')} />}
      >
        {({ units, items }) => (
          <ul className={styles['units']}>
            {units.map((unit, at) => (
              <LateUnit key={unit.unitId} unit={unit} items={items} open={at === 0 || units.length < 4} />
            ))}
          </ul>
        )}
      </Await>
    </section>
  );
}

function LateUnit({ unit, items, open }: { unit: Late['units'][number]; items: Late['items']; open: boolean }) {
  const { t } = useTranslation('monitor');
  const language = useLanguage();
  const own = items.filter(({ unitId }) => unitId === unit.unitId);
  return (
    <li>
      <details open={open}>
        <summary>
          <b>{unit.name}</b>
          <span className="figures late">{unit.late}</span>
          <span className={styles['kinds']}>
            {KINDS.filter((kind) => unit[kind] > 0).map((kind) => (
              <span key={kind} className="tag">
                {t(`late.${kind}`, { count: unit[kind] })}
              </span>
            ))}
          </span>
        </summary>
        <ul className={styles['people']}>
          {own.map(({ personId, name, what, dueAt, lateMinutes, subjectId }) => (
            <li key={`${personId}-${what}-${subjectId}`}>
              <span>
                <b>{name}</b> {t(`late.what.${what}`)}
              </span>
              <span className="soft small">
                <Instant at={dueAt} />
              </span>
              <span className="late small figures">{formatSpan(lateMinutes * MINUTE, language)}</span>
            </li>
          ))}
        </ul>
      </details>
    </li>
  );
}
