import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { Company, PASSWORD } from '../e2e/company.js';
import { Payroll } from '../e2e/payroll.js';
import { until } from '../e2e/until.js';
import { leadStep } from '../e2e/weekly-definition.js';
import { Browsers, DESKTOP, PHONE, signIn, story } from './browser.js';
import { choose, fine, giveReason } from './fine.js';

let company: Company;
let payroll: Payroll;
let browsers: Browsers;
/** Operations in Chinese at a desk; the administrator in English, on a phone in the dark. */
let ops: Page;
let admin: Page;

beforeAll(async () => {
  company = await Company.found({
    name: 'operations',
    people: [
      { number: 'G1', family: 'board', grade: 'M' },
      { number: 'H1', name: 'Hua HR', unit: 'HR', manager: 'G1', family: 'board', roles: 'hr-lead' },
      { number: 'F1', unit: 'FIN', manager: 'G1', family: 'board', roles: 'finance-reviewer' },
      { number: 'O1', name: '欧阳运维', unit: 'IT', manager: 'G1', family: 'board', roles: 'ops' },
      { number: 'A1', name: 'Ada Admin', unit: 'IT', manager: 'G1', family: 'board', roles: 'admin' },
      { number: 'S1', name: 'Seller S1', unit: 'SALES', manager: 'G1' },
    ],
    chains: { plan: [leadStep('close-planning')] },
  });
  payroll = await Payroll.open(company.tenantId);
  browsers = await Browsers.open();
  const who = (number: string) => ({ company: company.slug, number, password: PASSWORD });
  ops = await browsers.seat({ language: 'zh-CN', view: DESKTOP });
  admin = await browsers.seat({ language: 'en', view: PHONE, dark: true });
  await signIn(ops, 'zh-CN', who('O1'));
  await signIn(admin, 'en', who('A1'));
});
afterAll(async () => {
  await browsers.close();
  await payroll.close();
});

const part = story(() => browsers.seen());

describe('operations', () => {
  it(
    'sees how everything is, and tries a message again that nobody could read',
    part(async () => {
      await ops.goto('/operations');
      await ops.getByText('全部正常').waitFor();
      // Payroll rejects something, and does not say why: that is no answer.
      payroll.answer({ payoutId: '0199a000-0000-7000-8000-00000000dead', outcome: 'rejected' });
      const letters = ops.getByRole('region', { name: '滞留消息' });
      await letters.getByRole('button', { name: '重放' }).waitFor();
      await letters.getByText('薪资对接 goalbeat.payroll-answers').waitFor();
      await fine(ops, 'operations');
      // It is payroll's: among those of goals it is not.
      await choose(letters, '按服务筛选', '目标');
      await letters.getByText('没有。无法读取或处理的消息会留在这里').waitFor();
      await choose(letters, '按服务筛选', '全部服务');
      // It cannot be read the second time either, and somebody puts it aside and says why.
      await letters.getByRole('button', { name: '重放' }).click();
      await ops
        .getByRole('alert')
        .filter({ hasText: /仍然无法读取|still cannot be read|当前状态/ })
        .waitFor();
      await letters.getByRole('button', { name: '搁置' }).click();
      await giveReason(ops, /搁置/, '薪资系统的测试数据', '搁置');
      await letters.getByText('没有。无法读取或处理的消息会留在这里').waitFor();
      // One that the broker gave up while we were away is fit to be taken now.
      payroll.bury({ payoutId: '0199a000-0000-7000-8000-0000000000aa', outcome: 'paid' });
      await letters.getByRole('button', { name: '重放' }).click();
      await ops.getByText('已重放。').waitFor();
      await letters.getByText('没有。无法读取或处理的消息会留在这里').waitFor();
      expect(browsers.trouble).toEqual([]);
    }),
  );

  it(
    'reads in the process log of a cycle who was waited for',
    part(async () => {
      await company.issue();
      await company.submitPlan('S1');
      await ops.getByRole('link', { name: '过程记录' }).first().click();
      await ops.getByRole('combobox', { name: '选择周期' }).click();
      await ops.getByRole('option').first().waitFor({ state: 'attached' });
      await ops.keyboard.press('Enter');
      await ops.getByRole('figure').waitFor();
      await ops.getByRole('heading', { name: '什么在等谁' }).waitFor();
      await fine(ops, 'process-log');
      const log = ops.getByRole('region', { name: '逐步记录' });
      await log.getByText('Seller S1').first().waitFor();
      expect(browsers.trouble).toEqual([]);
    }),
  );
});

describe('an administrator', () => {
  it(
    'makes a key with an end and addresses, sees its secret once, and ends it',
    part(async () => {
      await admin.goto('/access?tab=keys');
      await admin.getByRole('heading', { name: 'No keys' }).waitFor();
      await admin.getByRole('button', { name: 'Make a key' }).click();
      const dialog = admin.getByRole('dialog', { name: 'Make a key' });
      await dialog.getByLabel('Whose key it is').fill('Payroll of the group');
      await dialog.getByRole('button', { name: 'Payroll', exact: true }).click();
      await dialog.getByLabel('From addresses').fill('203.0.113.0/24');
      await admin.keyboard.press('Enter');
      await dialog.getByLabel('Until').fill('2099-12-31T23:59');
      await fine(admin, 'key-dialog-phone');
      await dialog.getByRole('button', { name: 'Make it' }).click();
      const shown = admin.getByRole('dialog', { name: 'The new key' });
      const secret = (await shown.getByRole('code').innerText()).trim();
      expect(secret.length).toBeGreaterThan(20);
      await shown.getByRole('button', { name: 'I have kept it' }).click();
      const key = admin.getByRole('article', { name: 'Payroll of the group' });
      await key.getByText('203.0.113.0/24').waitFor();
      await key.getByText('payroll.answer').waitFor();
      await fine(admin, 'keys-phone');
      expect(await admin.content()).not.toContain(secret);
      await key.getByRole('button', { name: 'End the key' }).click();
      await giveReason(admin, /End the key/, null, 'End the key');
      await key.getByText('Ended', { exact: true }).waitFor();
      expect(await key.getByRole('button').count()).toBe(0);
    }),
  );

  it(
    'gives a role from a day on, calls it off, and gives it at once',
    part(async () => {
      await admin.goto('/access');
      await admin.getByLabel('Employee number').fill('S1');
      await admin.getByRole('button', { name: /Seller S1/ }).click();
      const drawer = admin.getByRole('dialog', { name: 'Seller S1 · S1' });
      const give = async (day: string | null): Promise<void> => {
        await drawer.getByRole('button', { name: 'Give a role' }).click();
        const dialog = admin.getByRole('dialog', { name: 'Give Seller S1 a role' });
        await dialog.getByLabel('Reason (others will read it)').fill('Helps out in IT');
        await choose(dialog, 'Role', 'Operations');
        if (day !== null) await dialog.getByLabel('From', { exact: true }).fill(day);
        await dialog.getByRole('button', { name: 'Give a role' }).click();
        await dialog.waitFor({ state: 'hidden' });
      };
      await give('2026-12-01');
      await drawer.getByText('2026-12-01').waitFor();
      await fine(admin, 'person-access-phone');
      await drawer.getByRole('button', { name: 'Call it off' }).click();
      await drawer.getByText('No change of roles is planned.').waitFor();
      await give(null);
      await drawer.getByRole('listitem').filter({ hasText: 'Operations' }).waitFor();
      const { roles } = await (await company.as('S1')).me();
      expect(roles.map(({ role }) => role)).toContain('ops');
    }),
  );

  it(
    'signs somebody out everywhere',
    part(async () => {
      const drawer = admin.getByRole('dialog', { name: 'Seller S1 · S1' });
      await drawer.getByRole('button', { name: 'Sign out everywhere' }).click();
      await giveReason(admin, /Sign Seller S1 out everywhere/, null, 'Sign out everywhere');
      await drawer.getByText('Signed in nowhere.').waitFor();
      await until('the end of the session of S1', async () => {
        const answer = await (await company.as('S1')).me().then(
          () => 200,
          (error: { status?: number }) => error.status,
        );
        return answer === 401 ? true : undefined;
      });
      await admin.goto('/access?tab=sign-in');
      await admin.getByRole('button', { name: 'Set the provider' }).click();
      await fine(admin, 'provider-phone');
      await admin.goto('/sessions');
      await admin.getByText('this one').waitFor();
      await fine(admin, 'sessions-phone');
      expect(browsers.trouble).toEqual([]);
    }),
  );

  it('broke nothing in the browser’s log', () => {
    expect(browsers.trouble).toEqual([]);
  });
});
