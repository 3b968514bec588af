import { describe, expect, it } from '@jest/globals';
import { ratioToString } from '../exact/ratio.js';
import { attainment } from './attainment.js';
import { resolveTarget } from './resolve-target.js';

describe('resolveTarget', () => {
  it.each([
    ['value', 'higher', '25', null, '25'],
    ['percentage-points', 'higher', '5', '20', '25'],
    ['relative-change', 'higher', '5', '20', '21'],
    ['percentage-points', 'lower', '5', '20', '15'],
    ['relative-change', 'lower', '5', '20', '19'],
    ['relative-change', 'higher', '10', '100', '110'],
    ['percentage-points', 'lower', '20', '20', '0'],
    ['relative-change', 'higher', '33.3', '0.07', '0.09331'],
    ['percentage-points', 'higher', '100', '0', '100'],
  ] as const)('%s, %s is better: %s from %s makes %s', (targetIs, direction, target, baseline, value) => {
    expect(resolveTarget({ targetIs, direction, target, baseline })).toBe(value);
  });

  it('needs something to move from', () => {
    for (const targetIs of ['percentage-points', 'relative-change'] as const) {
      expect(() => resolveTarget({ targetIs, direction: 'higher', target: '5', baseline: null })).toThrow(
        expect.objectContaining({ code: 'validation', field: 'baseline' }),
      );
    }
  });

  it('makes half of the points half of the way, and points are not a relative change', () => {
    const goal = { type: 'percentage', direction: 'higher', baseline: '20' } as const;
    const points = resolveTarget({ ...goal, targetIs: 'percentage-points', target: '5' });
    const relative = resolveTarget({ ...goal, targetIs: 'relative-change', target: '5' });
    expect(ratioToString(attainment({ ...goal, target: points }, '22.5'))).toBe('1/2');
    expect(ratioToString(attainment({ ...goal, target: relative }, '22.5'))).toBe('5/2');
  });
});
