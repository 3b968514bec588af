import { describe, expect, it } from '@jest/globals';
import { GOALS, WORK, codeOf, definitionOf, payPlanOf, targetOf, templateOf, workOf } from './ready-week.js';

const WORDS = { goal: (code: string) => code, unit: () => 'pieces', template: (family: string) => `Week of ${family}` };
const ASKED = {
  rhythm: 'week' as const,
  name: 'A week',
  lead: 'Lead',
  finance: 'Finance',
  zone: 'Asia/Shanghai',
  calendar: 'CN',
  families: ['sales'],
  except: ['G1'],
};

describe('the ready week', () => {
  it('has goals for every kind of work whose weights make 100', () => {
    for (const work of WORK)
      expect([work, GOALS[work].reduce((sum, { weight }) => sum + Number(weight), 0)]).toEqual([work, 100]);
  });

  it('takes the numbers that somebody typed, and its own where nobody did', () => {
    const { goals, jobFamily } = templateOf(
      { family: 'sales', work: 'sales', targets: { orders: '12' } },
      'week',
      WORDS,
    );
    expect(jobFamily).toBe('sales');
    expect(goals.map(({ code, target }) => [code, target])).toEqual([
      ['orders', '12'],
      ['satisfaction', '90'],
    ]);
  });

  it('asks for more pieces in a month, and for the same share', () => {
    expect(GOALS.sales.map((goal) => [targetOf(goal, 'week'), targetOf(goal, 'month')])).toEqual([
      ['10', '40'],
      ['90', '90'],
    ]);
    expect(templateOf({ family: 'sales', work: 'sales', targets: {} }, 'month', WORDS).goals[0]?.target).toBe('40');
    expect(definitionOf({ ...ASKED, rhythm: 'month', pays: true })).toMatchObject({
      period: 'month',
      ruleSet: 'monthly-points',
      payPlan: 'monthly-bonus',
    });
  });

  it('guesses the work from the name of a family, in both languages', () => {
    expect(['Sales', '销售', 'UI design', '客服', 'Support', 'engineering', 'hr'].map(workOf)).toEqual([
      'sales',
      'sales',
      'design',
      'service',
      'service',
      'development',
      'office',
    ]);
  });

  it('gives each family a code, also one without a Latin letter', () => {
    expect([codeOf('UI design', 0, 'week'), codeOf('客服', 1, 'week'), codeOf('销售', 2, 'month')]).toEqual([
      'weekly-ui-design',
      'weekly-family-2',
      'monthly-family-3',
    ]);
  });

  it('has a bonus list, its chain and its plan only where it pays', () => {
    const free = definitionOf({ ...ASKED, pays: false });
    expect(free.timeline.some(({ step }) => step === 'bonus-list' || step === 'payout')).toBe(false);
    expect(free.payPlan).toBeUndefined();
    expect(free.chains['bonus-list']).toBeUndefined();
    const paying = definitionOf({ ...ASKED, pays: true });
    expect(paying.timeline.map(({ step }) => step)).toEqual(expect.arrayContaining(['bonus-list', 'payout']));
    expect(paying.payPlan).toBe('weekly-bonus');
    // Silence never signs money.
    expect(paying.chains['bonus-list']?.map(({ ladder }) => ladder.last.action)).toEqual(['hand-to-hr']);
    expect(
      payPlanOf({ name: 'B', currency: 'CNY', grades: ['P', 'M'], base: '200.00', finalDecider: 'G1' }),
    ).toMatchObject({
      baseByGrade: { P: '200.00', M: '200.00' },
      finalDecider: 'G1',
    });
  });
});
