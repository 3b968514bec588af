import { createHash, randomUUID } from 'node:crypto';
import type { BatchRef } from '@goalbeat/contracts/activities';
import type { CycleChanged, GoalResult, ResultsPublished, SheetResult } from '@goalbeat/contracts/goals/events';
import type { Chain, ChainStep } from '@goalbeat/domain/approval/chain';
import { canonicalRows } from '@goalbeat/domain/batch/canonical';
import { id } from '@goalbeat/testing/harness/organisation';
import { unitOfWorker, worker } from '@goalbeat/testing/harness/company';

export type { SheetResult } from '@goalbeat/contracts/goals/events';

export const RULES = {
  version: 1 as const,
  name: '周评分',
  groups: [
    { code: 'kpi', weight: '70' },
    { code: 'behaviour', weight: '30' },
  ],
  points: { below: '10', met: '10', above: '12' },
  maxScore: '120',
  bands: [
    { code: 'excellent', from: '100' },
    { code: 'qualified', from: '60' },
    { code: 'unqualified', from: '0' },
  ],
};

export const goal = (n: number, group: string, attainment: string, over: Partial<GoalResult> = {}): GoalResult => ({
  goalId: id(n),
  title: `目标 ${n}`,
  type: 'quantity',
  direction: 'higher',
  group,
  weight: '50',
  target: '10',
  unit: '单',
  actual: '7',
  attainment,
  ...over,
});

/** Of a worker; one goal in each group, attained as given (an exact fraction). */
export const sheet = (n: number, kpi: string, behaviour = '1/1', over: Partial<SheetResult> = {}): SheetResult => ({
  sheetId: id(600_000 + n),
  personId: worker(n),
  unitId: unitOfWorker(n),
  grade: 'P5',
  state: 'confirmed',
  completion: kpi,
  workedDays: 5,
  fullDays: 5,
  goals: [goal(700_000 + 2 * n, 'kpi', kpi), goal(700_001 + 2 * n, 'behaviour', behaviour)],
  ...over,
});

export const checksumOf = (sheets: readonly SheetResult[]): string =>
  createHash('sha256')
    .update(canonicalRows(sheets.map((value) => ({ key: value.sheetId, value }))))
    .digest('hex');

/** As goals publishes it: pages of 100, and one page of an empty batch. */
export function batchOf(cycleId: string, sheets: SheetResult[]): { ref: BatchRef; pages: ResultsPublished[] } {
  const ref = { batchId: randomUUID(), count: sheets.length, checksum: checksumOf(sheets) };
  const pages = Math.max(1, Math.ceil(sheets.length / 100));
  return {
    ref,
    pages: Array.from({ length: pages }, (_, page) => ({
      ...ref,
      cycleId,
      definitionId: id(50),
      period: '2026-W47',
      page: page + 1,
      pages,
      ruleSet: 'weekly',
      payPlan: 'weekly',
      sheets: sheets.slice(page * 100, page * 100 + 100),
    })),
  };
}

const step: ChainStep = {
  id: 'release',
  name: 'release',
  assign: { kind: 'role', role: 'hr-lead', scope: 'tenant' },
  mode: 'any',
  ladder: { due: { workingHours: 4 }, remindBefore: [1], escalateAfter: [2], last: { action: 'approve', after: 4 } },
};
/** The HR lead releases results; silence releases them too. */
export const RELEASE: Chain = [step];

export const cycleEvent = (cycleId: string, chain?: Chain): CycleChanged => ({
  cycleId,
  definitionId: id(50),
  definitionName: '周考核',
  period: '2026-W47',
  version: 1,
  state: 'running',
  timeline: [{ step: 'publish', at: '2026-11-23T06:00:00.000Z', done: false }],
  payPlan: 'weekly',
  ruleSet: 'weekly',
  chains: chain === undefined ? {} : { results: chain },
});
