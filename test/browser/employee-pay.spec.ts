import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { Company, PASSWORD } from '../e2e/company.js';
import { Payroll } from '../e2e/payroll.js';
import { all, present, until } from '../e2e/until.js';
import { AT, bonusStep } from '../e2e/weekly-definition.js';
import { Browsers, DESKTOP, PHONE, signIn, story } from './browser.js';
import { fine } from './fine.js';
import { weekUntilBonusList } from './signed-week.js';

let company: Company;
let payroll: Payroll;
let browsers: Browsers;
/** S1 in English on a desk, S2 in Chinese on a phone in the dark. */
let s1: Page;
let s2: Page;
/** The run that pays S2 more. */
let runId = '';

beforeAll(async () => {
  company = await Company.found({
    name: 'employee-pay',
    people: [
      { number: 'G1', family: 'board', grade: 'M' },
      { number: 'H1', unit: 'HR', manager: 'G1', family: 'board', roles: 'hr-lead' },
      { number: 'F1', unit: 'FIN', manager: 'G1', family: 'board', roles: 'finance-reviewer' },
      { number: 'S1', name: 'Lin Xiaomei', unit: 'SALES', manager: 'G1' },
      { number: 'S2', name: '王小明', unit: 'SALES', manager: 'G1' },
    ],
    chains: { 'bonus-list': [bonusStep('finance-reviewer')] },
    // Who reports nothing is unqualified, and paid all the same: this is about the money, not about the week.
    payPlan: { multiplierByBand: { excellent: '1.5', qualified: '0.5', unqualified: '1' } },
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

const part = story(() => browsers.seen());

async function sign(which: string): Promise<void> {
  const hr = await company.hr;
  const list = await until('the bonus list', async () =>
    (await all(hr.bonusLists({ cycle: company.cycleId }))).find((one) => one.runId === which || which === ''),
  );
  await hr.submitBonusList(list.id, list.version);
  const task = await company.onDesk('F1', 'bonus-list', list.id);
  await (
    await company.as('F1')
  ).decide('payroll', present(task.approvalId, 'approval'), {
    taskId: task.taskId,
    taskVersion: task.version,
    decision: 'approve',
  });
}

describe('pay that was corrected', () => {
  it(
    'was paid first, as my pay says',
    part(async () => {
      await weekUntilBonusList(company);
      await sign('');
      await company.clock.travelTo(AT.payout);
      await s1.goto('/my-payouts');
      await s1.getByText('Payroll has paid it.').waitFor();
      await s2.goto('/my-payouts');
      await s2.getByText('薪资系统已发放。').waitFor();
      expect(await s1.getByText('Corrected', { exact: true }).count()).toBe(0);
      expect(browsers.trouble).toEqual([]);
    }),
  );

  it(
    'says at once that it went down: from what to what, why, and what is kept back',
    part(async () => {
      const hr = await company.hr;
      const body = {
        cycleId: company.cycleId,
        reason: 'Orders of week 47 were booked twice',
        scores: [
          { personId: company.personId('S1'), score: '90', band: 'qualified', evidence: 'order book' },
          { personId: company.personId('S2'), score: '110', band: 'excellent', evidence: 'order book' },
        ],
      };
      const path = '/api/payroll/v1/off-cycle-runs/corrections';
      const { fingerprint } = await hr.transport.post<{ fingerprint: string }>(path, { ...body, dryRun: true });
      const made = await hr.transport.post<{ runIds: string[] }>(path, { ...body, dryRun: false, fingerprint });
      runId = present(made.runIds[0], 'run that pays more');
      // No reload: the notice brings it.
      await s1.getByText('Still to be kept back').waitFor();
      await s1.getByText(/HR corrected the score that your pay goes by: 90\.00 \(qualified\) instead of/).waitFor();
      await s1.getByText(/less 200\.00 CNY already due: 100\.00 CNY less/).waitFor();
      expect(await s1.getByText('booked twice').count()).toBe(0);
      await fine(s1, 'pay-corrected');
      await s1.getByRole('link', { name: 'My results' }).click();
      const result = s1.getByRole('listitem').filter({ hasText: 'HR corrected the score that your pay goes by' });
      await result.first().waitFor();
      await fine(s1, 'results-corrected');
      await result.first().getByRole('link', { name: 'My pay' }).click();
      await s1.getByText('Still to be kept back').waitFor();
      await s1.getByRole('link', { name: 'Notices', exact: true }).click();
      await s1
        .getByText(/Your bonus for .*100\.00 instead of .*200\.00/)
        .first()
        .waitFor();
      expect(browsers.trouble).toEqual([]);
    }),
  );

  it(
    'says that it went up once finance has signed it, and not before',
    part(async () => {
      expect(await s2.getByText('已更正').count()).toBe(0);
      await sign(runId);
      await s2.getByText('已更正').waitFor();
      await s2.getByText(/人力资源更正了计奖得分：110\.00（优秀），原为/).waitFor();
      await s2.getByRole('listitem').filter({ hasText: '300.00' }).first().waitFor();
      await until('the difference paid', async () =>
        (await s2.getByText('薪资系统已发放。').count()) === 2 ? true : undefined,
      );
      await fine(s2, 'pay-corrected-phone');
      await s2.getByRole('link', { name: /^通知/ }).click();
      await s2
        .getByText(/另行发放/)
        .first()
        .waitFor();
      expect(browsers.trouble).toEqual([]);
    }),
  );
});
