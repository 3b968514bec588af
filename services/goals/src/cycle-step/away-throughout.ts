import { isAbsentThroughout } from '@goalbeat/domain/absence/absence';
import { workingDays } from '@goalbeat/domain/calendar/calendar';
import type { ParsedPeriod } from '@goalbeat/domain/period/period';
import type { Calendars } from '@goalbeat/org-copy/calendars';
import type { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import type { Covered } from '../cycle-definition/who.js';

type Person = Pick<Covered, 'id' | 'unitId' | 'joinedOn' | 'leftOn'>;

/** Who is away on every working day that they would have in the period, by the calendar of their unit. */
export async function awayThroughout(
  tx: Tx,
  { org, calendars }: { org: OrgCopy; calendars: Calendars },
  period: ParsedPeriod,
  people: readonly Person[],
): Promise<ReadonlySet<string>> {
  const absences = await org.absences(
    tx,
    people.map(({ id }) => id),
    { from: period.start, to: period.end },
  );
  const away = new Set<string>();
  if (absences.size === 0) return away;
  const codes = new Map((await org.units(tx)).map(({ id, calendar }) => [id, calendar]));
  for (const person of people) {
    const days = absences.get(person.id);
    const code = codes.get(person.unitId);
    if (days === undefined || code === undefined) continue;
    const from = person.joinedOn > period.start ? person.joinedOn : period.start;
    const to = person.leftOn !== null && person.leftOn < period.end ? person.leftOn : period.end;
    const worked = workingDays(await calendars.byCode(tx, code), from, to);
    if (isAbsentThroughout(days, worked)) away.add(person.id);
  }
  return away;
}
