import { describe, expect, it } from '@jest/globals';
import type { PublishedScore } from '@goalbeat/contracts/appraisal/events';
import type { PayPlan } from '@goalbeat/domain/pay/pay-plan';
import { lineDraft } from './line-draft.js';

const plan: PayPlan = {
  version: 1,
  currency: 'CNY',
  baseByGrade: { P5: '500' },
  multiplierByBand: { excellent: '1.5', unqualified: '0' },
  prorate: true,
};
const score: PublishedScore = {
  scoreId: '00000000-0000-4000-8000-000000000001',
  sheetId: '00000000-0000-4000-8000-000000000002',
  personId: '00000000-0000-4000-8000-000000000003',
  unitId: '00000000-0000-4000-8000-000000000004',
  grade: 'P5',
  score: '104/1',
  scoreText: '104.00',
  band: 'excellent',
  completion: '1/1',
  workedDays: 5,
  fullDays: 5,
  reason: [],
};

describe('lineDraft', () => {
  it('reckons by the plan', () => {
    expect(lineDraft(plan, score)).toMatchObject({ minor: 75000n, heldReason: null });
    expect(lineDraft(plan, { ...score, band: 'unqualified' })).toMatchObject({ minor: 0n, heldReason: null });
  });

  it('holds a line at 0 when the plan has no entry', () => {
    const draft = lineDraft(plan, { ...score, grade: 'P9' });
    expect(draft.minor).toBe(0n);
    expect(draft.heldReason).toContain('P9');
    expect(draft.explain).toEqual([{ code: 'no-rate', values: { grade: 'P9', band: 'excellent' }, result: '0' }]);
  });
});
