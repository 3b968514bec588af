import { seededShare } from './seeded.js';

export interface Goal {
  code: string;
  type: string;
  direction: 'higher' | 'lower';
  /** Decimal. */
  target: string;
}
export interface Reported {
  outcome: 'done' | 'not-done' | 'partly';
  /** Decimal. */
  actual: string;
}

/** Somebody's level this time, and luck with each goal: from about 0.8 to 1.2 of the target. */
function attainedShare(seed: number, number: string, code: string): number {
  const level = 0.88 + 0.26 * seededShare(seed, 'level', number);
  return level + 0.16 * (seededShare(seed, 'luck', number, code) - 0.5);
}

/** What a simulated person reports on a goal: the same under the same seed. */
export function attained(seed: number, number: string, goal: Goal): Reported {
  const share = attainedShare(seed, number, goal.code);
  const target = Number(goal.target);
  if (goal.type === 'yes-no' || goal.type === 'milestone') {
    return share >= 0.92 ? { outcome: 'done', actual: '1' } : { outcome: 'not-done', actual: '0' };
  }
  const raw = Math.max(0, goal.direction === 'higher' ? target * share : target * (2 - share));
  const actual = goal.type === 'percentage' || goal.type === 'rating' ? Math.min(100, tenths(raw)) : wholeOrTenths(raw);
  const met = goal.direction === 'higher' ? actual >= target : actual <= target;
  return { outcome: met ? 'done' : 'partly', actual: String(actual) };
}

const tenths = (value: number): number => Math.round(value * 10) / 10;
const wholeOrTenths = (value: number): number => (value < 10 ? tenths(value) : Math.round(value));
