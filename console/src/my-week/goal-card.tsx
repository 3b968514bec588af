import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, Input } from 'antd';
import { formatDay } from '../instant/format-instant.js';
import { Deadline } from '../instant/instant.js';
import { Decimal, Percent } from '../money/money.js';
import { useLanguage } from '../words/use-language.js';
import { typedFigure } from '../money/typed-figure.js';
import { EvidenceList } from './evidence.js';
import type { Goal, Sheet } from './sheet-query.js';
import { useProgress } from './use-sheet-commands.js';
import styles from './my-week.module.css';

const DONE = 100;
const RED = 70;

/** A goal as it stands; while the week runs its progress is told here. */
export function GoalCard({ sheet, goal, canProgress }: { sheet: Sheet; goal: Goal; canProgress: boolean }) {
  const { t } = useTranslation('my-week');
  return (
    <li className={`card ${styles['goal'] ?? ''}`}>
      <GoalHead goal={goal} />
      <Progress goal={goal} />
      {goal.returnedReason === null ? null : (
        <p className={styles['returned']}>{t('returned', { reason: goal.returnedReason })}</p>
      )}
      {canProgress ? <ProgressForm sheet={sheet} goal={goal} /> : null}
      {goal.comment === null ? null : <p className="soft">{goal.comment}</p>}
      <EvidenceList goal={goal} />
    </li>
  );
}

export function GoalHead({ goal, weight = true }: { goal: Goal; weight?: boolean }) {
  const { t } = useTranslation('my-week');
  const language = useLanguage();
  return (
    <div className="row apart">
      <h3>{goal.title}</h3>
      <p className="row small soft">
        {goal.outcome === null ? null : (
          <span className={`tag ${OUTCOMES[goal.outcome]}`}>{t(`outcome.${goal.outcome}`)}</span>
        )}
        {weight ? (
          <span>
            {t('weight')} <Percent of={goal.weight} />
          </span>
        ) : null}
        {goal.late !== null ? (
          <Deadline at={goal.late.since} late />
        ) : goal.dueOn !== null && goal.daysLeft !== null ? (
          <span>{t('daysLeft', { count: goal.daysLeft, day: formatDay(goal.dueOn, language) })}</span>
        ) : null}
      </p>
    </div>
  );
}

const OUTCOMES = { done: 'good', partly: 'warn', 'not-done': 'bad' } as const;

function Progress({ goal }: { goal: Goal }) {
  const { t } = useTranslation('my-week');
  const reached = Number(goal.attainment);
  const tone = reached >= DONE ? 'good' : reached < RED && goal.actual !== null ? 'low' : 'fair';
  return (
    <div className={styles['progress']}>
      <div
        role="progressbar"
        aria-label={goal.title}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.min(100, Math.round(reached))}
        data-tone={tone}
      >
        <i style={{ width: `${Math.max(0, Math.min(100, reached))}%` }} />
      </div>
      <p className="row apart small">
        <span>
          <b>{goal.actual === null ? '–' : <Decimal of={goal.actual} />}</b>{' '}
          <span className="soft">
            {t('of')} <Decimal of={goal.target} /> {goal.unit}
            {goal.direction === 'lower' ? ` · ${t('lowerIsBetter')}` : ''}
          </span>
        </span>
        <b>
          <Percent of={goal.attainment} />
        </b>
      </p>
    </div>
  );
}

function ProgressForm({ sheet, goal }: { sheet: Sheet; goal: Goal }) {
  const { t } = useTranslation('my-week');
  const [entered, setEntered] = useState<string>();
  const progress = useProgress(sheet);
  const value = typedFigure(entered ?? '');
  const wrong = value !== '' && !/^\d{1,15}(\.\d{1,6})?$/.test(value);
  if (goal.metric !== null) return <p className="small soft">{t('byMetric')}</p>;
  return (
    <form
      className="row"
      onSubmit={(event) => {
        event.preventDefault();
        if (value === '' || wrong) return;
        progress.mutate({ goalId: goal.id, actual: value }, { onSuccess: () => setEntered(undefined) });
      }}
    >
      <Input
        className={styles['figure'] ?? ''}
        inputMode="decimal"
        aria-label={t('progressOf', { goal: goal.title })}
        placeholder={t('progressHint')}
        suffix={goal.unit}
        status={wrong ? 'error' : ''}
        value={entered ?? ''}
        onChange={(event) => setEntered(event.target.value)}
      />
      <Button htmlType="submit" disabled={value === '' || wrong} loading={progress.isPending}>
        {t('save')}
      </Button>
      {wrong ? <span className="late small">{t('notANumber')}</span> : null}
    </form>
  );
}
