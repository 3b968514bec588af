import { useTranslation } from 'react-i18next';
import type { Report, ServiceHealth } from './operations-queries.js';
import { RealAgo } from '../instant/real-ago.js';
import styles from './operations.module.css';

/** Each service: does it answer, does what it says get out, is its log sealed. */
export function Health({ report }: { report: Report }) {
  const { t } = useTranslation('operations');
  const wrong = report.services.filter(({ report: found }) => found?.ready !== true).length;
  return (
    <section className="stack" aria-labelledby="health">
      <div className="row apart">
        <h2 id="health">{t('health.title')}</h2>
        <span className={`tag ${wrong === 0 ? 'good' : 'bad'}`} role="status">
          {wrong === 0 ? t('health.all') : t('health.wrong', { count: wrong })}
        </span>
      </div>
      <ul className={styles['services']}>
        {report.services.map((service) => (
          <li key={service.service} className="card stack">
            <Service health={service} />
          </li>
        ))}
      </ul>
      <p className="soft small">{report.live.connected ? t('live.on', { count: report.live.pages }) : t('live.off')}</p>
    </section>
  );
}

function Service({ health: { service, state, report } }: { health: ServiceHealth }) {
  const { t } = useTranslation('operations');
  if (report === null) {
    return (
      <div className="row apart">
        <h3>{t(`service.${service}`)}</h3>
        <span className="tag bad">{t(state === 'forbidden' ? 'health.forbidden' : 'health.away')}</span>
      </div>
    );
  }
  const waiting = report.outbox.reduce((sum, { waiting: n }) => sum + n, 0);
  const failing = report.outbox.reduce((sum, { failing: n }) => sum + n, 0);
  const held = report.outbox.reduce((sum, { held: n }) => sum + n, 0);
  const oldest = report.outbox
    .flatMap(({ oldestAt }) => oldestAt ?? [])
    .toSorted()
    .at(0);
  return (
    <>
      <div className="row apart">
        <h3>{t(`service.${service}`)}</h3>
        <span className={`tag ${report.ready ? 'good' : 'bad'}`}>
          {t(report.ready ? 'health.ready' : 'health.notReady')}
        </span>
      </div>
      <dl className={styles['facts']}>
        <dt>{t('health.broker')}</dt>
        <dd className={report.broker === 'down' ? 'late' : ''}>{t(`link.${report.broker}`)}</dd>
        <dt>{t('health.temporal')}</dt>
        <dd className={report.temporal === 'down' ? 'late' : ''}>{t(`link.${report.temporal}`)}</dd>
        <dt>{t('health.outbox')}</dt>
        <dd className={failing > 0 ? 'late' : ''}>
          {t('health.waiting', { waiting, failing, held })}
          {oldest === undefined ? null : (
            <span className="soft small">
              {' '}
              · <RealAgo at={oldest} />
            </span>
          )}
        </dd>
        <dt>{t('health.log')}</dt>
        <dd>{t('health.sealed', { sealed: report.processLog.sealed, unsealed: report.processLog.unsealed })}</dd>
        {report.deadLetters === null || report.deadLetters === 0 ? null : (
          <>
            <dt>{t('health.givenUp')}</dt>
            <dd className="late">{report.deadLetters}</dd>
          </>
        )}
      </dl>
    </>
  );
}
