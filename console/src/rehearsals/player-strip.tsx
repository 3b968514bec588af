import { endOfDay, instantOf, localOf } from '@goalbeat/domain/calendar/zone';
import { addDays, isoWeekday } from '@goalbeat/domain/period/local-date';
import { useTranslation } from 'react-i18next';
import { formatDay } from '../instant/format-instant.js';
import { useLanguage } from '../words/use-language.js';
import type { Moment } from './moments.js';
import type { Report } from './rehearsal-queries.js';
import styles from './player.module.css';

const WIDTH = 1000;
const AXIS = 62;
const MOST_LABELS = 10;
const MOST_DAYS = 400;
const TALLEST = 42;

/** The days with what happened on them: how many notices as bars, steps as beats, what fell due below; a line where one is. */
export function PlayerStrip({ report, moments, index }: { report: Report; moments: readonly Moment[]; index: number }) {
  const { t } = useTranslation('rehearsals');
  const language = useLanguage();
  const { zone } = report;
  const ends = [moments[0]?.at ?? '', moments.at(-1)?.at ?? ''].map((at) => localOf(at, zone).date);
  const [first = '', last = ''] = ends;
  const from = Date.parse(instantOf(first, '00:00', zone));
  const span = Date.parse(endOfDay(last, zone)) - from;
  const x = (at: string): number => ((Date.parse(at) - from) / span) * WIDTH;
  const days: string[] = [];
  for (let day = first; day <= last && days.length < MOST_DAYS; day = addDays(day, 1)) days.push(day);
  const each = Math.ceil(days.length / MOST_LABELS);
  const count = ({ notices }: Moment): number => notices.reduce((sum, { items }) => sum + items.length, 0);
  const most = Math.max(1, ...moments.map(count));
  const tall = (one: Moment): number => (count(one) === 0 ? 0 : 4 + Math.sqrt(count(one) / most) * (TALLEST - 4));
  const here = moments[index];
  return (
    <figure className={styles['strip']} role="group" aria-label={t('player.strip')} tabIndex={0}>
      <svg viewBox={`0 0 ${WIDTH} 116`} aria-hidden="true" focusable="false">
        {days.map((day, at) => {
          const [left, right] = [x(instantOf(day, '00:00', zone)), x(endOfDay(day, zone))];
          return (
            <g key={day}>
              <rect
                x={left}
                y={0}
                width={Math.max(0, right - left)}
                height={88}
                className={styles[isoWeekday(day) > 5 ? 'rest' : 'day']}
              />
              {at % each === 0 ? (
                <text x={left + 6} y={108} className={styles['day-name']}>
                  {formatDay(day, language)}
                </text>
              ) : null}
            </g>
          );
        })}
        {moments.map((one, at) => (
          <rect
            key={one.at}
            x={x(one.at) - 2}
            y={AXIS - tall(one)}
            width={4}
            height={tall(one)}
            className={styles['bar']}
            data-passed={at <= index ? true : undefined}
          />
        ))}
        <line x1={0} x2={WIDTH} y1={AXIS} y2={AXIS} className={styles['axis']} />
        {moments.map((one, at) => (
          <g key={one.at} data-passed={at <= index ? true : undefined} className={styles['beat']}>
            {one.fell.length === 0 ? null : <path d={`M${x(one.at)} 70 l5 9 h-10 z`} className={styles['fell']} />}
            {one.steps.length === 0 ? null : <circle cx={x(one.at)} cy={AXIS} r={6} />}
          </g>
        ))}
        {here === undefined ? null : (
          <g className={styles['here']}>
            <line x1={x(here.at)} x2={x(here.at)} y1={0} y2={88} />
            <circle cx={x(here.at)} cy={AXIS} r={9} />
          </g>
        )}
      </svg>
    </figure>
  );
}
