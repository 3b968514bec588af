import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Instant } from '../instant/instant.js';
import { ApprovalWorkflowLink } from '../operations/workflow-link.js';
import { approvalOf, type Approval, type DeskItem } from './desk-query.js';
import { Who } from './who.js';
import styles from './subject.module.css';

/** Who has decided so far and what they said, where it is now, and who comes after. */
export function Trail({ service, approvalId }: { service: DeskItem['service']; approvalId: string }) {
  const { t } = useTranslation('desk');
  const { data } = useQuery(approvalOf(service, approvalId));
  if (data === undefined) return null;
  return (
    <section className="stack" style={{ gap: '0.5rem' }}>
      <div className="row apart">
        <h3>{t('trail.title')}</h3>
        <ApprovalWorkflowLink of={data} />
      </div>
      <ol className={styles['trail']}>
        {data.steps.map((step) => (
          <Step key={step.stepId} step={step} />
        ))}
        {data.ahead.map(({ stepId, name }) => (
          <li key={stepId} data-state="ahead">
            <span className="soft">
              {name} · {t('trail.ahead')}
            </span>
          </li>
        ))}
      </ol>
      {data.round > 1 ? <p className="soft small">{t('trail.round', { round: data.round })}</p> : null}
    </section>
  );
}

function Step({ step }: { step: Approval['steps'][number] }) {
  const { t } = useTranslation('desk');
  const asked = step.tasks.filter(({ state, decision }) => state === 'open' || decision !== null);
  return (
    <li data-state={step.state}>
      <b>{step.name}</b>
      {step.timedOut ? <span className="tag warn">{t('trail.timedOut')}</span> : null}
      {asked.map((task) => (
        <p key={task.taskId} className="small">
          {task.by?.kind === 'person' && task.by.personId !== null ? (
            <Who id={task.by.personId} />
          ) : task.decision === null ? (
            <Who id={task.assigneeId} />
          ) : (
            t('who.deadline')
          )}
          {task.decision === null ? (
            <span className="soft">
              {' · '}
              {t('trail.since')} <Instant at={task.openedAt} />
            </span>
          ) : (
            <>
              {' · '}
              {t(`decision.${task.decision}`)}
              {task.closedAt === null ? null : (
                <span className="soft">
                  {' · '}
                  <Instant at={task.closedAt} />
                </span>
              )}
            </>
          )}
          {task.comment === null ? null : <span className={styles['said']}>{task.comment}</span>}
        </p>
      ))}
    </li>
  );
}
