import { instantFromMs, instantMs } from '../clock/instant.js';
import { addDays, type LocalDate } from '../period/local-date.js';
import { instantOf, localOf, minutesOf } from './zone.js';

export interface ZonedTime {
  /** IANA name. */
  zone: string;
  /** Local `HH:mm`. */
  time: string;
}

const DAY_MS = 86_400_000;
const HOUR_MIN = 60;
/** Rules of clock changes repeat every year; movable ones (Ramadan) move through a month in three. */
const DAYS_SEEN = 3 * 366;

interface ClockChange {
  date: LocalDate;
  /** The larger of the offsets before and after, minutes east of UTC. */
  largest: number;
}

const seen = new Map<string, readonly ClockChange[]>();

function offsetMinutes(ms: number, zone: string): number {
  const { date, time } = localOf(instantFromMs(ms), zone);
  return Math.round((Date.parse(`${date}T${time}:00.000Z`) - ms) / 60_000);
}

function changesOf(zone: string, from: LocalDate): readonly ClockChange[] {
  const start = `${from.slice(0, 7)}-01`;
  const key = `${zone} ${start}`;
  const known = seen.get(key);
  if (known !== undefined) return known;
  const found: ClockChange[] = [];
  const first = Date.parse(`${start}T00:00:00.000Z`);
  let before = offsetMinutes(first, zone);
  for (let n = 1; n <= DAYS_SEEN; n += 1) {
    const after = offsetMinutes(first + n * DAY_MS, zone);
    if (after !== before) found.push({ date: addDays(start, n), largest: Math.max(before, after) });
    before = after;
  }
  if (seen.size > 500) seen.clear();
  seen.set(key, found);
  return found;
}

/** Whether the wall clock leaves the time out on that day, or shows it twice. */
function isOdd(date: LocalDate, { zone, time }: ZonedTime): boolean {
  const instant = instantOf(date, time, zone);
  const shown = localOf(instant, zone);
  if (shown.time !== time || shown.date !== date) return true;
  return [30, HOUR_MIN, 2 * HOUR_MIN].some((minutes) => {
    const again = localOf(instantFromMs(instantMs(instant) + minutes * 60_000), zone);
    return again.time === time && again.date === date;
  });
}

function shifted(time: string, minutes: number): string | null {
  const total = minutesOf(time) + minutes;
  if (total < 0 || total >= 24 * HOUR_MIN) return null;
  return `${String(Math.floor(total / HOUR_MIN)).padStart(2, '0')}:${String(total % HOUR_MIN).padStart(2, '0')}`;
}

/** The `Etc` zone that many whole hours east of UTC; their names count westwards. */
const fixedZone = (hours: number): string =>
  hours === 0 ? 'Etc/UTC' : `Etc/GMT${hours > 0 ? '-' : '+'}${Math.abs(hours)}`;

/**
 * A zone and a time that come exactly once every day, on the same date and never after the given ones: themselves, unless a
 * clock change from the month of `from` on leaves the time out or repeats it; then a zone without changes, at most the
 * change (mostly an hour) ahead for the part of the year in which the clock is behind. Raises validation.
 */
export function steadyClock(at: ZonedTime, from: LocalDate): ZonedTime {
  const changes = changesOf(at.zone, from);
  const touched = changes.some(({ date }) => [-2, -1, 0, 1].some((days) => isOdd(addDays(date, days), at)));
  if (!touched) return at;
  const largest = Math.max(...changes.map((change) => change.largest));
  for (const hours of [Math.ceil(largest / HOUR_MIN), Math.floor(largest / HOUR_MIN)]) {
    const time = shifted(at.time, hours * HOUR_MIN - largest);
    if (time !== null) return { zone: fixedZone(hours), time };
  }
  return at;
}
