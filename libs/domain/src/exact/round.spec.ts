import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { divideRounded, type Rounding } from './round.js';

describe('divideRounded', () => {
  it.each<[num: bigint, den: bigint, halfUp: bigint, halfEven: bigint, down: bigint]>([
    [0n, 3n, 0n, 0n, 0n],
    [6n, 3n, 2n, 2n, 2n],
    [-6n, 3n, -2n, -2n, -2n],
    [1n, 4n, 0n, 0n, 0n],
    [3n, 4n, 1n, 1n, 0n],
    // More than half goes up whether the whole part is even or odd.
    [11n, 4n, 3n, 3n, 2n],
    [7n, 4n, 2n, 2n, 1n],
    [-3n, 4n, -1n, -1n, 0n],
    [-11n, 4n, -3n, -3n, -2n],
    [1n, 2n, 1n, 0n, 0n],
    [3n, 2n, 2n, 2n, 1n],
    [5n, 2n, 3n, 2n, 2n],
    [-1n, 2n, -1n, 0n, 0n],
    [-5n, 2n, -3n, -2n, -2n],
  ])('%d / %d', (num, den, halfUp, halfEven, down) => {
    expect(divideRounded(num, den, 'half-up')).toBe(halfUp);
    expect(divideRounded(num, den, 'half-even')).toBe(halfEven);
    expect(divideRounded(num, den, 'down')).toBe(down);
  });

  it('is the nearest whole number, mirrored below 0', () => {
    const num = fc.bigInt({ min: -(10n ** 15n), max: 10n ** 15n });
    const den = fc.bigInt({ min: 1n, max: 10n ** 6n });
    const rounding = fc.constantFrom<Rounding>('half-up', 'half-even');
    fc.assert(
      fc.property(num, den, rounding, (n, d, how) => {
        const off = (divideRounded(n, d, how) * d - n) * 2n;
        expect(off < 0n ? -off : off).toBeLessThanOrEqual(d);
        expect(divideRounded(-n, d, how)).toBe(-divideRounded(n, d, how));
      }),
    );
  });
});
