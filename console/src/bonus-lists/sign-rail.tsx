import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { Deadline, Instant } from '../instant/instant.js';
import { PersonName } from '../names/names.js';
import { ApprovalWorkflowLink } from '../operations/workflow-link.js';
import { Await } from '../states/await.js';
import styles from './bonus-lists.module.css';
import { useApproval, type ApprovalDetail, type BonusList } from './list-queries.js';

type Step = ApprovalDetail['steps'][number];

/** Who has signed and whom it waits for, in the order of the chain. */
export function SignRail({ list }: { list: BonusList }) {
  const { t } = useTranslation('bonus-lists');
  const approval = useApproval(list);
  return (
    <section className="card stack" aria-labelledby="signatures">
      <div className="row apart">
        <h2 id="signatures">{t('sign.title')}</h2>
        <Link to="/process-log" search={{ subject: `bonus-list:${list.id}` }} className="small">
          {t('sign.log')}
        </Link>
      </div>
      {list.approvalId === null ? (
        <p className="soft">{t('sign.notYet')}</p>
      ) : (
        <Await of={approval}>
          {(detail) => (
            <>
              <ol className={styles['steps']}>
                <li className={styles['step']} data-state="approved">
                  <span>
                    <PersonName id={detail.requesterId} /> {t('sign.submitted')}
                  </span>
                  <span className="soft small">
                    <Instant at={detail.openedAt} />
                  </span>
                </li>
                {detail.steps.map((step) => (
                  <SignStep key={`${step.stepId}-${step.openedAt}`} step={step} />
                ))}
                {detail.ahead.map(({ stepId, name }) => (
                  <li key={stepId} className={styles['step']} data-state="ahead">
                    <span className="soft">{t('sign.ahead', { name })}</span>
                  </li>
                ))}
              </ol>
              <ApprovalWorkflowLink of={detail} />
            </>
          )}
        </Await>
      )}
    </section>
  );
}

function SignStep({ step }: { step: Step }) {
  const { t } = useTranslation('bonus-lists');
  const decided = step.tasks.filter(({ decision }) => decision !== null);
  const waiting = step.tasks.filter(({ state }) => state === 'open');
  return (
    <li className={styles['step']} data-state={step.state}>
      <strong>{step.name}</strong>
      {decided.map((task) => (
        <span key={task.taskId}>
          <PersonName id={task.by?.personId ?? task.assigneeId} />{' '}
          {task.decision === null ? null : t(`sign.did.${task.decision}`)}
          {task.by?.onBehalfOf == null ? null : (
            <>
              {' '}
              {t('sign.for')} <PersonName id={task.by.onBehalfOf} />
            </>
          )}
          {task.closedAt === null ? null : (
            <span className="soft small">
              {' · '}
              <Instant at={task.closedAt} />
            </span>
          )}
          {task.comment === null || task.comment === '' ? null : <q className="soft"> {task.comment}</q>}
        </span>
      ))}
      {waiting.map((task) => (
        <span key={task.taskId}>
          {t('sign.waits')} <PersonName id={task.assigneeId} />
          {task.dueAt === null ? null : (
            <span className="small">
              {' · '}
              <Deadline at={task.dueAt} />
            </span>
          )}
        </span>
      ))}
    </li>
  );
}
