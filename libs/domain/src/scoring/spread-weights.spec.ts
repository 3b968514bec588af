import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { compareRatio, ratioOf, sumRatios } from '../exact/ratio.js';
import { restOf100, spreadWeights } from './spread-weights.js';

const sums = (weights: string[], total: string): boolean =>
  compareRatio(sumRatios(weights.map((weight) => ratioOf(weight))), ratioOf(total)) === 0;

describe('spreadWeights', () => {
  it('keeps proportions, and gives what rounding leaves to the largest remainders', () => {
    expect(spreadWeights(['40', '30', '30', '20', '20'])).toEqual(['28.57', '21.43', '21.43', '14.29', '14.28']);
    expect(spreadWeights(['1', '1', '1'])).toEqual(['33.34', '33.33', '33.33']);
    expect(spreadWeights(['50', '30'], '70')).toEqual(['43.75', '26.25']);
    expect(spreadWeights(['70', '20', '10'])).toEqual(['70', '20', '10']);
    expect(spreadWeights(['0', '5'])).toEqual(['0', '100']);
  });

  it('always sums to the total', () => {
    const weight = fc.integer({ min: 0, max: 1_000_000 }).map((n) => String(n / 100));
    fc.assert(
      fc.property(
        fc.array(weight, { minLength: 1, maxLength: 30 }),
        fc.integer({ min: 0, max: 10_000 }),
        (weights, cents) => {
          fc.pre(weights.some((one) => Number(one) > 0));
          expect(sums(spreadWeights(weights, String(cents / 100)), String(cents / 100))).toBe(true);
        },
      ),
    );
  });

  it('refuses what no factor brings to 100', () => {
    expect(() => spreadWeights(['0', '0'])).toThrow(expect.objectContaining({ code: 'weights-not-100' }));
    expect(() => restOf100('101')).toThrow(expect.objectContaining({ code: 'weights-not-100' }));
    expect(restOf100('20')).toBe('80.00');
  });
});
