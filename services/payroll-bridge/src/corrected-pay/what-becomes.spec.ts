import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { fateOf, fateOfLast } from './what-becomes.js';

describe('what becomes of what a correction takes down', () => {
  it('is kept back later where it was paid, and taken off what was not', () => {
    expect(fateOf(250n, 0n)).toEqual({ keptBack: 250n, takenOff: 0n });
    expect(fateOf(250n, 750n)).toEqual({ keptBack: 0n, takenOff: 250n });
    expect(fateOf(250n, 100n)).toEqual({ keptBack: 150n, takenOff: 100n });
    expect(fateOf(-250n, 100n)).toEqual({ keptBack: 0n, takenOff: 0n });
  });

  it('says of each correction its own, and all together come to the whole', () => {
    const minor = fc.bigInt({ min: 0n, max: 10n ** 9n });
    fc.assert(
      fc.property(fc.array(minor, { maxLength: 6 }), minor, (each, waiting) => {
        let short = 0n;
        const all = each.map((less) => fateOfLast(less, (short += less), waiting));
        const sum = (of: 'keptBack' | 'takenOff') => all.reduce((so, fate) => so + fate[of], 0n);
        expect({ keptBack: sum('keptBack'), takenOff: sum('takenOff') }).toEqual(fateOf(short, waiting));
        for (const [at, { keptBack, takenOff }] of all.entries()) {
          expect(keptBack + takenOff).toBe(each[at]);
          expect(keptBack >= 0n && takenOff >= 0n).toBe(true);
        }
      }),
    );
  });
});
