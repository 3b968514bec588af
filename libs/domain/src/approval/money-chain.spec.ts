import { describe, expect, it } from '@jest/globals';
import type { Assign, ChainStep } from './chain.js';
import { isSignedByFinance } from './money-chain.js';

const step = (assign: Assign, when?: ChainStep['when']): ChainStep => ({
  id: 'sign',
  name: 'Sign',
  assign,
  mode: 'any',
  ...(when === undefined ? {} : { when }),
  ladder: { due: { workingHours: 1 }, remindBefore: [], escalateAfter: [], last: { action: 'return', after: 1 } },
});
const role = (name: 'finance-reviewer' | 'finance-lead' | 'hr-lead'): Assign => ({
  kind: 'role',
  role: name,
  scope: 'tenant',
});

describe('a chain about money', () => {
  it.each(['finance-reviewer', 'finance-lead'] as const)('is signed by finance with a %s always asked', (name) => {
    expect(isSignedByFinance([step(role('hr-lead')), step(role(name))])).toBe(true);
  });

  it.each([
    ['nobody', []],
    ['HR’s lead', [step(role('hr-lead'))]],
    ['a manager', [step({ kind: 'manager', level: 1 })]],
    ['a person', [step({ kind: 'person', number: 'F1' })]],
    ['the head of a unit', [step({ kind: 'unit-head' })]],
    ['finance above an amount', [step(role('finance-lead'), { fact: 'amount', above: '0' })]],
    ['finance on several conditions', [step(role('finance-lead'), [{ fact: 'amount', above: '0' }])]],
  ])('is not with %s', (_who, chain) => {
    expect(isSignedByFinance(chain)).toBe(false);
  });
});
