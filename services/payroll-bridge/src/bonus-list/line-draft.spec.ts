import { describe, expect, it } from '@jest/globals';
import type { PublishedScore } from '@goalbeat/contracts/appraisal/events';
import type { PayPlan } from '@goalbeat/domain/pay/pay-plan';
import type { PayPlanV2 } from '@goalbeat/domain/pay/pay-plan-v2';
import { recompute } from '@goalbeat/domain/pay/recompute';
import { lineDraft } from './line-draft.js';
import { reckonLines } from './reckon-lines.js';

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

describe('reckonLines', () => {
  const scored = (number: string, over: Partial<PublishedScore> = {}, unitCodes = ['sales', 'acme']) => ({
    score: { ...score, ...over },
    number,
    unitCodes,
  });
  const v2: PayPlanV2 = {
    version: 2,
    currency: 'CNY',
    award: { kind: 'per-band', amountByBand: { excellent: '100' } },
    prorate: false,
    teamExtra: { above: '1.1', share: '0.1' },
    currencyByUnit: { tokyo: 'JPY' },
    rates: [{ from: 'CNY', to: 'JPY', rate: '20', asOf: '2026-11-20', source: 'PBOC' }],
  };

  it('reckons a version 1 line by line, as ever', () => {
    expect(reckonLines(plan, [scored('E1')])).toMatchObject([{ minor: 75000n, currency: 'CNY', heldReason: null }]);
  });

  it('reckons a version 2 as a whole: the unit’s mean completion decides about its extra', () => {
    const exactly = [scored('E1', { completion: '1/1' }), scored('E2', { completion: '6/5' })];
    expect(reckonLines(v2, exactly).map(({ minor }) => minor)).toEqual([10000n, 10000n]);
    const above = [scored('E1', { completion: '1/1' }), scored('E2', { completion: '13/10' })];
    expect(reckonLines(v2, above).map(({ minor }) => minor)).toEqual([11000n, 11000n]);
  });

  it('pays a unit in its currency, and holds what the plan does not say', () => {
    const lines = reckonLines(v2, [
      scored('E1', {}, ['shop', 'tokyo']),
      scored('E2', { band: 'great' }),
      scored('E3', { band: 'great' }, ['tokyo']),
    ]);
    expect(lines.map(({ minor, currency }) => [minor, currency])).toEqual([
      [2000n, 'JPY'],
      [0n, 'CNY'],
      [0n, 'JPY'],
    ]);
    expect(lines.map(({ heldReason }) => heldReason?.includes('great') ?? null)).toEqual([null, true, true]);
    const [wrong] = reckonLines({ ...v2, prorate: true }, [scored('E1', { workedDays: 6 })]);
    expect(wrong?.heldReason).toContain('6/5');
  });

  it('holds what nobody can have meant, in either version, and leaves the others their money', () => {
    const award = { kind: 'per-point' as const, amountPerPoint: '99999999999999' };
    const lines = reckonLines({ ...v2, award }, [
      scored('E1', { score: '99999/1' }),
      scored('E2', { score: '0/1' }),
      scored('E3', { score: '99999/1' }, ['tokyo']),
    ]);
    expect(lines.map(({ minor, heldReason }) => [minor, heldReason !== null])).toEqual([
      [0n, true],
      [0n, false],
      [0n, true],
    ]);
    for (const { explain, currency } of lines) expect(recompute(explain, currency)).toEqual({ minor: 0n, currency });
    expect(lines[0]?.heldReason).toContain('9999899999999900001.00 CNY');
    const base = { ...plan, baseByGrade: { P5: '99999999999999' }, multiplierByBand: { excellent: '1000' } };
    expect(reckonLines(base, [scored('E1')])).toMatchObject([
      { minor: 0n, heldReason: expect.stringContaining('CNY') },
    ]);
  });
});
