import { endOfDay, instantOf } from '@goalbeat/domain/calendar/zone';
import { addDays, isoWeekday } from '@goalbeat/domain/period/local-date';
import { localOf } from '@goalbeat/domain/calendar/zone';
import { useTranslation } from 'react-i18next';
import { formatDay } from '../instant/format-instant.js';
import { useLanguage } from '../words/use-language.js';
import type { Preview } from './definition-queries.js';
import styles from './definitions.module.css';

type Period = Preview['periods'][number];
const WIDTH = 1000;
const MOST_LABELS = 12;

/** Days from the first instant to the last as a strip, steps on it; what moved leaves a trace from where it was planned. */
export function Strip({ period, zone, name }: { period: Period; zone: string; name: string }) {
  const { t } = useTranslation('definitions');
  const language = useLanguage();
  const instants = period.steps.flatMap(({ at, planned }) => [at, planned]).toSorted();
  const first = localOf(instants[0] ?? instantOf(period.start, '00:00', zone), zone).date;
  const last = localOf(instants.at(-1) ?? endOfDay(period.end, zone), zone).date;
  const from = Date.parse(instantOf(first, '00:00', zone));
  const span = Date.parse(endOfDay(last, zone)) - from;
  const x = (instant: string): number => ((Date.parse(instant) - from) / span) * WIDTH;
  const days: string[] = [];
  for (let day = first; day <= last && days.length < 400; day = addDays(day, 1)) days.push(day);
  const each = Math.ceil(days.length / MOST_LABELS);
  return (
    <figure className={styles['strip']}>
      <svg viewBox={`0 0 ${WIDTH} 92`} role="img" aria-label={t('preview.strip', { period: name })}>
        {days.map((day, index) => {
          const [left, right] = [x(instantOf(day, '00:00', zone)), x(endOfDay(day, zone))];
          const rest = isoWeekday(day) > 5;
          return (
            <g key={day}>
              <rect
                x={left}
                y={0}
                width={Math.max(0, right - left)}
                height={58}
                className={rest ? styles['rest'] : styles['day']}
              />
              {index % each === 0 ? (
                <text x={left + 6} y={80} className={styles['day-name']}>
                  {formatDay(day, language)}
                </text>
              ) : null}
            </g>
          );
        })}
        <line x1={0} x2={WIDTH} y1={34} y2={34} className={styles['axis']} />
        {period.steps.map(({ step, at, planned, moved }) => (
          <g key={step} data-moved={moved === null ? undefined : true} className={styles['beat']}>
            {moved === null ? null : (
              <path d={`M${x(planned)} 34 Q${(x(planned) + x(at)) / 2} 4 ${x(at)} 34`} className={styles['trace']} />
            )}
            <circle cx={x(at)} cy={34} r={moved === null ? 7 : 8} />
          </g>
        ))}
      </svg>
    </figure>
  );
}
