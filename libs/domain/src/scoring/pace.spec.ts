import { describe, expect, it } from '@jest/globals';
import { formatRatio, makeRatio, ONE } from '../exact/ratio.js';
import { paceOf, type PacedGoal } from './pace.js';

const orders = (actual: bigint, more: Partial<PacedGoal> = {}): PacedGoal => ({
  type: 'quantity',
  direction: 'higher',
  attainment: makeRatio(actual, 20n),
  ...more,
});
const days = (gone: bigint) => makeRatio(gone, 5n);
const said = (goal: PacedGoal, gone: bigint): string | null => {
  const pace = paceOf(goal, days(gone));
  return pace === null ? null : `${formatRatio(pace.share, 2)}${pace.red ? ' red' : ''}`;
};

describe('pace', () => {
  it('asks for the share of the target that the time gone by asks for', () => {
    expect(said(orders(15n), 3n)).toBe('1.25');
    expect(said(orders(8n), 3n)).toBe('0.67 red');
    expect(said(orders(0n), 2n)).toBe('0.00 red');
  });

  it('is red strictly below 70 %', () => {
    expect(paceOf(orders(7n), makeRatio(1n, 2n))).toEqual({ share: makeRatio(7n, 10n), red: false });
    expect(paceOf(orders(6n), makeRatio(1n, 2n))?.red).toBe(true);
  });

  it('is back at 75 % where it was red, and at 70 % where it was not', () => {
    const half = makeRatio(1n, 2n);
    const at = (percent: bigint) => orders(0n, { attainment: makeRatio(percent, 200n) });
    expect([69n, 70n, 74n, 75n].map((one) => paceOf(at(one), half, true)?.red)).toEqual([true, true, true, false]);
    expect([69n, 70n, 74n, 75n].map((one) => paceOf(at(one), half, false)?.red)).toEqual([true, false, false, false]);
    expect(paceOf(orders(14n), ONE, true)?.red).toBe(true);
    expect(paceOf(orders(15n), ONE, true)?.red).toBe(false);
  });

  it('says nothing in the first quarter', () => {
    expect(paceOf(orders(0n), makeRatio(24n, 100n))).toBeNull();
    expect(paceOf(orders(0n), makeRatio(25n, 100n))?.red).toBe(true);
  });

  it('is the plain completion at the deadline', () => {
    expect(paceOf(orders(14n), ONE)?.red).toBe(false);
    expect(paceOf(orders(13n), ONE)?.red).toBe(true);
    expect(paceOf(orders(13n), makeRatio(6n, 5n))?.share).toEqual(makeRatio(13n, 20n));
  });

  it('says nothing of what is there or not before its deadline, and compares what does not grow as it is', () => {
    expect(said(orders(0n, { type: 'milestone' }), 4n)).toBeNull();
    expect(paceOf(orders(0n, { type: 'yes-no' }), ONE)?.red).toBe(true);
    expect(said(orders(16n, { direction: 'lower' }), 2n)).toBe('0.80');
    expect(said(orders(10n, { type: 'rating' }), 2n)).toBe('0.50 red');
  });
});
