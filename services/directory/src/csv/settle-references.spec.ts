import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { findRings, settleReferences, type Reference } from './settle-references.js';

const key = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
const rows = fc.uniqueArray(fc.record({ key, to: fc.option(key) }), { selector: (row) => row.key });

/** What is there before: each points at an earlier one, so it has no ring. */
const existing = fc
  .uniqueArray(key)
  .chain((keys) =>
    fc
      .tuple(...keys.map((_, index) => fc.option(fc.integer({ min: 0, max: Math.max(0, index - 1) }))))
      .map(
        (targets) =>
          new Map(
            keys.map((one, index) => [
              one,
              index === 0 || targets[index] == null ? null : (keys[targets[index]] ?? null),
            ]),
          ),
      ),
  );

describe('references that a file brings', () => {
  it('leave, once the refused rows are out, no ring and nobody unknown', () => {
    fc.assert(
      fc.property(rows, existing, (given: Reference[], before: Map<string, string | null>) => {
        const refused = settleReferences(given, { existing: before });
        const final = new Map(before);
        for (const row of given) if (!refused.has(row.key)) final.set(row.key, row.to);
        expect(findRings(final)).toEqual([]);
        for (const to of final.values()) expect(to === null || final.has(to)).toBe(true);
      }),
    );
  });

  it('are all taken when there is nothing wrong with them', () => {
    expect(
      settleReferences(
        [
          { key: 'b', to: 'a' },
          { key: 'c', to: 'b' },
        ],
        { existing: new Map([['a', null]]) },
      ),
    ).toEqual(new Map());
  });

  it('name a ring from its first to its first', () => {
    const refused = settleReferences(
      [
        { key: 'a', to: 'b' },
        { key: 'b', to: 'a' },
      ],
      { existing: new Map() },
    );
    expect(refused.get('a')).toBe('goes round in a ring: a → b → a');
  });
});
