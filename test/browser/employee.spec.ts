import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { Company, PASSWORD, TEMPLATE } from '../e2e/company.js';
import { Payroll } from '../e2e/payroll.js';
import { all, present, until } from '../e2e/until.js';
import { AT, bonusStep, leadStep } from '../e2e/weekly-definition.js';
import { Browsers, DESKTOP, PHONE, hold, signIn, story } from './browser.js';
import { fine } from './fine.js';

/** One pixel. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==',
  'base64',
);
const EVERYBODY = ['H1', 'F1', 'F2', 'L1', 'S1', 'S2'] as const;

let company: Company;
let payroll: Payroll;
let browsers: Browsers;
/** S1 in English on a desk, S2 in Chinese on a phone in the dark. */
let s1: Page;
let s2: Page;

beforeAll(async () => {
  company = await Company.found({
    name: 'employee',
    people: [
      { number: 'G1', family: 'board', grade: 'M' },
      { number: 'H1', unit: 'HR', manager: 'G1', roles: 'hr-lead' },
      { number: 'F1', unit: 'FIN', manager: 'G1', roles: 'finance-reviewer' },
      { number: 'F2', unit: 'FIN', manager: 'G1', roles: 'finance-lead' },
      { number: 'L1', unit: 'SALES', manager: 'G1', grade: 'M' },
      { number: 'S1', name: 'Lin Xiaomei', unit: 'SALES', manager: 'L1' },
      { number: 'S2', name: '王小明', unit: 'SALES', manager: 'L1' },
    ],
    chains: {
      plan: [leadStep('close-planning')],
      report: [leadStep('close-confirming')],
      'bonus-list': [bonusStep('finance-reviewer')],
    },
    template: {
      ...TEMPLATE,
      goals: [
        {
          code: 'orders',
          title: 'LOGO orders',
          type: 'quantity',
          target: '10',
          unit: 'orders',
          weight: '60',
          evidenceRequired: true,
        },
        { code: 'visits', title: '客户拜访', type: 'quantity', target: '4', unit: '次', weight: '40' },
      ],
    },
  });
  payroll = await Payroll.open(company.tenantId);
  browsers = await Browsers.open();
  s1 = await browsers.seat({ language: 'en', view: DESKTOP });
  s2 = await browsers.seat({ language: 'zh-CN', view: PHONE, dark: true });
  const who = { company: company.slug, password: PASSWORD };
  await signIn(s1, 'en', { ...who, number: 'S1' });
  await signIn(s2, 'zh-CN', { ...who, number: 'S2' });
});
afterAll(async () => {
  await browsers.close();
  await payroll.close();
});

const lead = (number: string): string => (number.startsWith('S') ? 'L1' : 'G1');

async function decide(number: string, kind: string, decision: 'approve' | 'return', subjectId?: string): Promise<void> {
  const task = await company.onDesk(number, kind, subjectId);
  const client = await company.as(number);
  await client.decide(kind === 'bonus-list' ? 'payroll' : 'goals', present(task.approvalId, 'approval'), {
    taskId: task.taskId,
    taskVersion: task.version,
    decision,
    ...(decision === 'return' ? { comment: 'Twelve orders, as we said on Friday' } : {}),
  });
}

const part = story(() => browsers.seen());

describe('an employee’s week', () => {
  it(
    'says what to do while there are no goals, and shows them the moment they are out',
    part(async () => {
      await s1.getByRole('heading', { name: 'No goals yet' }).waitFor();
      await fine(s1, 'week-empty');
      await company.issue();
      await s1.getByRole('heading', { name: 'LOGO orders' }).waitFor();
      await s2.getByRole('heading', { name: '客户拜访' }).waitFor();
      await fine(s1, 'week-plan');
      await fine(s2, 'week-plan-phone');
      expect(browsers.trouble).toEqual([]);
    }),
  );

  it(
    'hands plans in, is told at once that one came back, and mends it',
    part(async () => {
      await s2.getByRole('button', { name: '提交计划' }).click();
      await s2.getByText('计划待审批').waitFor();
      await s1.getByRole('button', { name: 'Hand in the plan' }).click();
      await s1.getByText('Plan being decided').waitFor();
      await decide('L1', 'plan', 'return', (await company.sheetOf('S1')).id);
      await s1.getByText('Plan returned').waitFor();
      await fine(s1, 'week-returned');

      const orders = s1.getByRole('listitem').filter({ hasText: 'LOGO orders' });
      await orders.getByLabel('Weight').fill('70');
      await s1.getByText('they must be 100').waitFor();
      expect(await s1.getByRole('button', { name: 'Hand in the plan' }).isDisabled()).toBe(true);
      await orders.getByLabel('Weight').fill('60');
      await orders.getByLabel('Target').fill('12');
      await s1.getByRole('button', { name: 'Hand in the plan' }).click();
      await s1.getByText('Plan being decided').waitFor();
      await s1.getByRole('heading', { name: 'Changed since it was returned' }).waitFor();
      expect(await company.sheetOf('S1')).toMatchObject({
        state: 'plan-submitted',
        goals: [{ target: '12' }, { target: '4' }],
      });

      for (const number of ['H1', 'F1', 'F2', 'L1']) await company.submitPlan(number);
      for (const number of EVERYBODY) await decide(lead(number), 'plan', 'approve', (await company.sheetOf(number)).id);
      await s1.getByText('Under way').waitFor();
    }),
  );

  it(
    'keeps progress at once, and what was typed wrong goes nowhere',
    part(async () => {
      await s2.getByText('执行中').waitFor();
      const visits = s2.getByRole('listitem').filter({ hasText: '客户拜访' });
      await visits.getByLabel('客户拜访 的进度').fill('三');
      await visits.getByText('请填写数字').waitFor();
      expect(await visits.getByRole('button', { name: '保存' }).isDisabled()).toBe(true);
      await visits.getByLabel('客户拜访 的进度').fill('3');
      await visits.getByRole('button', { name: '保存' }).click();
      await s2.getByText('进度已保存').waitFor();
      await until('progress', async () => ((await company.sheetOf('S2')).goals[1]?.actual === '3' ? true : undefined));
      await fine(s2, 'week-work-phone');
    }),
  );

  it(
    'reports with evidence on Friday, and not without',
    part(async () => {
      await company.clock.travelTo(AT.askReport);
      await company.done('ask-report');
      await s1.getByRole('button', { name: 'Hand in the report' }).waitFor();
      const goal = (page: Page, title: string) => page.getByRole('listitem').filter({ hasText: title });
      await goal(s1, 'LOGO orders').getByText('Partly', { exact: true }).click();
      await goal(s1, 'LOGO orders').getByLabel('Actual').fill('11');
      await goal(s1, '客户拜访').getByText('Done', { exact: true }).click();
      expect(await goal(s1, '客户拜访').getByLabel('Actual').inputValue()).toBe('4');
      await s1.getByRole('button', { name: 'Hand in the report' }).click();
      await s1.getByText('This goal needs evidence').waitFor();
      expect((await company.sheetOf('S1')).state).toBe('planned');
      // What was typed is still there when the page is loaded again.
      await s1.reload();
      await goal(s1, 'LOGO orders').getByLabel('Actual').waitFor();
      expect(await goal(s1, 'LOGO orders').getByLabel('Actual').inputValue()).toBe('11');
      await s1
        .getByLabel('Choose files for LOGO orders')
        .setInputFiles({ name: 'orders.png', mimeType: 'image/png', buffer: PNG });
      await s1.getByRole('button', { name: 'orders.png' }).waitFor();
      await s1.getByText('Everything is there.').waitFor();
      await fine(s1, 'week-report');
      await s1.getByRole('button', { name: 'Hand in the report' }).click();
      await s1.getByText('Report being confirmed').waitFor();

      await goal(s2, 'LOGO orders').getByText('已完成', { exact: true }).click();
      await goal(s2, '客户拜访').getByText('已完成', { exact: true }).click();
      await s2
        .getByLabel('为 LOGO orders 拍照')
        .setInputFiles({ name: '订单.png', mimeType: 'image/png', buffer: PNG });
      await s2.getByRole('button', { name: '订单.png' }).waitFor();
      await fine(s2, 'week-report-phone');
      await s2.getByRole('button', { name: '提交填报' }).click();
      await s2.getByText('填报待确认').waitFor();
      expect(await company.sheetOf('S2')).toMatchObject({ state: 'report-submitted', completion: '100.00' });
    }),
  );

  it(
    'reads its score, computed anew, and takes it apart',
    part(async () => {
      await decide('L1', 'report', 'approve', (await company.sheetOf('S1')).id);
      await decide('L1', 'report', 'approve', (await company.sheetOf('S2')).id);
      await s1.getByText('Confirmed', { exact: true }).waitFor();
      await s1.getByRole('link', { name: 'My results' }).click();
      await s1.getByRole('heading', { name: 'No results yet' }).waitFor();
      await company.clock.travelTo(AT.publish);
      await company.done('publish');
      await s1.getByText('Computed anew just now: the same digits').waitFor();
      const orders = s1.getByRole('listitem').filter({ hasText: 'LOGO orders' }).last();
      await orders.getByText('LOGO orders').click();
      await orders.getByText('11 orders').waitFor();
      await fine(s1, 'results');
      expect(browsers.trouble).toEqual([]);
    }),
  );

  it(
    'reads in both languages how its money was computed, once payroll has paid it',
    part(async () => {
      await company.clock.travelTo(AT.bonusList);
      await company.done('bonus-list');
      const hr = await company.hr;
      const lists = await until('the bonus lists', async () => {
        const items = await all(hr.bonusLists({ cycle: company.cycleId }));
        return items.length === 2 ? items : undefined;
      });
      const main = present(
        lists.find(({ part: which }) => which === 'main'),
        'main list',
      );
      await s1.getByRole('link', { name: 'My pay' }).click();
      await s1.getByRole('heading', { name: 'No bonus yet' }).waitFor();
      const signers = present(
        lists.find(({ part: which }) => which === 'signers'),
        'signers’ list',
      );
      for (const list of lists) await hr.submitBonusList(list.id, list.version);
      await decide('F1', 'bonus-list', 'approve', main.id);
      await decide('G1', 'bonus-list', 'approve', signers.id);
      await company.clock.travelTo(AT.payout);
      await s1.getByText('Payroll has paid it.').waitFor();
      await s1.getByRole('listitem').filter({ hasText: '200.00' }).first().waitFor();
      await fine(s1, 'pay');
      await s2.getByRole('link', { name: '我的奖金' }).click();
      await s2.getByText('薪资系统已发放。').waitFor();
      await s2
        .getByText(/基数.*200\.00/)
        .first()
        .waitFor();
      await fine(s2, 'pay-phone');
      expect(browsers.trouble).toEqual([]);
    }),
  );

  it(
    'finds all of it in the archive, and the notices that told of it',
    part(async () => {
      // Its script comes late: the page before, where the same week stands, takes no click that is meant for the archive.
      const letGo = await hold(s1, /archive\.page/);
      await s1.getByRole('link', { name: 'Archive' }).click();
      await s1.locator('main[aria-busy="true"]').waitFor();
      letGo();
      const week = s1.getByRole('listitem').filter({ hasText: 'Week 47, 2026' });
      await week.getByText('¥200.00').waitFor();
      await week.getByText('Week 47, 2026').click();
      await week.getByRole('button', { name: 'orders.png' }).waitFor();
      await fine(s1, 'archive');
      await s2.getByRole('link', { name: /^通知/ }).click();
      await s2
        .getByText(/已发放/)
        .first()
        .waitFor();
      await fine(s2, 'notices-phone');
      await s2.getByRole('button', { name: /全部标为已读/ }).click();
      await s2.getByRole('button', { name: /全部标为已读/ }).waitFor({ state: 'hidden' });
      await s2.getByLabel('开始').fill('22:00');
      await s2.getByRole('button', { name: '保存' }).click();
      await s2.getByText('免打扰时段已保存').waitFor();
      const kept = await (await company.as('S2')).transport.get('/api/directory/v1/me/quiet-hours');
      expect(kept).toMatchObject({ quietHours: { from: '22:00', to: '08:00' } });
    }),
  );

  it(
    'hands its decisions over, and takes them back',
    part(async () => {
      await s1.getByRole('link', { name: 'Delegation' }).click();
      await s1.getByLabel('To (employee number)').fill('NOBODY');
      await s1.getByRole('button', { name: 'Hand over', exact: true }).click();
      await s1.getByRole('alert').filter({ hasText: 'NOBODY' }).waitFor();
      await s1.getByLabel('To (employee number)').fill('S2');
      await s1.getByRole('button', { name: 'Hand over', exact: true }).click();
      await s1.getByText('In force', { exact: true }).waitFor();
      await s1.getByText('Somebody decides for you').waitFor();
      await fine(s1, 'delegation');
      await s1.getByRole('button', { name: 'End it now' }).first().click();
      await s1.getByRole('dialog').getByRole('button', { name: 'End it now' }).click();
      await s1.getByText('Ended early').waitFor();
      // Shown before it is so; said once it is.
      await s1.getByText('Ended; open tasks are yours again').waitFor();
      const { items } = await (
        await company.as('S1')
      ).transport.get<{ items: { cancelled: boolean }[] }>('/api/directory/v1/delegations');
      expect(items.map(({ cancelled }) => cancelled)).toEqual([true]);
    }),
  );

  it('broke nothing in the browser’s log', () => {
    expect(browsers.trouble).toEqual([]);
  });
});
