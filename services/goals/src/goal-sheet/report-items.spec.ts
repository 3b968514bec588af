import { describe, expect, it } from '@jest/globals';
import type { GoalRow } from './goal-sheet.repository.js';
import { reportGoals, type ReportItem } from './report-items.js';

const goal = (changes: Partial<GoalRow>): GoalRow => ({
  id: 'g1',
  sheetId: 's1',
  code: 'orders',
  title: 'Orders',
  type: 'quantity',
  direction: 'higher',
  target: '10',
  baseline: null,
  unit: 'orders',
  weight: '100',
  group: 'kpi',
  evidenceRequired: false,
  actual: null,
  outcome: null,
  comment: null,
  attainment: '0/1',
  returnedReason: 'mend it',
  ...changes,
});
const item = (changes: Partial<ReportItem> = {}): ReportItem => ({
  goalId: 'g1',
  outcome: 'done',
  actual: null,
  comment: null,
  evidence: [],
  links: [],
  ...changes,
});
const report = (given: GoalRow, reported: ReportItem, files: [string, string][] = []) =>
  reportGoals([given], [reported], new Map(files))[0];
const code = (name: string, field: string) => expect.objectContaining({ code: name, field });

describe('reportGoals', () => {
  it('reads done, not done and partly', () => {
    expect(report(goal({}), item())).toMatchObject({ actual: '10', attainment: '1/1', returnedReason: null });
    expect(report(goal({}), item({ actual: '12' }))).toMatchObject({ actual: '12', attainment: '6/5' });
    expect(report(goal({}), item({ outcome: 'not-done' }))).toMatchObject({ actual: null, attainment: '0/1' });
    expect(report(goal({ actual: '4' }), item({ outcome: 'not-done' }))).toMatchObject({
      actual: '4',
      attainment: '2/5',
    });
    expect(report(goal({ type: 'yes-no', target: '1' }), item())).toMatchObject({ actual: '1', attainment: '1/1' });
    expect(report(goal({ type: 'milestone', target: '1' }), item({ outcome: 'not-done' }))).toMatchObject({
      actual: '0',
      attainment: '0/1',
    });
    expect(() => report(goal({}), item({ outcome: 'partly' }))).toThrow(code('validation', 'items.0.actual'));
  });

  it('asks for evidence where the goal demands it, of this goal and no other', () => {
    const strict = goal({ evidenceRequired: true });
    expect(() => report(strict, item())).toThrow(code('evidence-required', 'items.0.evidence'));
    expect(() => report(strict, item({ evidence: ['f1'] }), [['f1', 'g2']])).toThrow(
      code('validation', 'items.0.evidence.0'),
    );
    expect(report(strict, item({ evidence: ['f1'] }), [['f1', 'g1']])).toMatchObject({ outcome: 'done' });
    expect(report(strict, item({ links: ['https://example.com'] }))).toMatchObject({ outcome: 'done' });
    expect(report(strict, item({ outcome: 'not-done' }))).toMatchObject({ outcome: 'not-done' });
  });

  it('wants every goal once', () => {
    const two = [goal({}), goal({ id: 'g2', title: 'Calls' })];
    expect(() => reportGoals(two, [item()], new Map())).toThrow(code('validation', 'items'));
    expect(() => reportGoals(two, [item(), item()], new Map())).toThrow(code('validation', 'items.1.goalId'));
    expect(() => reportGoals(two, [item({ goalId: 'other' })], new Map())).toThrow(
      code('validation', 'items.0.goalId'),
    );
    expect(() => report(goal({ type: 'rating', target: '5' }), item({ actual: '6' }))).toThrow(
      code('validation', 'items.0.actual'),
    );
  });
});
