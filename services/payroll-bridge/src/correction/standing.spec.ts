import { describe, expect, it } from '@jest/globals';
import type { PublishedScore } from '@goalbeat/contracts/appraisal/events';
import { Standing } from './standing.js';

const of = (personId: string, score: string, band: string, workedDays = 5): PublishedScore => ({
  scoreId: personId,
  sheetId: personId,
  personId,
  unitId: 'u',
  grade: 'P5',
  score: `${score}/1`,
  scoreText: score,
  band,
  completion: '1/1',
  workedDays,
  fullDays: 5,
  reason: [],
});
const byHand = (personId: string, score: string, band: string) => ({ personId, score, band, evidence: '工单' });
const KNOWN = new Map<string, PublishedScore>();
const shown = (standing: Standing) => standing.scores().map(({ personId, score, band }) => [personId, score, band]);
const corrected = () => {
  const standing = new Standing([of('a', '70', 'qualified'), of('b', '80', 'qualified')]);
  standing.correct([byHand('a', '95.5', 'excellent')], KNOWN);
  return standing;
};

describe('by which scores a cycle’s money goes', () => {
  it('keeps what was decided by hand of whom a publication says the same', () => {
    const standing = corrected();
    standing.take([of('a', '70', 'qualified'), of('b', '60', 'unqualified')]);
    expect(shown(standing)).toEqual([
      ['a', '191/2', 'excellent'],
      ['b', '60/1', 'unqualified'],
    ]);
  });

  it('goes by a score that was published since, and never back to what was decided before', () => {
    const standing = corrected();
    standing.take([of('a', '71', 'qualified')]);
    expect(shown(standing)[0]).toEqual(['a', '71/1', 'qualified']);
    standing.take([of('a', '70', 'qualified')]);
    expect(shown(standing)[0]).toEqual(['a', '70/1', 'qualified']);
  });

  it('takes days as they are published, beside a score by hand', () => {
    const standing = corrected();
    standing.take([of('a', '70', 'qualified', 3)]);
    expect(standing.scores()[0]).toMatchObject({ scoreText: '95.5', band: 'excellent', workedDays: 3 });
  });

  it('leaves whoever is not in a publication the score they had', () => {
    const standing = corrected();
    standing.take([of('c', '50', 'unqualified')]);
    expect(shown(standing)).toEqual([
      ['a', '191/2', 'excellent'],
      ['b', '80/1', 'qualified'],
      ['c', '50/1', 'unqualified'],
    ]);
    standing.correct([byHand('b', '0', 'unqualified')], KNOWN);
    expect(shown(standing)[1]).toEqual(['b', '0/1', 'unqualified']);
  });

  it('stands against a publication that was known, not against another one', () => {
    const standing = new Standing([of('a', '70', 'qualified')]);
    standing.correct([byHand('a', '95', 'excellent')], new Map([['a', of('a', '60', 'unqualified')]]));
    const taken = standing.copy();
    taken.take([of('a', '60', 'unqualified')]);
    expect(shown(taken)).toEqual([['a', '95/1', 'excellent']]);
    standing.take([of('a', '70', 'qualified')]);
    expect(shown(standing)).toEqual([['a', '70/1', 'qualified']]);
  });

  it('knows the same exact score written otherwise', () => {
    const standing = corrected();
    standing.take([{ ...of('a', '70', 'qualified'), score: '140/2' }]);
    expect(shown(standing)[0]).toEqual(['a', '191/2', 'excellent']);
  });

  it('believes what a publication came to that was taken when it undid what was decided by hand', () => {
    const standing = corrected();
    const decided = new Map([['a', { personId: 'a', score: '70', band: 'qualified', evidence: '重新发布' }]]);
    standing.take([of('a', '70', 'qualified')], decided);
    expect(shown(standing)[0]).toEqual(['a', '70/1', 'qualified']);
    const kept = corrected();
    kept.take([of('a', '70', 'qualified', 4)], new Map([['a', byHand('a', '95.5', 'excellent')]]));
    expect(shown(kept)[0]).toEqual(['a', '191/2', 'excellent']);
  });
});
