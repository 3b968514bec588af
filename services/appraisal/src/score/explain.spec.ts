import { describe, expect, it } from '@jest/globals';
import type { SheetResult } from '@goalbeat/contracts/goals/events';
import { makeRatio, ratioToString } from '@goalbeat/domain/exact/ratio';
import type { RuleSet } from '@goalbeat/domain/scoring/points';
import fc from 'fast-check';
import { scoreSheets } from '../scoring-run/score-sheets.js';
import { explainScore } from './explain.js';
import type { ScoreRow } from './score.repository.js';

const rule: RuleSet = {
  version: 1,
  groups: [
    { code: 'kpi', weight: '70' },
    { code: 'behaviour', weight: '30' },
  ],
  points: { below: '10', met: '10', above: '12' },
  maxScore: '120',
  bands: [
    { code: 'excellent', from: '105' },
    { code: 'qualified', from: '60' },
    { code: 'unqualified', from: '0' },
  ],
};
const names = { ruleSet: 'market', ruleSetVersion: 3 };

const goals = fc.array(
  fc.record({
    goalId: fc.uuid(),
    title: fc.constantFrom('10 单 LOGO', '满意度'),
    type: fc.constant('quantity' as const),
    direction: fc.constant('higher' as const),
    group: fc.constantFrom('kpi', 'behaviour'),
    weight: fc.integer({ min: 1, max: 100 }).map(String),
    target: fc.constant('10'),
    unit: fc.constant('单'),
    actual: fc.option(fc.integer({ min: 0, max: 30 }).map(String)),
    attainment: fc
      .tuple(fc.bigInt({ min: 0n, max: 99n }), fc.bigInt({ min: 1n, max: 37n }))
      .map(([num, den]) => ratioToString(makeRatio(num, den))),
  }),
  { minLength: 1, maxLength: 8 },
);
const sheet = (list: SheetResult['goals']): SheetResult => ({
  sheetId: 'a3f0e1b2-0000-7000-8000-000000000001',
  personId: 'a3f0e1b2-0000-7000-8000-000000000002',
  unitId: 'a3f0e1b2-0000-7000-8000-000000000003',
  grade: 'P5',
  state: 'confirmed',
  completion: '1/1',
  workedDays: 5,
  fullDays: 5,
  goals: list,
});
const stored = (result: SheetResult): ScoreRow => {
  const [scored] = scoreSheets(rule, [result]);
  if (scored === undefined) throw new Error('not scored');
  return {
    id: 's',
    runId: 'r',
    cycleId: 'c',
    sheetId: result.sheetId,
    personId: result.personId,
    unitId: result.unitId,
    score: ratioToString(scored.score),
    scoreText: scored.scoreText,
    band: scored.band,
    // As PostgreSQL gives it back: members in another order.
    lines: scored.lines.map((line) => Object.fromEntries(Object.entries(line).toReversed()) as unknown as typeof line),
    completion: null,
    rankInUnit: 1,
  };
};

describe('explainScore', () => {
  it('recomputes to the same digits, whatever the sheet', () => {
    fc.assert(
      fc.property(goals, (list) => {
        const result = sheet(list);
        const explained = explainScore(stored(result), result, rule, names, 'zh-CN');
        expect(explained.agrees).toBe(true);
        expect(explained.recomputed).toBe(explained.score);
      }),
    );
  });

  it('notices a score that was tampered with', () => {
    const result = sheet([
      {
        goalId: 'a3f0e1b2-0000-7000-8000-000000000009',
        title: '10 单 LOGO',
        type: 'quantity',
        direction: 'higher',
        group: 'kpi',
        weight: '100',
        target: '10',
        unit: '单',
        actual: '12',
        attainment: '6/5',
      },
    ]);
    const row = stored(result);
    expect(row.scoreText).toBe('120.00');
    expect(explainScore({ ...row, scoreText: '119.00' }, result, rule, names, 'en').agrees).toBe(false);
    const [line] = row.lines;
    expect(
      explainScore(
        { ...row, lines: line === undefined ? [] : [{ ...line, points: '10/1' }] },
        result,
        rule,
        names,
        'en',
      ).agrees,
    ).toBe(false);
    expect(explainScore(row, result, rule, names, 'en').words).toEqual([
      '10 单 LOGO: 12 of 10 单, completion 120.00%, 12.00 points; with 100.00% of the score it adds 12.00 × 10 × 100.00% = 120.00',
      "The rule: 10 points of a goal mean 100%; above target 12 points, at target 10, below it 10 × completion. Score = Σ share × points × 10, at most 120. It is made of points, so it differs from the sheet's completion",
      'Score 120.00, band excellent (from 105)',
    ]);
    expect(explainScore(row, result, rule, names, 'zh-CN').words.at(-1)).toBe('总分 120.00，等级 优秀（105 分起）');
  });
});
