import { useTranslation } from 'react-i18next';
import { useNow } from '../instant/business-clock.js';
import { Instant } from '../instant/instant.js';
import type { Cycle } from './sheet-query.js';
import { BEATS, stepAt } from './stage.js';
import styles from './my-week.module.css';

/** The week as a pulse: each beat of it, and how far it has come. */
export function BeatRail({ cycle }: { cycle: Cycle }) {
  const { t } = useTranslation('my-week');
  const now = useNow();
  const beats = BEATS.flatMap((beat) => {
    const step = stepAt(cycle.timeline, beat);
    return step === undefined ? [] : [{ beat, at: step.at, doneAt: step.doneAt }];
  });
  const next = beats.findIndex(({ doneAt, at }) => doneAt === null && Date.parse(at) >= now);
  return (
    <ol className={styles['rail']} aria-label={t('rail.label')}>
      {beats.map(({ beat, at, doneAt }, n) => (
        <li key={beat} data-done={doneAt !== null} aria-current={n === next ? 'step' : undefined}>
          <svg viewBox="0 0 100 28" preserveAspectRatio="none" aria-hidden="true" focusable="false">
            <path d="M0 16h34l5-10 8 18 6-12 3 4h44" vectorEffect="non-scaling-stroke" />
          </svg>
          <span>{t(`rail.${beat}`)}</span>
          <small>
            <Instant at={doneAt ?? at} style="moment" />
          </small>
        </li>
      ))}
    </ol>
  );
}
