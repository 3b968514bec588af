import { DAY_KINDS, type DayKind } from '@goalbeat/domain/calendar/calendar';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { addDays, daysBetween, isLocalDate } from '@goalbeat/domain/period/local-date';
import { readTable } from '../csv/read-table.js';

export interface ReadDay {
  /** Line of the file; 0 for what comes from no file. */
  row: number;
  day: string;
  kind: DayKind | null;
  name: string;
  problems: { column: string; message: string }[];
}

const COLUMNS = { required: ['date', 'kind'], optional: ['name'] } as const;
const MOST_DAYS = 3_000;
const LONGEST_EVENT_DAYS = 60;
/** How make-up days are called in published calendars. */
const MADE_UP = /补班|上班|調班|补休日上班|make-?up|working day|workday/i;

export const looksLikeIcs = (text: string): boolean => /^\uFEFF?\s*BEGIN:VCALENDAR/i.test(text);

/** @throws validation, unknown-field, too-large for a file that cannot be read at all; days that are wrong say so */
export async function readCalendarFile(text: string): Promise<ReadDay[]> {
  const days = looksLikeIcs(text) ? readIcs(text) : await readCsv(text);
  if (days.length > MOST_DAYS)
    throw new DomainError('too-large', `At most ${MOST_DAYS} days at once.`, { field: 'body' });
  const seen = new Map<string, number>();
  for (const one of days) {
    const earlier = seen.get(one.day);
    // No day is read of a row whose quotation mark stands before it.
    if (one.day === '') continue;
    if (earlier === undefined) seen.set(one.day, one.row);
    else one.problems.push({ column: 'date', message: `is in line ${earlier} already` });
  }
  return days;
}

async function readCsv(text: string): Promise<ReadDay[]> {
  const { rows, torn } = await readTable(text, COLUMNS);
  const unread = torn.map(({ row, cells, problems }) => ({
    row,
    day: cells.date ?? '',
    kind: null,
    name: '',
    problems: [...problems],
  }));
  const days = rows.map(({ row, cells, problems }) => {
    const { date = '', kind: word = '', name = '' } = cells;
    const kind = DAY_KINDS.find((known) => known === word) ?? null;
    const wrong = [...problems];
    if (!isLocalDate(date)) wrong.push({ column: 'date', message: 'is not a date such as 2027-01-01' });
    if (kind === null) wrong.push({ column: 'kind', message: `is one of ${DAY_KINDS.join(', ')}` });
    return { row, day: date, kind, name: name.slice(0, 200), problems: wrong };
  });
  return [...days, ...unread].toSorted((a, b) => a.row - b.row);
}

interface Line {
  row: number;
  name: string;
  value: string;
}

/** Its properties: some may come more than once. */
type IcsEvent = Map<string, Line[]>;

/** Long lines are folded: what follows begins with a blank. */
function linesOf(text: string): Line[] {
  const lines: Line[] = [];
  text.split(/\r\n|\n|\r/).forEach((line, n) => {
    const last = lines.at(-1);
    if (/^[ \t]/.test(line) && last !== undefined) {
      last.value += line.slice(1);
      return;
    }
    const at = line.indexOf(':');
    if (at > 0)
      lines.push({
        row: n + 1,
        name: (line.slice(0, at).split(';')[0] ?? '').toUpperCase(),
        value: line.slice(at + 1),
      });
  });
  return lines;
}

/** All-day events; the end is the day after the last, as RFC 5545 says. */
function readIcs(text: string): ReadDay[] {
  const days: ReadDay[] = [];
  let event: IcsEvent | undefined;
  for (const line of linesOf(text)) {
    if (line.name === 'BEGIN' && line.value.trim().toUpperCase() === 'VEVENT') event = new Map([['BEGIN', [line]]]);
    else if (line.name === 'END' && line.value.trim().toUpperCase() === 'VEVENT' && event !== undefined) {
      days.push(...daysOf(event));
      event = undefined;
    } else if (event !== undefined) event.set(line.name, [...(event.get(line.name) ?? []), line]);
  }
  if (days.length === 0) throw new DomainError('validation', 'The calendar file has no events.', { field: 'body' });
  return days;
}

function daysOf(event: IcsEvent): ReadDay[] {
  const value = (name: string) => event.get(name)?.[0]?.value;
  const row = (event.get('DTSTART') ?? event.get('BEGIN'))?.[0]?.row ?? 0;
  const name = (value('SUMMARY') ?? '')
    .replace(/\\([,;\\])/g, '$1')
    .trim()
    .slice(0, 200);
  const start = dayOf(value('DTSTART'));
  const wrong = (message: string): ReadDay[] => [
    { row, day: start ?? '', kind: null, name, problems: [{ column: 'date', message }] },
  ];
  if (start === null) return wrong('has no day such as 20270101');
  if (event.has('RRULE')) return wrong('repeats: give every year its own day, as it was published');
  const count = lengthOf(start, value('DTEND'), value('DURATION'));
  if (typeof count === 'string') return wrong(count);
  const more = listed(event.get('RDATE') ?? []);
  const out = listed(event.get('EXDATE') ?? []);
  const unread = [...more, ...out].find(({ day }) => day === null);
  if (unread !== undefined) return wrong(`is also on ${unread.text}, which is no day such as 20270101`);
  const left = new Set(out.map(({ day }) => day));
  const starts = new Map([[start, row], ...more.map((one): [string, number] => [one.day ?? '', one.row])]);
  const kind = MADE_UP.test(name) ? 'workday' : 'holiday';
  return [...starts].flatMap(([first, line]) =>
    left.has(first)
      ? []
      : Array.from({ length: count }, (_, n) => ({ row: line, day: addDays(first, n), kind, name, problems: [] })),
  );
}

/** In days; what is wrong with it otherwise. The end is the day after the last; without one the event is of one day. */
function lengthOf(start: string, ended: string | undefined, duration: string | undefined): number | string {
  if (ended !== undefined && duration !== undefined) return 'has an end and a duration: leave one of them out';
  if (duration !== undefined) {
    const days = daysIn(duration);
    if (days === null) return `lasts ${duration.trim().slice(0, 40)}, which is no number of whole days such as P3D`;
    return days > LONGEST_EVENT_DAYS ? `lasts ${days} days, more than a holiday can` : days;
  }
  const end = ended === undefined ? addDays(start, 1) : dayOf(ended);
  const days = end === null ? 0 : daysBetween(start, end);
  if (days < 1) return 'ends before it begins';
  return days > LONGEST_EVENT_DAYS ? `lasts ${days} days, more than a holiday can` : days;
}

/** `P3D`, `P1W`, `PT48H`: half a day off is none. */
function daysIn(duration: string): number | null {
  const match = /^\+?P(?:(\d{1,3})W|(?:(\d{1,4})D)?(?:T(?:(\d{1,5})H)?(?:0+M)?(?:0+S)?)?)$/.exec(duration.trim());
  if (match === null) return null;
  const [, weeks = '0', days = '0', hours = '0'] = match;
  const whole = Number(weeks) * 7 + Number(days) + Number(hours) / 24;
  return Number.isInteger(whole) && whole > 0 ? whole : null;
}

/** Further days of the same event, several a line. */
function listed(lines: readonly Line[]): { row: number; text: string; day: string | null }[] {
  return lines.flatMap(({ row, value }) =>
    value.split(',').map((text) => ({ row, text: text.trim().slice(0, 40), day: dayOf(text) })),
  );
}

/** Times of a day are dropped only at midnight: half a day off is none. */
function dayOf(value: string | undefined): string | null {
  const match = /^(\d{4})(\d\d)(\d\d)(?:T000000Z?)?$/.exec(value?.trim() ?? '');
  if (match === null) return null;
  const day = `${match[1] ?? ''}-${match[2] ?? ''}-${match[3] ?? ''}`;
  return isLocalDate(day) ? day : null;
}
