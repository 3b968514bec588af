import type { components } from '@goalbeat/api-client/generated/directory';

export type Person = components['schemas']['Person'];
export const STEPS = ['company', 'people', 'hr', 'definition', 'rehearsal'] as const;
export type Step = (typeof STEPS)[number];

interface Standing {
  /** Everybody but whoever is signed in. */
  others: number;
  isHrLead: boolean;
  definitions: number;
  /** Rehearsals that were played through. */
  rehearsed: number;
}

/** Where somebody who comes back goes on: what is there already says it, so nothing is kept in the browser. Null: all is done. */
export function stepOf({ others, isHrLead, definitions, rehearsed }: Standing): Step | null {
  if (others === 0) return 'people';
  if (!isHrLead) return 'hr';
  if (definitions === 0) return 'definition';
  return rehearsed === 0 ? 'rehearsal' : null;
}

/** Whoever the file says leads HR comes first. */
export const hrFirst = (people: readonly Person[]): Person[] =>
  people.toSorted((a, b) => Number(leadsHr(b)) - Number(leadsHr(a)) || (a.number < b.number ? -1 : 1));
export const leadsHr = ({ roles }: Pick<Person, 'roles'>): boolean =>
  roles.some(({ role, unitId }) => role === 'hr-lead' && unitId === null);
export const hasFinance = (people: readonly Person[]): boolean =>
  people.some(({ roles }) => roles.some(({ role }) => role === 'finance-reviewer'));
