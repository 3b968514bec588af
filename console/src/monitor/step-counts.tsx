import { useTranslation } from 'react-i18next';
import type { CycleStep } from './cycle-queries.js';
import styles from './monitor.module.css';

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

export function StepCounts({ counts }: { counts: CycleStep['counts'] }) {
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
