import { describe, expect, it } from '@jest/globals';
import { changeOf, type Wanted } from './wanted.js';

const EMPTY: Wanted = {
  kind: 'target',
  goal: '',
  number: '',
  scope: 'everybody',
  whose: { template: '', unit: '', person: '' },
  template: '',
  step: undefined,
  at: undefined,
  version: null,
};
const CODES = { ruleSet: 'points', payPlan: 'bonus' };
const change = (part: Partial<Wanted>) => changeOf({ ...EMPTY, ...part }, CODES);

describe('the change that a form means', () => {
  it('is nothing while something is missing', () => {
    expect(change({})).toBeUndefined();
    expect(change({ goal: 'orders', number: 'many' })).toBeUndefined();
    expect(change({ goal: 'orders', number: '0' })).toBeUndefined();
    expect(change({ goal: 'orders', number: '12', scope: 'unit' })).toBeUndefined();
    expect(change({ kind: 'deadline', step: 'close-reporting' })).toBeUndefined();
    expect(change({ kind: 'template' })).toBeUndefined();
  });

  it('names whose it is, and nothing that was chosen for another kind', () => {
    expect(change({ goal: 'orders', number: ' 12.5 ' })).toEqual({ kind: 'target', goal: 'orders', target: '12.5' });
    const whose = { template: 'sales', unit: 'S1', person: 'p' };
    expect(change({ kind: 'weight', goal: 'orders', number: '30', scope: 'unit', whose })).toEqual({
      kind: 'weight',
      goal: 'orders',
      unit: 'S1',
      weight: '30',
    });
    expect(change({ kind: 'template', template: 'sales', whose, goal: 'orders' })).toEqual({
      kind: 'template',
      template: 'sales',
    });
  });

  it('is of the rules that the cycle has', () => {
    expect(change({ kind: 'rule-set' })).toEqual({ kind: 'rule-set', ruleSet: 'points' });
    expect(change({ kind: 'pay-plan', version: 3 })).toEqual({ kind: 'pay-plan', payPlan: 'bonus', version: 3 });
    expect(changeOf({ ...EMPTY, kind: 'pay-plan' }, { ruleSet: 'points', payPlan: null })).toBeUndefined();
  });
});
