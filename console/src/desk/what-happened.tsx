import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Instant } from '../instant/instant.js';
import { Await } from '../states/await.js';
import { approvalOf, type Approval, type DeskItem } from './desk-query.js';
import { Who } from './who.js';
import styles from './detail.module.css';

const TONES = { approve: 'good', return: 'warn', reject: 'bad' } as const;

/** Where the buttons were: who or what decided it meanwhile. */
export function WhatHappened(props: { service: DeskItem['service']; approvalId: string; taskId: string }) {
  const approval = useQuery({ ...approvalOf(props.service, props.approvalId), refetchOnMount: 'always' });
  return (
    <div className={styles['happened']} role="status">
      <Await of={approval}>{(found) => <Happened of={found} taskId={props.taskId} />}</Await>
    </div>
  );
}

function Happened({ of, taskId }: { of: Approval; taskId: string }) {
  const { t } = useTranslation('desk');
  const tasks = of.steps.flatMap((step) => step.tasks.map((task) => ({ ...task, step })));
  const mine = tasks.find((task) => task.taskId === taskId);
  // A step that any one of several may decide is closed by one of them for all.
  const decided =
    mine?.decision != null
      ? mine
      : tasks.findLast(
          (task) => task.decision !== null && (mine === undefined || task.step.stepId === mine.step.stepId),
        );
  if (decided?.decision != null) {
    return (
      <>
        <p className="row">
          <span className={`tag ${TONES[decided.decision]}`}>{t(`decision.${decided.decision}`)}</span>
          <span>
            {decided.by?.kind === 'person' && decided.by.personId !== null ? (
              <Who id={decided.by.personId} />
            ) : (
              t('who.deadline')
            )}
          </span>
          {decided.closedAt === null ? null : <Instant at={decided.closedAt} />}
        </p>
        {decided.comment === null ? null : <p>{decided.comment}</p>}
      </>
    );
  }
  const closed = mine?.step.closedAt ?? of.closedAt;
  return (
    <p className="row">
      <span className="tag warn">{t(`approval.${of.state}`)}</span>
      <span>{t(of.state === 'open' ? 'noLongerYours' : 'nothingToDo')}</span>
      {closed === null || closed === undefined ? null : <Instant at={closed} />}
    </p>
  );
}
