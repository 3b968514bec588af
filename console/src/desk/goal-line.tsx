import { useTranslation } from 'react-i18next';
import { Deadline } from '../instant/instant.js';
import { Decimal, Percent } from '../money/money.js';
import type { ComparedGoal } from './compare-last.js';
import type { Goal } from './desk-query.js';
import { Evidence } from './evidence.js';
import { Ratio } from './ratio.js';
import styles from './subject.module.css';

const OUTCOMES = { done: 'good', partly: 'warn', 'not-done': 'bad' } as const;

interface GoalLineProps {
  goal: Goal;
  what: 'plan' | 'report' | 'week';
  compared: ComparedGoal | undefined;
}

/** A goal with what is asked, what was reported, what it was last time, and what shows it. */
export function GoalLine({ goal, what, compared }: GoalLineProps) {
  const { t } = useTranslation('desk');
  const before = compared?.before;
  const changed = (field: 'title' | 'target' | 'weight'): boolean => compared?.changed.includes(field) ?? false;
  return (
    <li className={styles['goal']} data-red={goal.pace?.red === true && what !== 'plan'}>
      <div className={styles['line']}>
        <b>{goal.title}</b>
        <span className="row">
          {goal.pace?.red === true && what === 'week' ? (
            <span className="tag bad">
              {t('pace')} <Percent of={goal.pace.percent} />
            </span>
          ) : null}
          {goal.outcome === null || what === 'plan' ? null : (
            <span className={`tag ${OUTCOMES[goal.outcome]}`}>{t(`outcome.${goal.outcome}`)}</span>
          )}
          {compared !== undefined && before === undefined ? <span className="tag pine">{t('last.new')}</span> : null}
        </span>
      </div>
      {changed('title') && before !== undefined ? (
        <p className="small soft">
          {t('last.was')} <del>{before.title}</del>
        </p>
      ) : null}
      <dl className={styles['facts']}>
        {what === 'plan' ? null : (
          <div>
            <dt>{t('actual')}</dt>
            <dd>
              <b>
                <Ratio actual={goal.actual} target={goal.target} unit={goal.unit} />
              </b>
            </dd>
          </div>
        )}
        {what === 'plan' ? (
          <div>
            <dt>{t('target')}</dt>
            <dd data-changed={changed('target')}>
              <b>
                <Ratio actual={goal.target} unit={goal.unit} />
              </b>
              {changed('target') && before !== undefined ? (
                <del>
                  <Decimal of={before.target} />
                </del>
              ) : null}
            </dd>
          </div>
        ) : (
          <div>
            <dt>{t('attainment')}</dt>
            <dd>
              <b>
                <Percent of={goal.attainment} />
              </b>
            </dd>
          </div>
        )}
        <div>
          <dt>{t('weight')}</dt>
          <dd data-changed={changed('weight')}>
            <Percent of={goal.weight} />
            {changed('weight') && before !== undefined ? (
              <del>
                <Percent of={before.weight} />
              </del>
            ) : null}
          </dd>
        </div>
        {before === undefined ? null : (
          <div>
            <dt>{t('last.time')}</dt>
            <dd>
              <Ratio actual={before.actual} target={before.target} unit={before.unit} />
            </dd>
          </div>
        )}
      </dl>
      {goal.late === null ? null : (
        <p className="small">
          <Deadline at={goal.late.since} late />
        </p>
      )}
      {goal.returnedReason === null ? null : (
        <p className="small">{t('returnedBefore', { reason: goal.returnedReason })}</p>
      )}
      {goal.comment === null || what === 'plan' ? null : <p className={styles['said']}>{goal.comment}</p>}
      {what === 'plan' ? null : <Evidence goal={goal} />}
    </li>
  );
}
