import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { addDays } from '@goalbeat/domain/period/local-date';
import type { CalendarImportResult } from '@goalbeat/contracts/directory/calendar-http';
import type { z } from 'zod';
import type { ReadDay } from './read-calendar-file.js';
import type { CalendarContent } from './shipped-calendars.js';

export type ImportedDay = z.infer<typeof CalendarImportResult>['days'][number];

export interface Merged {
  days: CalendarContent['days'];
  coveredUntil: string;
  verdicts: ImportedDay[];
}

/** Days of the import on top of those the calendar has: what a company has added of its own stays. */
export function mergeDays(
  before: Pick<CalendarContent, 'days' | 'coveredUntil'> | undefined,
  read: readonly ReadDay[],
  covers: { from: string | null; until: string },
): Merged {
  const known = before?.days ?? {};
  const days = { ...known };
  const verdicts = read.map((one): ImportedDay => {
    const problems = [...one.problems];
    if (one.day > covers.until) problems.push({ column: 'date', message: `lies after ${covers.until}` });
    if (problems.length > 0 || one.kind === null) return { ...one, problems, verdict: 'wrong' };
    const had = Object.hasOwn(known, one.day) ? known[one.day] : undefined;
    days[one.day] = one.kind;
    return { ...one, problems, verdict: had === undefined ? 'new' : had === one.kind ? 'same' : 'changed' };
  });
  return { days, coveredUntil: coveredAfter(before?.coveredUntil, covers), verdicts };
}

/** @throws validation when a year between would not be known */
function coveredAfter(before: string | undefined, { from, until }: { from: string | null; until: string }): string {
  if (before === undefined) return until;
  if (from !== null && from > addDays(before, 1)) {
    throw new DomainError(
      'validation',
      `years: the calendar is known until ${before}: import what follows that day first.`,
      {
        field: 'years',
      },
    );
  }
  return until > before ? until : before;
}
