import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compareRatio, ratioOf } from '../exact/ratio.js';
import { prorateGoal, prorateTarget } from './proration.js';

const goal = (target: string, baseline: string | null, type: 'quantity' | 'amount' | 'percentage' = 'quantity') =>
  ({ type, target, baseline }) as const;

describe('prorateGoal', () => {
  it('shrinks the baseline with the target, so that the way between them shrinks and not what was there', () => {
    expect(prorateGoal(goal('30', '20'), 3, 5)).toEqual({ target: '18', baseline: '12' });
    expect(prorateGoal(goal('500.00', '1000.50', 'amount'), 1, 2)).toEqual({ target: '250.00', baseline: '500.25' });
  });

  it('leaves a unit of way where rounding would leave none, to either side', () => {
    expect(prorateGoal(goal('21', '20'), 2, 5)).toEqual({ target: '8', baseline: '7' });
    expect(prorateGoal(goal('20', '21'), 2, 5)).toEqual({ target: '8', baseline: '9' });
  });

  it('leaves what is no quantity or amount, what has no baseline, and who works all of it', () => {
    expect(prorateGoal(goal('25', '20', 'percentage'), 1, 5)).toEqual({ target: '25', baseline: '20' });
    expect(prorateGoal(goal('10', null), 1, 5)).toEqual({ target: '2', baseline: null });
    expect(prorateGoal(goal('20', '20'), 1, 5)).toEqual({ target: '4', baseline: '4' });
    expect(prorateGoal(goal('30', '20'), 5, 5)).toEqual({ target: '30', baseline: '20' });
  });

  it('gives every target as it is without a baseline, and keeps on which side of the baseline it lies', () => {
    fc.assert(
      fc.property(fc.nat(500), fc.nat(500), fc.integer({ min: 1, max: 23 }), (target, baseline, worked) => {
        const after = prorateGoal(goal(String(target), String(baseline)), worked, 23);
        expect(after.target).toBe(prorateTarget('quantity', String(target), worked, 23));
        expect(compareRatio(ratioOf(after.target), ratioOf(after.baseline ?? '0'))).toBe(Math.sign(target - baseline));
      }),
    );
  });
});
