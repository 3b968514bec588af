import { zoneName } from '@goalbeat/domain/calendar/zone';

/**
 * What is wrong with the name of a zone, null when nothing is. As definitions take it: capitals count, since Temporal's Schedules go
 * by it, and offsets such as +08:00 know no daylight saving.
 */
export function zoneProblem(text: string): string | null {
  const name = zoneName(text);
  if (name === text) return null;
  return name === null
    ? `${text} is not an IANA time zone such as Asia/Shanghai`
    : `${text} is not how the zone is called: write it as ${name}`;
}
