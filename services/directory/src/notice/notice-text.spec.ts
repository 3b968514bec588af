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
    expect(text('paid', { ...values, amount: '1200.5', currency: 'POINTS' }, 'zh-CN')).toBe(
      '2026-W47 的奖金 1,200.5 POINTS 已发放：优秀',
    );
    expect(text('paid', values, 'en')).toBe(
      'Your bonus for 2026-W47, CN¥1,234,567,890,123.45, has been paid: excellent',
    );
    const dated = { ...values, paidAt: '2026-11-24T01:00:00.000Z' };
    expect(text('paid', dated, 'zh-CN')).toBe(
      '2026-W47 的奖金 ¥1,234,567,890,123.45 已发放（2026年11月24日 09:00）：优秀',
    );
    expect(text('paid', dated, 'en')).toBe(
      'Your bonus for 2026-W47, CN¥1,234,567,890,123.45, has been paid on Nov 24, 2026, 9:00 AM: excellent',
    );
  });

  it('says that pay is held, and how much where that is known', () => {
    const values = { period: '2026-W47', reason: '暂缓发放：正在核实。', reasonEn: 'Not paid yet: it is looked into.' };
    const known = { ...values, amount: '750.00', currency: 'CNY' };
    expect(text('pay-held', known, 'zh-CN')).toBe('2026-W47 的奖金 ¥750.00，暂缓发放：正在核实。');
    expect(text('pay-held', known, 'en')).toBe('Your bonus for 2026-W47, CN¥750.00. Not paid yet: it is looked into.');
    expect(text('pay-held', values, 'zh-CN')).toBe('2026-W47 的奖金，暂缓发放：正在核实。');
    expect(text('pay-held', values, 'en')).toBe('Your bonus for 2026-W47. Not paid yet: it is looked into.');
  });

  it('says what a correction made of somebody’s pay, and what becomes of the difference', () => {
    const values = {
      period: '2026-W47',
      before: '750.00',
      after: '500.00',
      difference: '-250.00',
      currency: 'CNY',
      reason: '从以后的奖金中扣回',
      reasonEn: 'kept back from your next bonus',
    };
    expect(text('pay-corrected', values, 'zh-CN')).toBe(
      '2026-W47 的奖金由 ¥750.00 更正为 ¥500.00（-¥250.00）：从以后的奖金中扣回',
    );
    expect(text('pay-corrected', { ...values, currency: 'POINTS', difference: '250.00' }, 'en')).toBe(
      'Your bonus for 2026-W47 is 500.00 POINTS instead of 750.00 POINTS (+250.00 POINTS): kept back from your next bonus',
    );
  });

  it('says that payouts are stopped, what is on its way, and that they go on', () => {
    const values = { waiting: '3', withPayroll: '2', reason: '金额可疑', reasonEn: 'odd amounts' };
    expect(text('payouts-stopped', values, 'zh-CN')).toBe('发放已停止（待发 3 笔，薪资系统处理中 2 笔）：金额可疑');
    expect(text('payouts-stopped', values, 'en')).toBe(
      'Payouts are stopped (3 wait here, 2 are with payroll): odd amounts',
    );
    expect(text('payouts-released', { reason: '已核实' }, 'zh-CN')).toBe('发放已由两人恢复：已核实');
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

  it('says for whom one decides, what, until when, and how much there is', () => {
    const given = { giver: '王总', giverNumber: 'E1', from: '2026-11-25T00:00:00Z', until: '2026-11-28T10:00:00Z' };
    expect(text('delegation-began', { ...given, tasks: '3' }, 'zh-CN')).toBe(
      '您现在代 王总（E1）审批，至 2026年11月28日 18:00，现有 3 项待办',
    );
    expect(text('delegation-began', { ...given, tasks: '0', kinds: 'plan,report' }, 'en')).toBe(
      'You decide on behalf of 王总 (E1) (plans, reports) until Nov 28, 2026, 6:00 PM',
    );
    expect(text('delegation-ended', { ...given, tasks: '1' }, 'zh-CN')).toBe(
      '您代 王总（E1）审批已于 2026年11月28日 18:00 结束，1 项未决待办已交还',
    );
    expect(text('delegation-returned', { delegate: '李', delegateNumber: 'E2', until: given.until }, 'en')).toBe(
      '李 (E2) no longer decides on your behalf: it ended Nov 28, 2026, 6:00 PM',
    );
    expect(text('delegation-planned', given, 'zh-CN')).toBe(
      '王总（E1）请您在 2026年11月25日 08:00 至 2026年11月28日 18:00 期间代为审批',
    );
  });

  it('of a kind that is not known still says what it is about', () => {
    expect(text('something-new', { title: 'Ann' }, 'en')).toBe('A notice for you: Ann');
  });
});
