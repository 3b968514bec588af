import { describe, expect, it } from '@jest/globals';
import { percentile, round, shown } from './figure.js';
import { asTable } from './report.js';

describe('figures', () => {
  it('are shown with as many digits as they deserve', () => {
    expect([round(1234.6), round(12.345), round(0.4567)]).toEqual([1235, 12.3, 0.46]);
    expect(shown({ value: 0.4, unit: 's' })).toBe('0.40 s');
    expect(shown({ value: 10, unit: '' })).toBe('10');
  });

  it('know their percentiles', () => {
    const values = Array.from({ length: 100 }, (_, n) => 100 - n);
    expect([percentile(values, 0.5), percentile(values, 0.95), percentile([], 0.5)]).toEqual([50, 95, 0]);
  });
});

describe('asTable', () => {
  it('says beside each figure whether its target is met', () => {
    const of = (met: boolean | null, target: string | null) => ({
      name: 'x',
      work: 'w',
      value: 1,
      unit: 's',
      target,
      met,
      details: {},
    });
    const lines = asTable([of(true, '2 s'), of(false, '0.5 s'), of(null, null)]).split('\n');
    expect(lines.map((line) => line.split(/\s{2,}/).at(-1))).toEqual(['target', 'met', 'not met', '–']);
  });
});
