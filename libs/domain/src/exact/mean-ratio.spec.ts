import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { divRatio, makeRatio, type Ratio, sumRatios } from './ratio.js';
import { meanRatio } from './mean-ratio.js';
import { toIntegers } from './to-integers.js';

const ratio = (): fc.Arbitrary<Ratio> =>
  fc.tuple(fc.bigInt({ min: -1000n, max: 1000n }), fc.bigInt({ min: 1n, max: 60n })).map(([n, d]) => makeRatio(n, d));

describe('meanRatio', () => {
  it('is the sum over the count, exactly', () => {
    expect(meanRatio([])).toBeUndefined();
    fc.assert(
      fc.property(fc.array(ratio(), { minLength: 1, maxLength: 40 }), (list) => {
        expect(meanRatio(list)).toEqual(divRatio(sumRatios(list), makeRatio(BigInt(list.length), 1n)));
      }),
    );
  });
});

describe('toIntegers', () => {
  it('keeps the proportions, with the least common denominator', () => {
    expect(toIntegers([makeRatio(1n, 2n), makeRatio(2n, 3n), makeRatio(5n, 6n)])).toEqual([3n, 4n, 5n]);
    expect(toIntegers([])).toEqual([]);
    fc.assert(
      fc.property(fc.array(ratio(), { minLength: 2, maxLength: 10 }), (list) => {
        const whole = toIntegers(list);
        const [first = { num: 0n, den: 1n }] = list;
        for (const [at, { num, den }] of list.entries()) {
          expect((whole[at] ?? 0n) * first.num * den).toBe((whole[0] ?? 0n) * num * first.den);
        }
      }),
    );
  });
});
