import { useTranslation } from 'react-i18next';
import { Deadline, Instant } from '../instant/instant.js';
import { useNow } from '../instant/business-clock.js';
import type { CycleStep } from './cycle-queries.js';
import styles from './monitor.module.css';
import { StepCounts } from './step-counts.js';

/** All steps of the cycle, from what was done to what is to come, with where it is now. */
export function TimelineRail({ steps, still }: { steps: readonly CycleStep[]; still: boolean }) {
  const { t } = useTranslation('cycle');
  const next = steps.findIndex(({ doneAt }) => doneAt === null);
  return (
    <ol className={styles['rail']}>
      {steps.map((step, at) => (
        <li key={step.step} data-is={step.doneAt !== null ? 'done' : at === next ? 'next' : 'later'}>
          <i aria-hidden="true" />
          <div>
            <b>{t(`step.${step.step}`)}</b>
            <StepWhen step={step} next={at === next && !still} />
          </div>
          <StepCounts counts={step.counts} />
        </li>
      ))}
    </ol>
  );
}

function StepWhen({ step: { at, doneAt }, next }: { step: CycleStep; next: boolean }) {
  const { t } = useTranslation('monitor');
  const due = Date.parse(at) <= useNow();
  if (doneAt !== null) {
    return (
      <span className="soft small">
        <Instant at={doneAt} />
      </span>
    );
  }
  if (next && due) return <span className="tag warn">{t('timeline.due')}</span>;
  return <span className="small">{next ? <Deadline at={at} late={false} /> : <Instant at={at} />}</span>;
}
