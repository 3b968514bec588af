import { DomainError } from '../errors/domain-error.js';
import { seededShare } from './seeded.js';

/**
 * How somebody does their own work (plan, report, handing in a list): well before it is due, just before, only once reminded,
 * or not at all.
 */
export const OWN_HABITS = ['punctual', 'last-minute', 'late', 'silent'] as const;
export type OwnHabit = (typeof OWN_HABITS)[number];

/** How somebody decides: soon, just before it is due, soon but returning some, only once reminded, or away the whole time. */
export const DECIDING_HABITS = ['punctual', 'last-minute', 'strict', 'late', 'absent'] as const;
export type DecidingHabit = (typeof DECIDING_HABITS)[number];

/** Shares of people; what they leave of 1 is punctual. */
export type Shares<Habit extends string> = Readonly<Partial<Record<Habit, number | undefined>>>;

export interface Habits {
  own: OwnHabit;
  deciding: DecidingHabit;
  /** Of those who are away: whether their manager stands in. */
  delegates: boolean;
}

/** @throws validation when shares are negative or more than 1 together */
export function requireShares(shares: Shares<string>, field: string): void {
  const given = Object.values(shares).filter((share) => share !== undefined);
  const sum = given.reduce((total, share) => total + share, 0);
  if (given.some((share) => share < 0) || sum > 1 + 1e-9) {
    throw new DomainError('validation', 'Shares of people are parts of 1, and no more than 1 together.', { field });
  }
}

function pick<Habit extends string>(known: readonly Habit[], shares: Shares<Habit>, usual: Habit, at: number): Habit {
  let reached = 0;
  for (const habit of known) {
    if (habit === usual) continue;
    reached += shares[habit] ?? 0;
    if (at < reached) return habit;
  }
  return usual;
}

/** The same number has the same habits under the same seed, in any company. */
export function habitsOf(
  number: string,
  seed: number,
  shares: { own: Shares<OwnHabit>; deciding: Shares<DecidingHabit> },
): Habits {
  return {
    own: pick(OWN_HABITS, shares.own, 'punctual', seededShare(seed, 'own', number)),
    deciding: pick(DECIDING_HABITS, shares.deciding, 'punctual', seededShare(seed, 'deciding', number)),
    delegates: seededShare(seed, 'delegates', number) < 0.5,
  };
}
