import { instantOf, localOf } from '@goalbeat/domain/calendar/zone';

/** What `<input type="datetime-local">` holds, read in the company's zone and not the browser's; undefined while it is incomplete. */
export function instantIn(local: string, zone: string): string | undefined {
  const [, date, time] = /^(\d{4}-\d{2}-\d{2})T(\d{2}:\d{2})/.exec(local) ?? [];
  return date === undefined || time === undefined ? undefined : new Date(instantOf(date, time, zone)).toISOString();
}

/** The other way: a moment as the field wants it. */
export function localIn(milliseconds: number, zone: string): string {
  const { date, time } = localOf(new Date(milliseconds).toISOString(), zone);
  return `${date}T${time.slice(0, 5)}`;
}
