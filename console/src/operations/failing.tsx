import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useCommand } from '../api/use-command.js';
import { Await } from '../states/await.js';
import { RealAgo } from '../instant/real-ago.js';
import { retry, useFailing, type FailingMessage, type Report, type ServiceName } from './operations-queries.js';
import styles from './operations.module.css';

/** What a service tried to tell and could not. */
export function Failing({ report }: { report: Report }) {
  const { t } = useTranslation('operations');
  const services = report.services.flatMap(({ service, report: found }) => (found === null ? [] : [service]));
  const failing = useFailing(services);
  return (
    <section className="card stack" aria-labelledby="failing">
      <h2 id="failing">{t('failing.title')}</h2>
      <Await of={failing} isEmpty={(rows) => rows.length === 0} empty={<p className="soft">{t('failing.none')}</p>}>
        {(rows) => (
          <ul className={styles['rows']}>
            {rows.map(({ service, message }) => (
              <li key={message.id}>
                <One service={service} message={message} />
              </li>
            ))}
          </ul>
        )}
      </Await>
    </section>
  );
}

function One({ service, message }: { service: ServiceName; message: FailingMessage }) {
  const { t } = useTranslation('operations');
  const again = useCommand({
    run: () => retry(service, message.id),
    changes: [['gateway', 'operations']],
    done: t('failing.done'),
  });
  return (
    <div className="row apart">
      <div>
        <p>
          <strong>{t(`service.${service}`)}</strong> {message.what}
        </p>
        <p className="soft small">
          {t('failing.attempts', { count: message.attempts })} · <RealAgo at={message.createdAt} />
        </p>
        <p className="small late">{message.error}</p>
      </div>
      <Button loading={again.isPending} onClick={() => again.mutate()}>
        {t('failing.again')}
      </Button>
    </div>
  );
}
