import { ACTIONS } from '@goalbeat/domain/access/actions';

/** These are for people: directory refuses a key that wants them. */
const FOR_PEOPLE = [
  'directory.api-keys',
  'directory.accounts',
  'directory.roles',
  'directory.sessions',
  'directory.password',
  'directory.sign-in',
  'approvals.decide',
  'installation',
] as const;

const isForPeople = (scope: string): boolean =>
  FOR_PEOPLE.some((area) => area === scope || area.startsWith(`${scope}.`) || scope.startsWith(`${area}.`));

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
