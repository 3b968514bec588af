import { describe, expect, it } from '@jest/globals';
import { explainWords, reasonWords } from './explain-words.js';

const line = {
  period: '2026-W47',
  score: '104',
  band: 'excellent',
  currency: 'CNY',
  explain: [
    { code: 'base', values: { grade: 'P5', base: '500' }, result: '500/1' },
    { code: 'multiplier', values: { band: 'excellent', multiplier: '1.5' }, result: '750/1' },
    { code: 'prorated', values: { workedDays: '5', fullDays: '5' }, result: '750/1' },
    { code: 'rounded', values: { rounding: 'half-up' }, result: '750.00' },
  ],
};

describe('reasonWords', () => {
  it('says score, band, base and multiplier in one line', () => {
    expect(reasonWords(line, 'zh-CN')).toBe('2026-W47 得分 104.00（优秀），基数 500.00 × 1.5 = 750.00');
    expect(reasonWords(line, 'en')).toBe('2026-W47: score 104.00 (excellent), base 500.00 × 1.5 = 750.00');
  });

  it('says a short week, a cap and an adjustment', () => {
    const explain = [
      ...line.explain.slice(0, 2),
      { code: 'prorated', values: { workedDays: '3', fullDays: '5' }, result: '450/1' },
      { code: 'rounded', values: {}, result: '450.00' },
      { code: 'capped', values: { cap: '400' }, result: '400.00' },
      { code: 'adjusted', values: { from: '400.00', reason: '补上周差额' }, result: '420.00' },
    ];
    expect(reasonWords({ ...line, explain }, 'zh-CN')).toBe(
      '2026-W47 得分 104.00（优秀），基数 500.00 × 1.5 × 3/5 = 450.00，超过上限，按上限 400.00 CNY，人事由 400.00 调整为 420.00 CNY：补上周差额',
    );
  });

  it('says that the plan has no entry', () => {
    const explain = [{ code: 'no-rate', values: { grade: 'P9', band: 'excellent' }, result: '0.00' }];
    expect(reasonWords({ ...line, explain }, 'en')).toContain('The pay plan has no entry for grade P9');
  });
});

describe('explainWords', () => {
  it('gives a sentence a step', () => {
    expect(explainWords(line, 'zh-CN')).toEqual([
      '2026-W47 得分 104.00，等级优秀',
      '职级 P5 的基数为 500.00 CNY',
      '绩效等级优秀，系数 × 1.5',
      '出勤 5 天，应出勤 5 天',
      '四舍五入后为 750.00 CNY',
    ]);
  });
});
