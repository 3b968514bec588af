import type { PublishedScore, ScoresPublished } from '@goalbeat/contracts/appraisal/events';
import type { CycleChanged } from '@goalbeat/contracts/goals/events';
import type { Chain, ChainStep } from '@goalbeat/domain/approval/chain';
import { DESIGN, SALES } from '@goalbeat/testing/harness/company';
import { id } from '@goalbeat/testing/harness/organisation';
import { scoresChecksum } from '../src/score-batch/score-batch.repository.js';

const step = (stepId: string, role: 'finance-reviewer' | 'finance-lead', above?: string): ChainStep => ({
  id: stepId,
  name: stepId,
  assign: { kind: 'role', role, scope: 'tenant' },
  mode: 'any',
  ...(above === undefined ? {} : { when: { fact: 'amount', above } }),
  ladder: { due: { workingHours: 4 }, remindBefore: [1], escalateAfter: [2], last: { action: 'hand-to-hr', after: 8 } },
});
/** The finance lead signs above 100,000. */
export const CHAIN: Chain = [step('review', 'finance-reviewer'), step('lead', 'finance-lead', '100000')];

export const cycle = (cycleId: string, period = '2026-W47'): CycleChanged => ({
  cycleId,
  definitionId: id(50),
  definitionName: '周考核',
  period,
  version: 1,
  state: 'running',
  timeline: [{ step: 'payout', at: '2026-11-23T06:00:00.000Z', done: false }],
  payPlan: 'weekly',
  ruleSet: 'weekly',
  chains: { 'bonus-list': CHAIN },
});

export const PLAN = {
  version: 1 as const,
  name: '周奖金',
  currency: 'CNY',
  baseByGrade: { P5: '500' },
  multiplierByBand: { excellent: '1.5', qualified: '1', unqualified: '0' },
  prorate: true,
  finalDecider: 'S1',
  budget: '1000000',
};

export const score = (n: number, personId: string, over: Partial<PublishedScore> = {}): PublishedScore => ({
  scoreId: id(500_000 + n),
  sheetId: id(600_000 + n),
  personId,
  unitId: n % 2 === 0 ? SALES : DESIGN,
  grade: 'P5',
  score: '104/1',
  scoreText: '104.00',
  band: 'excellent',
  completion: '1/1',
  workedDays: 5,
  fullDays: 5,
  reason: [],
  ...over,
});

export interface Batch {
  ref: { batchId: string; count: number; checksum: string };
  pages: ScoresPublished[];
}

export function batchOf(batchId: string, cycleId: string, scores: PublishedScore[], period = '2026-W47'): Batch {
  const ref = { batchId, count: scores.length, checksum: scoresChecksum(scores) };
  const pages = Math.max(1, Math.ceil(scores.length / 100));
  return {
    ref,
    pages: Array.from({ length: pages }, (_, page) => ({
      ...ref,
      cycleId,
      period,
      page: page + 1,
      pages,
      payPlan: 'weekly',
      scores: scores.slice(page * 100, page * 100 + 100),
    })),
  };
}
