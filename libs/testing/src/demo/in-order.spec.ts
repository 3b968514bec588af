import { describe, expect, it } from '@jest/globals';
import { InOrder } from './in-order.js';

describe('InOrder', () => {
  it('prints by business time what was told within a moment, and nothing before the moment is over', () => {
    let now = 0;
    const printed: string[] = [];
    const order = new InOrder(() => now);
    order.add('2026-11-16T06:35:00.000Z', () => printed.push('told at once'));
    now = 400;
    order.settle();
    expect(printed).toEqual([]);
    order.add('2026-11-16T06:16:00.000Z', () => printed.push('read from the log'));
    order.add('2026-11-16T07:00:00.000Z', () => printed.push('later'));
    now = 1_000;
    order.settle();
    expect(printed).toEqual(['read from the log', 'told at once']);
    order.flush();
    expect(printed.at(-1)).toBe('later');
  });
});
