import { Button, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { fieldProblems } from '../api/problem-words.js';
import { Decimal } from '../money/money.js';
import { GoalHead } from './goal-card.js';
import { useKeptDraft } from '../session/kept-draft.js';
import { typedFigure } from '../money/typed-figure.js';
import { sumOf } from './sum-of.js';
import type { Goal, Sheet } from './sheet-query.js';
import { useSubmitPlan, type AdjustedGoal } from './use-sheet-commands.js';
import styles from './my-week.module.css';

const NUMBER = /^\d{1,15}(\.\d{1,6})?$/;
type Draft = Readonly<Record<string, { target?: string; weight?: string }>>;
const AS_GIVEN: Draft = {};

/** The goals as they were given, to be adjusted and handed in. */
export function PlanForm({ sheet }: { sheet: Sheet }) {
  const { t } = useTranslation('my-week');
  const [draft, setDraft, forget] = useKeptDraft(`plan.${sheet.id}`, AS_GIVEN);
  const submit = useSubmitPlan(sheet, (error) => fieldProblems(error).size > 0);
  const problems = fieldProblems(submit.error);
  const of = (goal: Goal) => ({ target: goal.target, weight: goal.weight, ...draft[goal.id] });
  const changed: AdjustedGoal[] = sheet.goals.flatMap((goal) => {
    const { target, weight } = of(goal);
    const moved = { ...(target === goal.target ? {} : { target }), ...(weight === goal.weight ? {} : { weight }) };
    return Object.keys(moved).length === 0 ? [] : [{ goalId: goal.id, ...moved }];
  });
  const weights = sheet.goals.map((goal) => of(goal).weight);
  const total = sumOf(weights);
  const whole = total === '100';
  const wrong = sheet.goals.some((goal) => !NUMBER.test(of(goal).target) || !NUMBER.test(of(goal).weight));
  const set = (goal: Goal, field: 'target' | 'weight', value: string): void =>
    setDraft((was) => ({ ...was, [goal.id]: { ...was[goal.id], [field]: typedFigure(value) } }));
  const problemAt = (goal: Goal, field: string): string | undefined => {
    const at = changed.findIndex(({ goalId }) => goalId === goal.id);
    return problems.get(`goals.${at}.${field}`);
  };

  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        submit.mutate(changed, { onSuccess: forget });
      }}
    >
      <ul className="stack" aria-label={t('goals')}>
        {sheet.goals.map((goal) => (
          <li key={goal.id} className={`card ${styles['goal'] ?? ''}`}>
            <GoalHead goal={goal} weight={false} />
            {goal.returnedReason === null ? null : (
              <p className={styles['returned']}>{t('returned', { reason: goal.returnedReason })}</p>
            )}
            <div className={styles['fields']}>
              {(['target', 'weight'] as const).map((field) => (
                <label key={field}>
                  <span>{t(field)}</span>
                  <Input
                    inputMode="decimal"
                    value={of(goal)[field]}
                    suffix={field === 'target' ? goal.unit : '%'}
                    status={NUMBER.test(of(goal)[field]) && problemAt(goal, field) === undefined ? '' : 'error'}
                    onChange={(event) => set(goal, field, event.target.value)}
                  />
                  {problemAt(goal, field) === undefined ? null : (
                    <small className="late">{problemAt(goal, field)}</small>
                  )}
                </label>
              ))}
            </div>
            {goal.evidenceRequired ? <p className="small soft">{t('evidenceWillBeAsked')}</p> : null}
          </li>
        ))}
      </ul>
      <div className={styles['send']}>
        <p role="status" className={whole ? 'soft' : 'late'}>
          {t('weightsTogether')} <Decimal of={total} />%{whole ? '' : ` · ${t('weightsMustBe100')}`}
        </p>
        <span className="row">
          {changed.length === 0 ? null : <Button onClick={forget}>{t('undoChanges')}</Button>}
          <Button type="primary" htmlType="submit" size="large" loading={submit.isPending} disabled={!whole || wrong}>
            {t('submitPlan')}
          </Button>
        </span>
      </div>
    </form>
  );
}
