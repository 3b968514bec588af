import type { Seeded } from '@goalbeat/examples/seeded';
import type { Goal } from '@goalbeat/api-client/wire-types';

export interface Reported {
  outcome: 'done' | 'not-done' | 'partly';
  actual: string;
}

/** How far somebody gets with a goal, as a share of its target: a personal level and luck with each goal. */
export function attainedShare(random: Seeded, number: string, goalCode: string, reliable: boolean): number {
  if (reliable) return 1.08;
  const level = 0.86 + 0.34 * random.share('level', number);
  return level + 0.24 * (random.share('luck', number, goalCode) - 0.5);
}

type Measured = Pick<Goal, 'type' | 'direction' | 'target'>;

/** What somebody who got so far reports. */
export function reportedFor(goal: Measured, share: number): Reported {
  if (goal.type === 'yes-no' || goal.type === 'milestone') {
    return share >= 0.94 ? { outcome: 'done', actual: '1' } : { outcome: 'not-done', actual: '0' };
  }
  const target = Number(goal.target);
  const raw = goal.direction === 'higher' ? target * share : target * (2 - share);
  const value = Math.max(0, rounded(goal, raw));
  const met = goal.direction === 'higher' ? value >= target : value <= target;
  return { outcome: met ? 'done' : 'partly', actual: String(value) };
}

/** Of what is counted through the week, in its second half. */
const SO_FAR = 0.75;

/** What somebody who will get so far has reached before the week is over: counts grow, rates are there from the first day. */
export function reachedSoFar(goal: Measured, share: number): string {
  const counted = goal.type === 'quantity' || goal.type === 'amount';
  const grown = goal.direction === 'higher' ? share * SO_FAR : 2 - (2 - share) * SO_FAR;
  return reportedFor(goal, counted ? grown : share).actual;
}

function rounded(goal: Measured, value: number): number {
  if (goal.type === 'percentage') return Math.min(100, Math.round(value * 10) / 10);
  if (goal.type === 'rating') return Math.min(Number(goal.target), Math.round(value * 2) / 2);
  if (goal.type === 'duration') return Math.round(value * 10) / 10;
  if (goal.type === 'amount') return Math.round(value / 100) * 100;
  return Math.round(value);
}
