import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { canonicalRows } from './canonical.js';

describe('canonicalRows', () => {
  it('sorts rows by key and members by name, at every depth', () => {
    const text = canonicalRows([
      { key: 'b', value: { z: 1, a: [{ y: 2, x: 1 }] } },
      { key: 'a', value: 'first' },
    ]);
    expect(text).toBe('"first"\n{"a":[{"x":1,"y":2}],"z":1}');
  });

  it('says the same whatever the order of rows', () => {
    const rows = fc.uniqueArray(fc.record({ key: fc.uuid(), value: fc.jsonValue() }), { selector: (row) => row.key });
    fc.assert(
      fc.property(rows, (list) => {
        expect(canonicalRows(list.toReversed())).toBe(canonicalRows(list));
      }),
    );
  });

  it('says the same after a trip through JSON', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const trip: unknown = JSON.parse(JSON.stringify(value));
        expect(canonicalRows([{ key: 'k', value: trip }])).toBe(canonicalRows([{ key: 'k', value }]));
      }),
    );
  });
});
