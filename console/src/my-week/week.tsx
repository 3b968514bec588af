import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Deadline } from '../instant/instant.js';
import { Period } from '../instant/period.js';
import { Percent } from '../money/money.js';
import { BeatRail } from './beat-rail.js';
import { Diff } from './diff.js';
import { Feedback } from './feedback.js';
import { GoalCard } from './goal-card.js';
import { PlanForm } from './plan-form.js';
import { ReportForm } from './report-form.js';
import { cycleOf, type Sheet } from './sheet-query.js';
import { SheetTag } from './sheet-tag.js';
import { deadlineOf, stageOf, type Stage } from './stage.js';
import styles from './my-week.module.css';

/** One sheet, with what it wants of its owner now. */
export function Week({ sheet, second = false }: { sheet: Sheet; second?: boolean }) {
  const { t } = useTranslation('my-week');
  const { data: cycle } = useQuery(cycleOf(sheet.cycleId));
  const [early, setEarly] = useState(false);
  const timeline = cycle?.timeline ?? [];
  const stage = stageOf(sheet.state, timeline);
  const reporting = stage === 'report' || stage === 'report-again' || (stage === 'work' && early);
  const Title = second ? 'h2' : 'h1';

  return (
    <>
      <header className="page-head">
        <div className="stack" style={{ gap: '0.4rem' }}>
          <p className="soft">{cycle?.definitionName ?? '\u00a0'}</p>
          <Title>
            <Period of={sheet.period} />
          </Title>
          <p className="row">
            <SheetTag state={sheet.state} />
            <Due stage={stage} at={deadlineOf(stage, timeline)} />
          </p>
        </div>
        <Completion sheet={sheet} />
      </header>
      {cycle === undefined ? null : <BeatRail cycle={cycle} />}
      <Advice sheet={sheet} stage={stage} />
      {sheet.changedByHr === null ? null : (
        <p className={styles['note']}>{t('changedByHr', { reason: sheet.changedByHr.reason })}</p>
      )}
      <Diff sheet={sheet} />
      {stage === 'plan' ? <PlanForm sheet={sheet} /> : null}
      {reporting ? <ReportForm sheet={sheet} onDone={() => setEarly(false)} /> : null}
      {stage === 'plan' || reporting ? null : (
        <ul className="stack" aria-label={t('goals')}>
          {sheet.goals.map((goal) => (
            <GoalCard key={goal.id} sheet={sheet} goal={goal} canProgress={stage === 'work'} />
          ))}
        </ul>
      )}
      {stage === 'work' && !early ? (
        <div>
          <Button onClick={() => setEarly(true)}>{t('reportEarly')}</Button>
        </div>
      ) : null}
      <Feedback sheet={sheet} />
    </>
  );
}

function Due({ stage, at }: { stage: Stage; at: string | null }) {
  const { t } = useTranslation('my-week');
  if (at === null) return null;
  return (
    <span className="small">
      {t(stage === 'plan' ? 'due.plan' : 'due.report')} <Deadline at={at} />
    </span>
  );
}

function Completion({ sheet }: { sheet: Sheet }) {
  const { t } = useTranslation('my-week');
  return (
    <p className={styles['completion']}>
      <b>
        <Percent of={sheet.completion} />
      </b>
      <span className="soft small">{t(sheet.provisional ? 'completionSoFar' : 'completion')}</span>
    </p>
  );
}

/** One sentence that says what to do now, or whose turn it is. */
function Advice({ sheet, stage }: { sheet: Sheet; stage: Stage }) {
  const { t } = useTranslation('my-week');
  const returned = sheet.state === 'plan-returned' || sheet.state === 'report-returned';
  const key = returned
    ? `advice.${sheet.state}`
    : stage === 'closed'
      ? `advice.closed-${sheet.state}`
      : `advice.${stage}`;
  return (
    <p className={returned ? styles['returned'] : styles['advice']} role={returned ? 'alert' : undefined}>
      {t(key as 'advice.plan')}
    </p>
  );
}
