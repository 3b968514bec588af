import { describe, expect, it } from '@jest/globals';
import { sameClaim, wayBack, type Range } from './conflicts.js';

const give = (
  fromPersonId: string,
  toPersonId: string,
  days: [number, number],
  kinds: string[] | null = null,
): Range => ({
  fromPersonId,
  toPersonId,
  from: `2026-11-${String(days[0]).padStart(2, '0')}T00:00:00.000Z`,
  until: `2026-11-${String(days[1]).padStart(2, '0')}T00:00:00.000Z`,
  kinds,
});

describe('two delegations of one person', () => {
  const given = [give('ann', 'bob', [10, 20]), give('ann', 'cy', [10, 20], ['plan'])];
  it.each([
    [give('ann', 'dee', [19, 25]), 'bob'],
    [give('ann', 'dee', [20, 25]), undefined],
    [give('ann', 'dee', [12, 13], ['plan', 'report']), 'cy'],
    [give('ann', 'dee', [12, 13], ['report']), undefined],
    [give('eve', 'dee', [12, 13]), undefined],
  ])('claim the same task or not: %#', (wanted, other) => {
    expect(sameClaim(wanted, given)?.toPersonId).toBe(other);
  });
});

describe('a delegation that comes back', () => {
  it('names everybody on the way', () => {
    const given = [give('bob', 'cy', [10, 20]), give('cy', 'ann', [15, 25])];
    expect(wayBack(give('ann', 'bob', [10, 30]), given)).toEqual(['ann', 'bob', 'cy']);
  });

  it('does not come back at other times or for other kinds', () => {
    expect(wayBack(give('ann', 'bob', [1, 5]), [give('bob', 'ann', [5, 10])])).toBeUndefined();
    const apart = [give('bob', 'cy', [1, 5]), give('cy', 'ann', [5, 10])];
    expect(wayBack(give('ann', 'bob', [1, 10]), apart)).toBeUndefined();
    expect(wayBack(give('ann', 'bob', [1, 9], ['plan']), [give('bob', 'ann', [1, 9], ['report'])])).toBeUndefined();
  });

  it('ends where others go round without the giver', () => {
    const given = [give('bob', 'cy', [1, 9]), give('cy', 'bob', [1, 9])];
    expect(wayBack(give('ann', 'bob', [1, 9]), given)).toBeUndefined();
  });
});
