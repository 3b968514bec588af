import type { LocalDate } from '../period/local-date.js';

/** Why somebody is away; for people with the right to see it, told to no other service. */
export const ABSENCE_KINDS = ['annual-leave', 'sick-leave', 'parental-leave', 'unpaid-leave', 'other'] as const;
export type AbsenceKind = (typeof ABSENCE_KINDS)[number];

/** Both days inclusive, local where the person works. */
export interface AbsentDays {
  from: LocalDate;
  to: LocalDate;
}

export function isAbsentOn(absences: readonly AbsentDays[], day: LocalDate): boolean {
  return absences.some(({ from, to }) => from <= day && day <= to);
}

export function overlaps(one: AbsentDays, other: AbsentDays): boolean {
  return one.from <= other.to && other.from <= one.to;
}

/** Away on every one of the days; false when there are none. */
export function isAbsentThroughout(absences: readonly AbsentDays[], days: readonly LocalDate[]): boolean {
  return days.length > 0 && days.every((day) => isAbsentOn(absences, day));
}
