import { expect, it } from '@jest/globals';
import { compareRatio, ONE } from '../exact/ratio.js';
import { attainment, type MeasuredGoal } from './attainment.js';
import { outOfReach } from './out-of-reach.js';

const quantity: MeasuredGoal = { type: 'quantity', direction: 'higher', target: '0' };

it.each(['quantity', 'amount', 'percentage', 'duration', 'rating'] as const)('nobody does more %s than 0', (type) => {
  expect(outOfReach({ ...quantity, type })).toBe(true);
  expect(outOfReach({ ...quantity, type, target: '0.000' })).toBe(true);
  expect(outOfReach({ ...quantity, type, target: '0.01' })).toBe(false);
  expect(outOfReach({ ...quantity, type, direction: 'lower' })).toBe(false);
});

it('leaves what can be reached', () => {
  expect(outOfReach({ ...quantity, type: 'yes-no' })).toBe(false);
  expect(outOfReach({ ...quantity, type: 'milestone' })).toBe(false);
  for (const baseline of ['-10', '0']) {
    const from = { ...quantity, baseline };
    expect(outOfReach(from)).toBe(false);
    expect(compareRatio(attainment(from, '1'), ONE)).not.toBe(-1);
  }
  expect(compareRatio(attainment(quantity, '1'), ONE)).toBe(-1);
});
