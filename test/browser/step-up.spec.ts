import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { Company, PASSWORD } from '../e2e/company.js';
import { Browsers, DESKTOP, PHONE, signIn, story } from './browser.js';
import { CompanyProvider } from './company-provider.js';
import { fine, giveReason } from './fine.js';

let company: Company;
let provider: CompanyProvider;
let browsers: Browsers;
/** The administrator and finance’s lead in English at a desk, HR’s lead in Chinese on a phone in the dark. */
let admin: Page;
let lead: Page;
let hr: Page;

beforeAll(async () => {
  company = await Company.found({
    name: 'step-up',
    people: [
      { number: 'G1', family: 'board', grade: 'M' },
      { number: 'H1', name: '花人事', unit: 'HR', manager: 'G1', family: 'board', roles: 'hr-lead' },
      { number: 'F1', unit: 'FIN', manager: 'G1', family: 'board', roles: 'finance-reviewer' },
      { number: 'F2', name: 'Lan Lead', unit: 'FIN', manager: 'G1', family: 'board', roles: 'finance-lead' },
      { number: 'S1', unit: 'SALES', manager: 'G1' },
    ],
  });
  provider = await CompanyProvider.start();
  browsers = await Browsers.open();
  admin = await browsers.seat({ language: 'en', view: DESKTOP });
  lead = await browsers.seat({ language: 'en', view: DESKTOP });
  hr = await browsers.seat({ language: 'zh-CN', view: PHONE, dark: true });
});
afterAll(async () => {
  await browsers.close();
  await provider.close();
});

const part = story(() => browsers.seen());
/** On the provider’s own page. */
async function sayWho(page: Page, number: string): Promise<void> {
  await page.getByLabel('Number').fill(number);
  await page.getByRole('button', { name: 'Go on' }).click();
}
/** The provider does not say when it was proved who they are: that counts as long ago. */
async function byCompany(page: Page, words: { company: string; go: string }, number: string): Promise<void> {
  await page.goto('/');
  await page.getByLabel(words.company).fill(company.slug);
  await page.getByRole('button', { name: words.go }).click();
  await sayWho(page, number);
  await page.locator('main#main').waitFor();
}

describe('whoever signs in by the company’s account', () => {
  it(
    'can, once the administrator has named the provider',
    part(async () => {
      await signIn(admin, 'en', { company: company.slug, number: 'ADMIN', password: PASSWORD });
      await admin.goto('/access?tab=sign-in');
      await admin.getByRole('button', { name: 'Set the provider' }).click();
      await admin.getByLabel('Issuer').fill(provider.issuer);
      await admin.getByLabel('Client id').fill(provider.clientId);
      await admin.getByLabel('Client secret').fill(provider.clientSecret);
      await admin.getByText('employee number', { exact: true }).click();
      await admin.getByRole('button', { name: 'Save', exact: true }).click();
      await admin.getByText('Saved: it holds for the next sign-in.').waitFor();
      await byCompany(lead, { company: 'Company code', go: 'Use the company account' }, 'F2');
      expect(provider.asked.map((asked) => asked.get('prompt'))).toEqual([null]);
    }),
  );

  it(
    'confirms there what concerns money, in a window of its own, and what was begun goes on by itself',
    part(async () => {
      await lead.goto('/hand-over?tab=setting');
      await lead.getByRole('button', { name: 'New webhook secret' }).click();
      const making = lead.getByRole('dialog', { name: 'Make a new secret?' });
      await making.getByRole('button', { name: 'New webhook secret' }).click();
      const dialog = lead.getByRole('dialog', { name: 'Confirm that it is you' });
      await dialog.getByText(/Sign in once more by your company’s account/).waitFor();
      await fine(lead, 'step-up-company');
      const opened = lead.context().waitForEvent('page');
      await dialog.getByRole('link', { name: 'Confirm by the company account' }).click();
      const there = await opened;
      await there.getByRole('heading', { name: 'Company account' }).waitFor();
      await dialog.getByText(/Waiting until you have signed in there/).waitFor();
      // It is asked anew, although its own session goes on.
      expect(provider.asked.at(-1)?.get('prompt')).toBe('login');
      await sayWho(there, 'F2');
      await there.locator('main#main').waitFor();
      await lead
        .getByRole('dialog', { name: 'The new secret' })
        .getByText(/^whsec_/)
        .waitFor();
      expect(await dialog.isVisible()).toBe(false);
      await lead.getByRole('button', { name: 'I have kept it' }).click();
      await lead.getByText('Secret made').waitFor();
      // For ten minutes nobody asks again who it is; another secret takes a second person.
      await lead.getByRole('button', { name: 'New webhook secret' }).click();
      await making.getByRole('button', { name: 'New webhook secret' }).click();
      await lead.getByText(/^Asked\. Once somebody else of finance has confirmed it/).waitFor();
      expect(provider.asked).toHaveLength(2);
      expect(browsers.trouble).toEqual([]);
    }),
  );

  it(
    'is told when somebody else signed in there, and confirms nothing by it',
    part(async () => {
      await byCompany(hr, { company: '公司代码', go: '使用公司账号登录' }, 'H1');
      await lead.goto('/stop-switch');
      await lead.getByRole('button', { name: 'Stop payouts' }).click();
      await giveReason(lead, /Stop all payouts now/, 'Payroll asked us to wait', 'Stop payouts');
      await lead.getByText('Payouts are stopped', { exact: true }).waitFor();
      await hr.goto('/stop-switch');
      await hr.getByRole('button', { name: '申请恢复发放' }).click();
      const asking = hr.getByRole('dialog', { name: /申请恢复发放/ });
      await asking.getByRole('textbox').last().fill('薪资已就绪');
      await asking.getByRole('button', { name: '申请恢复发放', exact: true }).click();
      const dialog = hr.getByRole('dialog', { name: '请确认本人操作' });
      await dialog.getByText(/请用公司账号重新登录一次/).waitFor();
      await fine(hr, 'step-up-company-phone');
      const opened = hr.context().waitForEvent('page');
      await dialog.getByRole('link', { name: '用公司账号确认' }).click();
      const there = await opened;
      await sayWho(there, 'F2');
      await there.getByRole('alert').filter({ hasText: '未能确认身份' }).waitFor();
      await there.close();
      await dialog.getByText(/等待您在新窗口完成登录/).waitFor();
      expect(await lead.getByText('薪资已就绪').count()).toBe(0);
    }),
  );

  it(
    'may give a password instead, where they have one; a wrong one is no proof',
    part(async () => {
      const dialog = hr.getByRole('dialog', { name: '请确认本人操作' });
      await dialog.getByRole('button', { name: '改用密码确认' }).click();
      await dialog.getByLabel('密码', { exact: true }).fill('not the word');
      await dialog.getByRole('button', { name: '确认', exact: true }).click();
      await dialog.getByRole('alert').filter({ hasText: '密码不正确' }).waitFor();
      await fine(hr, 'step-up-password-phone');
      await dialog.getByLabel('密码', { exact: true }).fill(PASSWORD);
      await dialog.getByRole('button', { name: '确认', exact: true }).click();
      // The reason that was typed before is what the other one reads.
      await lead.getByText('薪资已就绪').waitFor();
      expect(browsers.trouble).toEqual([]);
    }),
  );
});
