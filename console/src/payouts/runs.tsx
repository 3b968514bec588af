import { Link } from '@tanstack/react-router';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { Money } from '../money/money.js';
import { Await } from '../states/await.js';
import { Empty } from '../states/empty.js';
import { useRuns, type PayoutRun } from './payout-queries.js';
import styles from './payouts.module.css';
import { WorkflowLink } from '../operations/workflow-link.js';

/** Each batch of money: how many of its payments payroll has answered. */
export function Runs() {
  const { t } = useTranslation('payouts');
  const runs = useRuns();
  return (
    <Await
      of={runs}
      isEmpty={(rows) => rows.length === 0}
      empty={<Empty title={t('runs.none')} advice={t('none.advice')} />}
    >
      {(rows) => (
        <>
          <ul className={styles['cards']}>
            {rows.map((run) => (
              <li key={run.id} className="card stack">
                <Run run={run} />
              </li>
            ))}
          </ul>
          {runs.hasNextPage ? <Button onClick={() => void runs.fetchNextPage()}>{t('more')}</Button> : null}
        </>
      )}
    </Await>
  );
}

function Run({ run }: { run: PayoutRun }) {
  const { t, i18n } = useTranslation('payouts');
  const word = `runState.${run.state}`;
  const answered = run.paid + run.rejected;
  const all = answered + run.unanswered;
  return (
    <>
      <div className="row apart">
        <strong>{t(`kind.${run.kind}`)}</strong>
        <span className="tag">{i18n.exists(word, { ns: 'payouts' }) ? t(word as never) : run.state}</span>
      </div>
      <strong className={styles['big']}>
        <Money of={run.total} />
      </strong>
      {all === 0 ? null : (
        <div className={styles['answers']} aria-hidden="true">
          <i data-tone="good" style={{ flexGrow: run.paid }} />
          <i data-tone="bad" style={{ flexGrow: run.rejected }} />
          <i style={{ flexGrow: run.unanswered }} />
        </div>
      )}
      <p className="soft small">
        {t('runs.counts', { paid: run.paid, rejected: run.rejected, unanswered: run.unanswered })}
      </p>
      <div className="row small">
        <Link to="/process-log" search={{ subject: `payout-run:${run.id}` }}>
          {t('log')}
        </Link>
        <WorkflowLink of={run.workflowId} />
      </div>
    </>
  );
}
