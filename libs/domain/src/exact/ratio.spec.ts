import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  addRatio,
  compareRatio,
  divRatio,
  formatRatio,
  isZero,
  makeRatio,
  maxRatio,
  minRatio,
  mulRatio,
  negate,
  ONE,
  parseRatioString,
  type Ratio,
  ratioOf,
  ratioToString,
  subRatio,
  ZERO,
} from './ratio.js';
import { divideRounded } from './round.js';

const ratio = (): fc.Arbitrary<Ratio> =>
  fc
    .tuple(fc.bigInt({ min: -(10n ** 12n), max: 10n ** 12n }), fc.bigInt({ min: 1n, max: 10n ** 9n }))
    .map(([n, d]) => makeRatio(n, d));

describe('ratio', () => {
  it('reads decimals exactly', () => {
    expect(ratioOf('90.5')).toEqual({ num: 181n, den: 2n });
    expect(ratioOf('-0.25')).toEqual({ num: -1n, den: 4n });
    expect(ratioOf('0.00')).toEqual(ZERO);
  });

  it.each(['', ' 1', '1e3', '.5', '5.', '+1', '0x1', '1,5', '--1', 'NaN', '1'.repeat(31), `0.${'1'.repeat(19)}`, '١'])(
    'refuses %j',
    (text) => {
      expect(() => ratioOf(text, 'target')).toThrow(expect.objectContaining({ code: 'validation', field: 'target' }));
    },
  );

  it('formats half-up, mirrored below 0', () => {
    expect(formatRatio(makeRatio(2n, 3n), 2)).toBe('0.67');
    expect(formatRatio(makeRatio(1n, 8n), 2)).toBe('0.13');
    expect(formatRatio(makeRatio(-1n, 8n), 2)).toBe('-0.13');
    expect(formatRatio(makeRatio(-1n, 1000n), 2)).toBe('0.00');
    expect(formatRatio(makeRatio(5n, 2n), 0)).toBe('3');
    expect(formatRatio(makeRatio(181n, 2n), 2)).toBe('90.50');
  });

  it('rounds half-even and down as said', () => {
    expect([5n, 15n, 25n, -5n, -15n].map((n) => divideRounded(n, 10n, 'half-even'))).toEqual([0n, 2n, 2n, 0n, -2n]);
    expect([19n, -19n].map((n) => divideRounded(n, 10n, 'down'))).toEqual([1n, -1n]);
  });

  it('refuses to divide by 0', () => {
    expect(() => divRatio(ONE, ZERO)).toThrow(expect.objectContaining({ code: 'validation' }));
    expect(() => parseRatioString('1/0')).toThrow(expect.objectContaining({ code: 'validation' }));
  });

  it('is a field, reduced, with den above 0', () => {
    fc.assert(
      fc.property(ratio(), ratio(), ratio(), (a, b, c) => {
        expect(addRatio(a, b)).toEqual(addRatio(b, a));
        expect(mulRatio(a, addRatio(b, c))).toEqual(addRatio(mulRatio(a, b), mulRatio(a, c)));
        expect(subRatio(addRatio(a, b), b)).toEqual(a);
        expect(isZero(b) ? a : mulRatio(divRatio(a, b), b)).toEqual(a);
        expect(addRatio(a, negate(a))).toEqual(ZERO);
        expect(mulRatio(a, ONE)).toEqual(a);
        expect(mulRatio(a, b).den > 0n).toBe(true);
      }),
    );
  });

  it('orders totally and survives storage', () => {
    fc.assert(
      fc.property(ratio(), ratio(), (a, b) => {
        expect(compareRatio(a, b)).toBe(-compareRatio(b, a) + 0);
        expect(addRatio(minRatio(a, b), maxRatio(a, b))).toEqual(addRatio(a, b));
        expect(parseRatioString(ratioToString(a))).toEqual(a);
      }),
    );
  });

  it('formats within half a unit of the truth', () => {
    fc.assert(
      fc.property(ratio(), fc.integer({ min: 0, max: 6 }), (a, digits) => {
        const off = subRatio(ratioOf(formatRatio(a, digits)), a);
        expect(compareRatio(maxRatio(off, negate(off)), makeRatio(1n, 2n * 10n ** BigInt(digits)))).not.toBe(1);
      }),
    );
  });
});
