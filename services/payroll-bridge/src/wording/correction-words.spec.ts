import { describe, expect, it } from '@jest/globals';
import { CORRECTED_PAY_CAUSES } from '@goalbeat/contracts/payroll/corrected-pay-http';
import { becomesWords, causeOf, whyWords } from './correction-words.js';

const row = {
  score: '96',
  band: 'excellent',
  scoreBefore: '88.00',
  bandBefore: 'qualified',
  batchId: null,
  byOtherPlan: false,
  undoes: false,
};
const same = { ...row, scoreBefore: '96.000', bandBefore: 'excellent' };

describe('why pay was corrected', () => {
  it('goes by what changed the person’s own money', () => {
    expect(causeOf(row)).toBe('score');
    expect(causeOf({ ...row, batchId: 'b' })).toBe('scores-republished');
    expect(causeOf({ ...same, batchId: 'b' })).toBe('others');
    expect(causeOf({ ...same, byOtherPlan: true })).toBe('pay-plan');
    expect(causeOf({ ...same, score: '', scoreBefore: '' })).toBe('others');
  });

  it('is said in both languages, with the scores', () => {
    const said = [row, { ...row, batchId: 'b' }, same, { ...same, byOtherPlan: true }];
    expect(new Set(said.map(causeOf)).size).toBe(CORRECTED_PAY_CAUSES.length);
    for (const one of said) {
      expect(whyWords(one, 'zh-CN')).not.toMatch(/[{}]/);
      expect(whyWords(one, 'en')).not.toMatch(/[{}\u4e00-\u9fff]/);
    }
    expect(whyWords(row, 'en')).toContain('96.00 (excellent) instead of 88.00 (qualified)');
    expect(whyWords(row, 'zh-CN')).toContain('96.00（优秀），原为 88.00（合格）');
    const undone = [row, same].map((one) => ({ ...one, undoes: true }));
    expect(undone.map((one) => whyWords(one, 'en'))).toEqual([
      'finance did not approve an earlier correction: your pay goes by 96.00 (excellent) again, not by 88.00 (qualified)',
      'finance did not approve an earlier correction: it is as it was before that',
    ]);
  });

  it('says what becomes of the difference', () => {
    const parts = [
      { what: 'taken-off' as const, money: '1.00 CNY' },
      { what: 'kept-back' as const, money: '2.00 CNY' },
    ];
    expect(becomesWords(parts, 'zh-CN')).toBe('1.00 CNY 从尚未发放的部分中减去；2.00 CNY 将从以后的奖金中扣回');
    expect(becomesWords([], 'en')).toBe('');
  });
});
