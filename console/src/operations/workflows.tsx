import { useTranslation } from 'react-i18next';
import { Ago } from '../instant/instant.js';
import type { Report } from './operations-queries.js';
import styles from './operations.module.css';

/** Waits that broke, each with its page at Temporal. */
export function Workflows({ report }: { report: Report }) {
  const { t } = useTranslation('operations');
  const company = report.company;
  const failed = company?.temporal.failed ?? null;
  return (
    <section className="card stack" aria-labelledby="workflows">
      <div className="row apart">
        <h2 id="workflows">{t('workflows.title')}</h2>
        {report.workflowUrl === null ? null : (
          <a href={report.workflowUrl} target="_blank" rel="noreferrer">
            {t('workflows.all')}
          </a>
        )}
      </div>
      {failed === null ? (
        <p className="late">{t('workflows.away')}</p>
      ) : failed.length === 0 ? (
        <p className="soft">{t('workflows.none')}</p>
      ) : (
        <ul className={styles['rows']}>
          {failed.map((run) => (
            <li key={run.runId} className="row apart">
              <span>
                <strong>{run.type}</strong> <span className="tag bad">{run.status}</span>{' '}
                {run.closedAt === null ? null : (
                  <span className="soft small">
                    <Ago at={run.closedAt} />
                  </span>
                )}
                <br />
                <span className="soft small">{run.workflowId}</span>
              </span>
              {run.url === null ? null : (
                <a href={run.url} target="_blank" rel="noreferrer">
                  {t('workflows.open')}
                </a>
              )}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}
