import { ACTIONS } from '@goalbeat/domain/access/actions';
import { isForPeople } from '@goalbeat/domain/access/not-for-keys';

/** What a key may open: all of a noun, or one action of it, in the order of areas. */
export function scopesForKeys(): string[] {
  const scopes = ACTIONS.flatMap((action) => [action.split('.').slice(0, 2).join('.'), action as string]);
  return [...new Set(scopes)].filter((scope) => scope.includes('.') && !isForPeople(scope));
}

/** What usual machines need. */
export const USUAL_KEYS = {
  payroll: ['payroll.payout', 'payroll.answer', 'payroll.hand-over.read', 'payroll.hand-over.file'],
  people: ['directory.people', 'directory.units'],
  readings: ['goals.reading.write'],
} as const satisfies Readonly<Record<string, readonly string[]>>;
export type UsualKey = keyof typeof USUAL_KEYS;
