import { describe, expect, it } from '@jest/globals';
import type { Ladder } from '../ladder/ladder.js';
import { type Chain, type ChainFacts, type ChainStep, nextStep, stepOutcome } from './chain.js';

const ladder: Ladder = {
  due: { workingHours: 8 },
  remindBefore: [2],
  escalateAfter: [4],
  last: { action: 'hand-to-hr', after: 8 },
};
const step = (id: string, more: Partial<ChainStep> = {}): ChainStep => ({
  id,
  name: id,
  assign: { kind: 'unit-head' },
  mode: 'any',
  ladder,
  ...more,
});
const chain: Chain = [step('reviewer'), step('lead', { when: { fact: 'amount', above: '10000' } }), step('archive')];

describe('nextStep', () => {
  it('asks the lead only strictly above the amount', () => {
    expect(nextStep(chain, null, { amount: '1' })?.id).toBe('reviewer');
    expect(nextStep(chain, 'reviewer', { amount: '10000.00' })?.id).toBe('archive');
    expect(nextStep(chain, 'reviewer', { amount: '10000.01' })?.id).toBe('lead');
    expect(nextStep(chain, 'archive', {})).toBeNull();
  });

  it('asks when the amount is not known', () => {
    expect(nextStep(chain, 'reviewer', {})?.id).toBe('lead');
  });

  it('asks where all conditions hold, strictly; what is not known asks one signature too many', () => {
    const asks = (when: ChainStep['when'], facts: ChainFacts) =>
      nextStep([step('one', { when })], null, facts) !== null;
    const high = { fact: 'score', above: '90' } as const;
    const low = { fact: 'score', below: '60' } as const;
    const sales = { fact: 'unit', in: ['sales', 'support'] } as const;
    const scores = (lowest: string, highest: string): ChainFacts => ({ scores: { lowest, highest } });
    expect(asks(high, scores('10/1', '90/1'))).toBe(false);
    expect(asks(high, scores('10/1', '9001/100'))).toBe(true);
    expect(asks(low, scores('60/1', '120/1'))).toBe(false);
    expect(asks(low, scores('-5/1', '120/1'))).toBe(true);
    // A third below sixty is below sixty, whatever it is rounded to.
    expect(asks(low, scores('17999999/300000', '90/1'))).toBe(true);
    expect(asks(sales, { units: ['team-7', 'sales', 'acme'] })).toBe(true);
    expect(asks(sales, { units: ['acme', 'design'] })).toBe(false);
    expect(asks([high, low, sales], {})).toBe(true);
    const both = [{ fact: 'amount', above: '1000' } as const, sales];
    expect(asks(both, { amount: '1000.01', units: ['sales'] })).toBe(true);
    expect(asks(both, { amount: '1000', units: ['sales'] })).toBe(false);
    expect(asks(both, { amount: '2000', units: ['design'] })).toBe(false);
    expect(asks(both, { units: ['design'] })).toBe(false);
    expect(asks(both, { units: ['sales'] })).toBe(true);
  });

  it('refuses a step the chain does not have', () => {
    expect(() => nextStep(chain, 'gone', {})).toThrow(expect.objectContaining({ code: 'validation' }));
  });
});

describe('stepOutcome', () => {
  const tasks = (
    ...decisions: ('approve' | 'return' | 'reject' | null)[]
  ): { decision: 'approve' | 'return' | 'reject' | null }[] => decisions.map((decision) => ({ decision }));

  it('counts approvals as the mode says', () => {
    expect(stepOutcome('any', tasks(null, 'approve'))).toBe('approved');
    expect(stepOutcome('all', tasks(null, 'approve'))).toBe('open');
    expect(stepOutcome('all', tasks('approve', 'approve'))).toBe('approved');
    expect(stepOutcome({ quorum: 2 }, tasks('approve', null, 'approve'))).toBe('approved');
    expect(stepOutcome({ quorum: 2 }, tasks('approve'))).toBe('open');
    expect(stepOutcome('all', [])).toBe('open');
    expect(stepOutcome({ quorum: 0 }, tasks(null))).toBe('open');
  });

  it('ends at once on a return or a reject', () => {
    expect(stepOutcome('all', tasks('approve', 'return', null))).toBe('returned');
    expect(stepOutcome('any', tasks('approve', 'return', 'reject'))).toBe('rejected');
  });
});
