import { describe, expect, it } from '@jest/globals';
import type { Ladder } from '../ladder/ladder.js';
import { type Chain, type ChainStep, nextStep, stepOutcome } from './chain.js';

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
