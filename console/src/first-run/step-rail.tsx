import { useTranslation } from 'react-i18next';
import styles from './first-run.module.css';
import { STEPS, type Step } from './standing.js';

/** How far it is; null: all of it. */
export function StepRail({ at }: { at: Step | null }) {
  const { t } = useTranslation('first-run');
  const reached = at === null ? STEPS.length : STEPS.indexOf(at);
  return (
    <ol className={styles['steps']} aria-label={t('steps')}>
      {STEPS.map((step, index) => (
        <li
          key={step}
          data-is={index < reached ? 'done' : index === reached ? 'now' : 'later'}
          aria-current={index === reached ? 'step' : undefined}
        >
          {t(`step.${step}`)}
        </li>
      ))}
    </ol>
  );
}
