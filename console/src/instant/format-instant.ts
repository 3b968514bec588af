import type { Language } from '@goalbeat/domain/wording/language';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const STYLES = {
  /** 11月20日 周五 17:00 / Fri, Nov 20, 17:00 */
  moment: { month: 'short', day: 'numeric', weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  day: { month: 'short', day: 'numeric', weekday: 'short' },
  time: { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  full: {
    year: 'numeric',
    month: 'long',
    day: 'numeric',
    weekday: 'long',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZoneName: 'short',
  },
  date: { year: 'numeric', month: 'short', day: 'numeric' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;
export type InstantStyle = keyof typeof STYLES;

const formats = new Map<string, Intl.DateTimeFormat>();
function formatOf(style: InstantStyle, zone: string, language: Language): Intl.DateTimeFormat {
  const key = `${style} ${zone} ${language}`;
  const known = formats.get(key);
  if (known !== undefined) return known;
  const made = new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : 'zh-CN', { ...STYLES[style], timeZone: zone });
  formats.set(key, made);
  return made;
}

/** An instant as people of that zone read it. */
export const formatInstant = (
  instant: string | number,
  style: InstantStyle,
  zone: string,
  language: Language,
): string => formatOf(style, zone, language).format(new Date(instant));

/** A local day, which is the same day everywhere. */
export const formatDay = (day: string, language: Language): string =>
  formatOf('day', 'UTC', language).format(new Date(`${day}T12:00:00Z`));

/** "in 2 days", "3 小时前". */
export function formatRelative(instant: string | number, now: number, language: Language): string {
  const by = new Date(instant).getTime() - now;
  const far = Math.abs(by);
  const words = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });
  if (far < 60_000) return words.format(0, 'second');
  if (far < HOUR) return words.format(Math.trunc(by / 60_000), 'minute');
  if (far < 36 * HOUR) return words.format(Math.trunc(by / HOUR), 'hour');
  return words.format(Math.trunc(by / DAY), 'day');
}

const UNITS = [
  ['day', DAY],
  ['hour', HOUR],
  ['minute', 60_000],
] as const;

/** "2 days 3 hours", "2天 3小时": the two largest units. */
export function formatSpan(milliseconds: number, language: Language): string {
  let rest = Math.max(60_000, milliseconds);
  const parts: string[] = [];
  for (const [unit, length] of UNITS) {
    const count = Math.floor(rest / length);
    rest -= count * length;
    if (count === 0 || parts.length > 1) continue;
    parts.push(
      new Intl.NumberFormat(language, {
        style: 'unit',
        unit,
        unitDisplay: language === 'en' ? 'long' : 'short',
      }).format(count),
    );
    if (unit === 'hour' && parts.length === 1 && count > 5) break;
  }
  return parts.join(' ');
}
