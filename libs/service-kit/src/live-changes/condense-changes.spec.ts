import { describe, expect, it } from '@jest/globals';
import type { SeenChange } from '@goalbeat/contracts/live-changes';
import fc from 'fast-check';
import { condenseChanges } from './condense-changes.js';

const sheet = (n: number): SeenChange => ({ kind: 'goal-sheet', id: `s${n}` });
const change = fc.record(
  {
    kind: fc.constantFrom('cycle', 'goal-sheet', 'payout', 'desk'),
    id: fc.option(fc.integer({ min: 0, max: 9 }).map(String)),
    to: fc.constantFrom('ann', 'bob'),
  },
  { requiredKeys: ['kind', 'id'] },
);

describe('many changes', () => {
  it('are told once each', () => {
    expect(condenseChanges([sheet(1), sheet(2), sheet(1)], 20)).toEqual([sheet(1), sheet(2)]);
  });

  it('of one kind become that kind, and the others stay as they are', () => {
    const sheets = Array.from({ length: 30 }, (_, n) => sheet(n));
    expect(condenseChanges([{ kind: 'cycle', id: 'c' }, ...sheets], 20)).toEqual([
      { kind: 'cycle', id: 'c' },
      { kind: 'goal-sheet', id: null },
    ]);
  });

  it('are not told one by one beside "many of this kind"', () => {
    expect(condenseChanges([sheet(1), { kind: 'goal-sheet', id: null }, sheet(2)], 20)).toEqual([
      { kind: 'goal-sheet', id: null },
    ]);
  });

  it('concern one person each as long as they are few', () => {
    const desks = ['ann', 'bob'].map((to) => ({ kind: 'desk', id: to, to }));
    expect(condenseChanges(desks, 2)).toEqual(desks);
    expect(condenseChanges(desks, 1)).toEqual([{ kind: 'desk', id: null }]);
  });

  it('lose none: each is still said, by itself or by its kind, in no more than there may be', () => {
    fc.assert(
      fc.property(fc.array(change), fc.integer({ min: 1, max: 12 }), (changes, atMost) => {
        const told = condenseChanges(changes, atMost);
        const kinds = new Set(changes.map(({ kind }) => kind));
        expect(told.length).toBeLessThanOrEqual(Math.max(atMost, kinds.size));
        for (const one of changes) {
          const said = told.some(
            ({ kind, id, to }) =>
              kind === one.kind && ((id === null && to === undefined) || (id === one.id && to === one.to)),
          );
          expect(said).toBe(true);
        }
      }),
    );
  });
});
