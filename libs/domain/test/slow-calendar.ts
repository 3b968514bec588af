import { addDays, daysBetween, isoWeekday } from '../src/period/local-date.js';
import type { WorkingCalendar, WorkingHours } from '../src/calendar/calendar.js';

/*
 * The obvious way: every minute of a few days is looked at, one after the other, and the wall clock is what Intl says it is.
 * Shares no line with what it judges but plain date arithmetic.
 */
const MINUTE_MS = 60_000;

export interface Walls {
  zone: string;
  fromMs: number;
  /** Wall clock of each minute, `YYYY-MM-DD HH:mm`. */
  walls: string[];
}

export function wallsOf(zone: string, firstDay: string, days: number): Walls {
  const format = new Intl.DateTimeFormat('sv-SE', {
    timeZone: zone,
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  });
  const fromMs = Date.parse(`${firstDay}T00:00:00.000Z`);
  const walls = Array.from({ length: days * 1440 }, (_, n) => format.format(fromMs + n * MINUTE_MS));
  return { zone, fromMs, walls };
}

const wallMs = (wall: string): number => Date.parse(`${wall.replace(' ', 'T')}:00.000Z`);

/** Index of the minute at which the clock first shows it; one that is left out moves forward by the gap. */
export function minuteOf({ walls }: Walls, date: string, time: string): number {
  const wanted = time === '24:00' ? `${addDays(date, 1)} 00:00` : `${date} ${time}`;
  const first = walls.indexOf(wanted);
  if (first >= 0) return first;
  for (let n = 1; n < walls.length; n += 1) {
    const before = walls[n - 1] ?? '';
    const after = walls[n] ?? '';
    // The clock jumps over it here: as many minutes after the jump as it would have been after the minute before.
    if (before < wanted && wanted < after) return n - 1 + (wallMs(wanted) - wallMs(before)) / MINUTE_MS;
  }
  return Number.NaN;
}

function hoursOn(calendar: WorkingCalendar, date: string): WorkingHours[] {
  const own = Object.entries(calendar.weekdays).find(([day]) => Number(day) === isoWeekday(date))?.[1] ?? [];
  if (calendar.days[date] === 'holiday') return [];
  if (calendar.days[date] === undefined || own.length > 0) return own;
  for (const day of ['1', '2', '3', '4', '5', '6', '7'] as const) {
    if (calendar.weekdays[day].length > 0) return calendar.weekdays[day];
  }
  return [];
}

/** For each minute whether it is worked; only days whose shifts lie wholly inside the walls are judged. */
export function workedMinutes(table: Walls, calendar: WorkingCalendar): boolean[] {
  const worked = table.walls.map(() => false);
  const dates = [...new Set(table.walls.map((wall) => wall.slice(0, 10)))];
  for (const date of dates) {
    for (const { from, to } of hoursOn(calendar, date)) {
      const start = minuteOf(table, date, from);
      const end = minuteOf(table, to > from ? date : addDays(date, 1), to);
      for (let n = start; n < end; n += 1) worked[n] = true;
    }
  }
  return worked;
}

export function isWorked(calendar: WorkingCalendar, date: string): boolean {
  return hoursOn(calendar, date).length > 0;
}

/** M1 in words: Friday off, so the last working day of that week; another day off, so the one before it; else the next one. */
export function movedDay(calendar: WorkingCalendar, date: string, move: string): string {
  if (move === 'keep' || isWorked(calendar, date)) return date;
  const plain: WorkingCalendar = { ...calendar, days: {} };
  const week = Array.from({ length: 7 }, (_, n) => addDays(date, n + 1 - isoWeekday(date)));
  const workedDays = week.filter((day) => isWorked(calendar, day));
  if (move === 'earlier') {
    const lastUsual = week.findLast((day) => isWorked(plain, day)) ?? '';
    const found = date >= lastUsual ? workedDays.at(-1) : workedDays.filter((day) => day < date).at(-1);
    if (found !== undefined) return found;
    const earlier = workedDays.filter((day) => day < date).at(-1);
    if (earlier !== undefined) return earlier;
  }
  let day = date;
  while (!isWorked(calendar, day)) {
    day = addDays(day, 1);
    if (daysBetween(date, day) > 400) return 'never';
  }
  return day;
}
