import { useTranslation } from 'react-i18next';
import { Deadline, Instant } from '../instant/instant.js';
import { useNow } from '../instant/business-clock.js';
import type { CycleStep } from './cycle-queries.js';
import styles from './monitor.module.css';

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

/** As steps count; the rest of what a step may say is for the process log. */
const COUNTED = [
  'issued',
  'skipped',
  'asked',
  'reminded',
  'acceptedAsIssued',
  'late',
  'confirmed',
  'unreported',
  'byDeadline',
  'results',
  'readers',
  'people',
] as const;

function StepCounts({ counts }: { counts: CycleStep['counts'] }) {
  const { t } = useTranslation('monitor');
  const said = COUNTED.filter((key) => (counts?.[key] ?? 0) > 0);
  if (said.length === 0) return null;
  return (
    <ul className={styles['counts']}>
      {said.map((key) => (
        <li key={key} className="tag figures">
          {t(`timeline.counts.${key}`, { count: counts?.[key] ?? 0 })}
        </li>
      ))}
    </ul>
  );
}
