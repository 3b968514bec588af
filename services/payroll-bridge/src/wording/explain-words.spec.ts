import { describe, expect, it } from '@jest/globals';
import { EXPLAIN_CODES } from '@goalbeat/domain/pay/pay-plan';
import { EXPLAIN_CODES_V2 } from '@goalbeat/domain/pay/pay-plan-v2';
import { explainWords, reasonWords, type StoredStep } from './explain-words.js';
import { EN, ZH } from './step-words.js';

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

describe('plans of version 2', () => {
  const say = (explain: StoredStep[], language: 'zh-CN' | 'en', currency = 'CNY'): string[] =>
    explainWords({ ...line, currency, explain }, language).slice(1);
  const pool = {
    code: 'pool',
    values: {
      pool: '100.00',
      score: '104.000000',
      base: '500',
      workedDays: '3',
      fullDays: '5',
      weight: '31200/1',
      weights: '93600/1',
      odd: '1',
    },
    result: '33.34',
  };
  const extra = {
    code: 'team-extra',
    values: {
      unit: 'sales',
      completion: '1.125000',
      above: '1.1',
      share: '0.1',
      unitTotal: '100.00',
      unitExtra: '10.00',
      part: '3.33',
      odd: '0',
    },
    result: '36.67',
  };
  const converted = {
    code: 'converted',
    values: { from: 'CNY', to: 'JPY', rate: '21.505', asOf: '2026-11-20', source: 'PBOC', rounding: 'half-up' },
    result: '789',
  };

  it('says pool, team extra and conversion, each figure in its own currency', () => {
    expect(say([pool, extra, converted], 'en', 'JPY')).toEqual([
      'Pool 100.00 CNY, by score × base (104.00 × 500.00 × 3/5) a share of 33.3333%: 33.34 CNY',
      'sales completed 112.5%, above 110%: the team adds 10.00 CNY (10% of 100.00), 3.33 of it by your bonus, together 36.67 CNY',
      'At the rate of 2026-11-20, 1 CNY = 21.505 JPY (PBOC): 789 JPY',
    ]);
    expect(say([pool, extra, converted], 'zh-CN', 'JPY')).toEqual([
      '奖金池 100.00 CNY，按得分 × 基数（104.00 × 500.00 × 3/5）占 33.3333%，分得 33.34 CNY',
      'sales 完成率 112.5%，超过 110%，团队奖励 10.00 CNY（奖金总额 100.00 的 10%），按奖金比例分得 3.33，合计 36.67 CNY',
      '按 2026-11-20 汇率 1 CNY = 21.505 JPY（PBOC）折合 789 JPY',
    ]);
    const empty = {
      ...pool,
      values: { ...pool.values, unit: 'design', weight: '0/1', weights: '0/1' },
      result: '0.00',
    };
    expect(say([empty], 'en')[0]).toContain('Pool of design 100.00 CNY');
    expect(say([empty], 'en')[0]).toContain('a share of 0%');
  });

  it('says what a band, a point and a short week are worth in one line', () => {
    const band = { code: 'band-amount', values: { band: 'excellent', amount: '800' }, result: '800/1' };
    const days = { code: 'prorated', values: { workedDays: '3', fullDays: '5' }, result: '480/1' };
    expect(reasonWords({ ...line, explain: [band, days] }, 'en')).toBe(
      '2026-W47: score 104.00 (excellent), Band excellent: 800.00 CNY, 3 of 5 working days',
    );
    const points = { code: 'points', values: { grade: 'P5', score: '260/3', amount: '3.5' }, result: '910/3' };
    expect(reasonWords({ ...line, explain: [points] }, 'zh-CN')).toBe(
      '2026-W47 得分 104.00（优秀），得分 86.67 × 每分 3.50 CNY',
    );
  });

  it('has words for every step that a plan can tell, in both languages', () => {
    for (const code of [...EXPLAIN_CODES, ...EXPLAIN_CODES_V2]) {
      expect([typeof ZH[code], typeof EN[code]]).toEqual(['function', 'function']);
    }
  });
});
