import { useTranslation } from 'react-i18next';
import { useNow } from '../instant/business-clock.js';
import { formatInstant, formatSpan } from '../instant/format-instant.js';
import { PersonName } from '../names/names.js';
import { useZone } from '../session/me.js';
import { useLanguage } from '../words/use-language.js';
import { aheadOf, barOf, stripOf, ticksOf } from './gantt.js';
import type { Wait } from './log-queries.js';
import styles from './process-log.module.css';
import { useSay } from './say.js';

const SHOWN = 25;
const WIDTH = 1_000;
const HEIGHT = 18;

/** What waited for whom, how long, and how much of it after the deadline: the longest delay first. */
export function GanttStrip({ waits }: { waits: readonly Wait[] }) {
  const { t } = useTranslation('process-log');
  const [zone, language, now] = [useZone(), useLanguage(), useNow()];
  const say = useSay();
  const shown = waits.slice(0, SHOWN);
  const strip = stripOf(shown, now);
  const { at: ticks, days } = ticksOf(strip, aheadOf(zone, strip.start));
  const left = (tick: number): string => `${((tick - strip.start) / (strip.end - strip.start)) * 100}%`;
  return (
    <figure className={styles['gantt']}>
      <div className={styles['axis']} aria-hidden="true">
        {ticks.map((tick) => (
          <span key={tick} style={{ left: left(tick) }}>
            {formatInstant(tick, days ? 'day' : 'time', zone, language)}
          </span>
        ))}
      </div>
      <ul>
        {shown.map((wait) => {
          const bar = barOf(wait, strip, now);
          const last = wait.parts.at(-1);
          const took = formatSpan(wait.waitedMs, language);
          return (
            <li key={`${wait.approvalId}-${wait.round}-${wait.stepId}`} className={styles['bar']}>
              <span className={styles['label']}>
                <span>
                  {say.kind(wait.subjectKind)} · <PersonName id={last?.personId ?? null} />
                </span>
                <span className={wait.lateMs > 0 ? 'late small' : 'soft small'}>
                  {wait.lateMs > 0
                    ? t('gantt.late', { span: formatSpan(wait.lateMs, language), took })
                    : t('gantt.took', { took })}
                  {' · '}
                  {say.end(wait.end)}
                </span>
              </span>
              <svg viewBox={`0 0 ${WIDTH} ${HEIGHT}`} preserveAspectRatio="none" aria-hidden="true" focusable="false">
                {ticks.map((tick) => {
                  const x = ((tick - strip.start) / (strip.end - strip.start)) * WIDTH;
                  return <line key={tick} x1={x} x2={x} y1="0" y2={HEIGHT} className={styles['tick']} />;
                })}
                <rect
                  x={bar.from * WIDTH}
                  width={Math.max(3, ((bar.lateFrom ?? bar.to) - bar.from) * WIDTH)}
                  y="4"
                  height="10"
                  className={styles['inTime']}
                />
                {bar.lateFrom === null ? null : (
                  <rect
                    x={bar.lateFrom * WIDTH}
                    width={Math.max(3, (bar.to - bar.lateFrom) * WIDTH)}
                    y="4"
                    height="10"
                    className={styles['tooLate']}
                  />
                )}
                {bar.due === null ? null : (
                  <line x1={bar.due * WIDTH} x2={bar.due * WIDTH} y1="0" y2={HEIGHT} className={styles['due']} />
                )}
              </svg>
            </li>
          );
        })}
      </ul>
      <figcaption className="soft small">
        {waits.length > SHOWN ? t('gantt.more', { shown: SHOWN, all: waits.length }) : t('gantt.legend')}
      </figcaption>
    </figure>
  );
}
