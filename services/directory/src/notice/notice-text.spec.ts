import { describe, expect, it } from '@jest/globals';
import { noticeText } from './notice-text.js';

describe('the text of a notice', () => {
  const text = (kind: string, values: Record<string, string>, language: 'zh-CN' | 'en') =>
    noticeText(kind, values, language, 'Asia/Shanghai');

  it('leaves out what there is no value for', () => {
    expect(text('reminder', { title: '赵一' }, 'zh-CN')).toBe('催办：请处理「赵一」');
    expect(text('returned', { title: 'Ann' }, 'en')).toBe('“Ann” was returned');
  });

  it('says a deadline in the zone of the company', () => {
    expect(text('reminder', { todo: 'make-report', dueAt: '2026-11-27T12:00:00.000Z' }, 'zh-CN')).toBe(
      '催办：请处理「填报完成情况」（截止 2026年11月27日 20:00）',
    );
  });

  it('says an amount exactly and the reason in the reader’s language', () => {
    const values = {
      period: '2026-W47',
      amount: '1234567890123.45',
      currency: 'CNY',
      reason: '优秀',
      reasonEn: 'excellent',
    };
    expect(text('paid', values, 'zh-CN')).toBe('2026-W47 的奖金 ¥1,234,567,890,123.45 已发放：优秀');
    expect(text('paid', values, 'en')).toBe(
      'Your bonus for 2026-W47, CN¥1,234,567,890,123.45, has been paid: excellent',
    );
  });

  it('says the figures of the weekly report', () => {
    const values = { period: '2026-W47', definition: '周目标考核', people: '59', completion: '98.31' };
    expect(text('weekly-report', values, 'en')).toBe(
      'Weekly report 2026-W47, 周目标考核: 59 people, completion 98.31%',
    );
    expect(text('weekly-report', values, 'zh-CN')).toBe('2026-W47 周报「周目标考核」：59 人，完成率 98.31%');
  });

  it('says the band in Chinese as the payment does, and a company’s own code as it is', () => {
    const result = (band: string, language: 'zh-CN' | 'en') =>
      text('result-published', { period: '2026-W47', score: '106.00', band }, language);
    expect(result('excellent', 'zh-CN')).toBe('2026-W47 绩效结果已发布：106.00 分，等级 优秀');
    expect(result('excellent', 'en')).toBe('Your result for 2026-W47: 106.00 points, band excellent');
    expect(result('star', 'zh-CN')).toBe('2026-W47 绩效结果已发布：106.00 分，等级 star');
  });

  it('of a kind that is not known still says what it is about', () => {
    expect(text('something-new', { title: 'Ann' }, 'en')).toBe('A notice for you: Ann');
  });
});
