import { describe, expect, it } from '@jest/globals';
import { type CorrectedPay, isOpen } from './payout.js';
import { scoreForPay } from './score-for-pay.js';

const money = (amount: string) => ({ amount, currency: 'CNY' });
type Correction = CorrectedPay['corrections'][number];
const correction = (at: string, cause: Correction['cause']): Correction => ({
  id: at,
  at,
  cause,
  before: money('750.00'),
  after: money('500.00'),
  difference: money('-250.00'),
  score:
    cause === 'score' || cause === 'scores-republished'
      ? { score: '88', band: 'qualified', before: { score: '104', band: 'excellent' } }
      : null,
  reason: '',
  message: null,
  explain: [],
  words: [],
});
const pay = (cycleId: string, corrections: Correction[], over: Partial<CorrectedPay> = {}): CorrectedPay => ({
  claimId: cycleId,
  cycleId,
  period: '2026-W47',
  first: money('750.00'),
  now: money('500.00'),
  keptBack: null,
  takenOff: null,
  corrections,
  ...over,
});

describe('the score that pay goes by', () => {
  it('is another since the last correction by hand of that cycle', () => {
    const byHand = correction('2026-11-23T02:00:00.000Z', 'score');
    const later = correction('2026-11-24T02:00:00.000Z', 'others');
    expect(scoreForPay('a', [pay('b', [byHand])])).toBeUndefined();
    expect(scoreForPay('b', [pay('b', [later, byHand])])).toBe(byHand);
  });

  it('is the published one again, once it was published again', () => {
    const byHand = correction('2026-11-23T02:00:00.000Z', 'score');
    const again = correction('2026-11-25T02:00:00.000Z', 'scores-republished');
    expect(scoreForPay('b', [pay('b', [again, byHand])])).toBeUndefined();
  });
});

it('a correction is open while something is still to be kept back or taken off', () => {
  const kept = (open: string) => ({ total: money('250.00'), settled: money('0.00'), open: money(open), by: [] });
  expect(isOpen(pay('a', []))).toBe(false);
  expect(isOpen(pay('a', [], { keptBack: kept('0.00') }))).toBe(false);
  expect(isOpen(pay('a', [], { keptBack: kept('250.00') }))).toBe(true);
  expect(isOpen(pay('a', [], { takenOff: money('1') }))).toBe(true);
});
