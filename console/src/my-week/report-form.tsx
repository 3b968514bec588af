import { Button, Input, Segmented } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldProblems } from '../api/problem-words.js';
import { EvidenceDrop } from './evidence.js';
import { GoalHead } from './goal-card.js';
import { useKeptDraft } from '../session/kept-draft.js';
import { typedFigure } from '../money/typed-figure.js';
import { actualWhenDone, emptyItem, missingIn, type Draft } from './report-draft.js';
import type { Goal, Sheet } from './sheet-query.js';
import { useSubmitReport, type ReportItem } from './use-sheet-commands.js';
import styles from './my-week.module.css';

const NOTHING_YET: Readonly<Record<string, Draft>> = {};
const OUTCOMES = ['done', 'partly', 'not-done'] as const;

/** Friday's question: done, partly or not, with figures and evidence. */
export function ReportForm({ sheet, onDone }: { sheet: Sheet; onDone: () => void }) {
  const { t } = useTranslation('my-week');
  const [drafts, setDrafts, forget] = useKeptDraft(`report.${sheet.id}`, NOTHING_YET);
  const [tried, setTried] = useState(false);
  const submit = useSubmitReport(sheet, (error) => fieldProblems(error).size > 0);
  const problems = fieldProblems(submit.error);
  const of = (goal: Goal): Draft => drafts[goal.id] ?? emptyItem(goal);
  const set = (goal: Goal, change: Partial<Draft>): void =>
    setDrafts((was) => ({ ...was, [goal.id]: { ...(was[goal.id] ?? emptyItem(goal)), ...change } }));
  const missing = sheet.goals.flatMap((goal) => missingIn(goal, of(goal)).map((what) => ({ goal, what })));

  const send = (): void => {
    setTried(true);
    if (missing.length > 0) return;
    const items = sheet.goals.map((goal): ReportItem => {
      const { outcome, actual, comment, links } = of(goal);
      return {
        goalId: goal.id,
        outcome: outcome ?? 'not-done',
        actual: actual === '' ? null : actual,
        comment: comment.trim() === '' ? null : comment.trim(),
        evidence: goal.evidence.flatMap(({ id, kind }) => (kind === 'file' ? [id] : [])),
        links,
      };
    });
    submit.mutate(items, {
      onSuccess: () => {
        forget();
        onDone();
      },
    });
  };

  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <ul className="stack" aria-label={t('goals')}>
        {sheet.goals.map((goal, n) => {
          const draft = of(goal);
          const wanting = tried ? missingIn(goal, draft) : [];
          const said = ['outcome', 'actual', 'evidence', 'links'].flatMap(
            (field) => problems.get(`items.${n}.${field}`) ?? [],
          );
          return (
            <li key={goal.id} className={`card ${styles['goal'] ?? ''}`}>
              <GoalHead goal={goal} />
              {goal.returnedReason === null ? null : (
                <p className={styles['returned']}>{t('returned', { reason: goal.returnedReason })}</p>
              )}
              <Segmented
                block
                aria-label={t('outcomeOf', { goal: goal.title })}
                value={draft.outcome ?? ''}
                options={OUTCOMES.map((value) => ({ value, label: t(`outcome.${value}`) }))}
                onChange={(value) => {
                  const outcome = OUTCOMES.find((one) => one === value) ?? null;
                  set(goal, { outcome, ...(outcome === 'done' ? { actual: actualWhenDone(goal, draft.actual) } : {}) });
                }}
              />
              <div className={styles['fields']}>
                {goal.metric !== null ? null : (
                  <label>
                    <span>{t('actual')}</span>
                    <Input
                      inputMode="decimal"
                      value={draft.actual}
                      suffix={goal.unit}
                      status={wanting.includes('number') || wanting.includes('actual') ? 'error' : ''}
                      onChange={(event) => set(goal, { actual: typedFigure(event.target.value) })}
                    />
                  </label>
                )}
                <label>
                  <span>{t('comment')}</span>
                  <Input.TextArea
                    className={styles['comment'] ?? ''}
                    rows={1}
                    maxLength={2000}
                    value={draft.comment}
                    onChange={(event) => set(goal, { comment: event.target.value })}
                  />
                </label>
              </div>
              <EvidenceDrop sheet={sheet} goal={goal} links={draft.links} onLinks={(links) => set(goal, { links })} />
              {[...wanting.map((what) => t(`missing.${what}`)), ...said].map((text) => (
                <p key={text} className="late small" role="alert">
                  {text}
                </p>
              ))}
            </li>
          );
        })}
      </ul>
      <div className={styles['send']}>
        <p role="status" className={tried && missing.length > 0 ? 'late' : 'soft'}>
          {missing.length === 0
            ? t('readyToReport')
            : t('stillMissing', { count: new Set(missing.map(({ goal }) => goal.id)).size })}
        </p>
        <Button type="primary" htmlType="submit" size="large" loading={submit.isPending}>
          {t('submitReport')}
        </Button>
      </div>
    </form>
  );
}
