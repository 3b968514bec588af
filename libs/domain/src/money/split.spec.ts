import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { splitMoney } from './split.js';
import { negateMoney, sumMoney } from './money.js';

const cny = (minor: bigint): { minor: bigint; currency: string } => ({ minor, currency: 'CNY' });
const parts = (): fc.Arbitrary<{ key: string; weight: bigint }[]> =>
  fc
    .uniqueArray(
      fc.record({ key: fc.string({ minLength: 1, maxLength: 6 }), weight: fc.bigInt({ min: 0n, max: 10n ** 12n }) }),
      {
        selector: (part) => part.key,
        minLength: 1,
        maxLength: 30,
      },
    )
    .filter((list) => list.some((part) => part.weight > 0n));

describe('splitMoney', () => {
  it('gives the odd cent to the smaller employee number', () => {
    const split = splitMoney(cny(100n), [
      { key: 'E003', weight: 1n },
      { key: 'E001', weight: 1n },
      { key: 'E002', weight: 1n },
    ]);
    expect([...split].map(([key, money]) => [key, money.minor])).toEqual([
      ['E003', 33n],
      ['E001', 34n],
      ['E002', 33n],
    ]);
  });

  it('refuses what cannot be split', () => {
    for (const wrong of [
      [],
      [{ key: 'a', weight: 0n }],
      [
        { key: 'a', weight: -1n },
        { key: 'b', weight: 2n },
      ],
      [
        { key: 'a', weight: 1n },
        { key: 'a', weight: 1n },
      ],
    ]) {
      expect(() => splitMoney(cny(1n), wrong)).toThrow(expect.objectContaining({ code: 'validation' }));
    }
  });

  it('sums to the total, stays within one unit of the exact share, ignores order, mirrors', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 15n }), parts(), (total, list) => {
        const split = splitMoney(cny(total), list);
        const weights = list.reduce((all, part) => all + part.weight, 0n);
        expect(sumMoney(split.values(), 'CNY').minor).toBe(total);
        for (const { key, weight } of list) {
          const off = (split.get(key)?.minor ?? -1n) * weights - total * weight;
          expect(off > -weights && off < weights).toBe(true);
          expect(weight > 0n || split.get(key)?.minor === 0n).toBe(true);
        }
        const turned = splitMoney(cny(total), [...list].reverse());
        const mirrored = splitMoney(cny(-total), list);
        for (const [key, money] of split) {
          expect(turned.get(key)).toEqual(money);
          expect(mirrored.get(key)).toEqual(negateMoney(money));
        }
      }),
    );
  });
});
