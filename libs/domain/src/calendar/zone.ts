import { DomainError } from '../errors/domain-error.js';
import { type Instant, instantFromMs, instantMs } from '../clock/instant.js';
import { addDays, epochDay, type LocalDate } from '../period/local-date.js';

const DAY_MS = 86_400_000;
const TIME = /^(?:([01]\d|2[0-3]):([0-5]\d)|24:00)$/;

// Made on first use: a formatter costs a thousand times a formatting, and this module is also loaded where Intl is never called.
const formatters = new Map<string, Intl.DateTimeFormat>();

function formatterOf(zone: string): Intl.DateTimeFormat {
  const known = formatters.get(zone);
  if (known !== undefined) return known;
  try {
    const made = new Intl.DateTimeFormat('en-US-u-ca-iso8601', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      second: '2-digit',
    });
    formatters.set(zone, made);
    return made;
  } catch (cause) {
    throw new DomainError('validation', 'Use an IANA time zone such as Asia/Shanghai.', { field: 'zone', cause });
  }
}

/** Names of the IANA database that this runtime understands but calls by an older one. */
const NEWER_NAMES = [
  'Africa/Asmara',
  'America/Argentina/Buenos_Aires',
  'America/Argentina/Catamarca',
  'America/Argentina/Cordoba',
  'America/Argentina/Jujuy',
  'America/Argentina/Mendoza',
  'America/Atikokan',
  'America/Indiana/Indianapolis',
  'America/Kentucky/Louisville',
  'America/Nuuk',
  'Asia/Ho_Chi_Minh',
  'Asia/Kathmandu',
  'Asia/Kolkata',
  'Asia/Yangon',
  'Atlantic/Faroe',
  'Europe/Kyiv',
  'Pacific/Chuuk',
  'Pacific/Kanton',
  'Pacific/Pohnpei',
];

/**
 * How the zone is written where capitals count and offsets are no zones, as in Temporal's server: the same text when it is
 * right as it stands, null when no zone is meant.
 */
export function zoneName(text: string): string | null {
  const newer = NEWER_NAMES.find((name) => name.toLowerCase() === text.toLowerCase());
  if (newer !== undefined) return newer;
  try {
    const { timeZone } = new Intl.DateTimeFormat('en', { timeZone: text }).resolvedOptions();
    return /^[+-]/.test(timeZone) ? null : timeZone;
  } catch {
    return null;
  }
}

interface Wall {
  date: LocalDate;
  time: string;
  /** Wall clock read as if it were UTC. */
  ms: number;
}

function wallOf(ms: number, zone: string): Wall {
  const part: Record<string, string> = {};
  for (const { type, value } of formatterOf(zone).formatToParts(ms)) part[type] = value;
  const date = `${(part['year'] ?? '').padStart(4, '0')}-${part['month'] ?? ''}-${part['day'] ?? ''}`;
  const time = `${part['hour'] ?? ''}:${part['minute'] ?? ''}`;
  return { date, time, ms: Date.parse(`${date}T${time}:${part['second'] ?? ''}.000Z`) };
}

function offsetMs(ms: number, zone: string): number {
  const second = Math.floor(ms / 1000) * 1000;
  return wallOf(second, zone).ms - second;
}

export function isLocalTime(text: string): boolean {
  return TIME.test(text);
}

/** Minutes since midnight of `HH:mm`, 24:00 included. Raises validation. */
export function minutesOf(time: string): number {
  if (!TIME.test(time))
    throw new DomainError('validation', 'Write the time as HH:mm, from 00:00 to 24:00.', { field: 'time' });
  return Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
}

// A wall-clock time is asked for again by every sheet of a cycle; formatting costs 15 µs, so 2,000 ladders would feel it.
const MEMO_LIMIT = 20_000;
const memo = new Map<string, Instant>();

/**
 * The instant at which the wall clock of the zone shows the date and time. A time that a clock change leaves out moves forward by
 * the gap; of a time that comes twice the earlier one counts. Raises validation.
 */
export function instantOf(date: LocalDate, time: string, zone: string): Instant {
  const key = `${date} ${time} ${zone}`;
  const known = memo.get(key);
  if (known !== undefined) return known;
  const instant = resolve(date, time, zone);
  if (memo.size >= MEMO_LIMIT) memo.clear();
  memo.set(key, instant);
  return instant;
}

function resolve(date: LocalDate, time: string, zone: string): Instant {
  const wall = epochDay(date) * DAY_MS + minutesOf(time) * 60_000;
  const before = offsetMs(wall - DAY_MS, zone);
  const after = offsetMs(wall + DAY_MS, zone);
  if (before === after) {
    const ms = wall - before;
    if (offsetMs(ms, zone) === before) return instantFromMs(ms);
  }
  const shown = [wall - before, wall - after, wall - offsetMs(wall, zone)].filter(
    (ms) => offsetMs(ms, zone) === wall - ms,
  );
  return instantFromMs(shown.length === 0 ? wall - before : Math.min(...shown));
}

/** What the wall clock of the zone shows. Raises validation. */
export function localOf(instant: Instant, zone: string): { date: LocalDate; time: string } {
  const { date, time } = wallOf(instantMs(instant), zone);
  return { date, time };
}

/** The end of the day in the zone: the first instant of the next. */
export function endOfDay(date: LocalDate, zone: string): Instant {
  return instantOf(addDays(date, 1), '00:00', zone);
}
