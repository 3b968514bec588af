import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { Company, PASSWORD } from '../e2e/company.js';
import { Browsers, DESKTOP, PHONE, signIn, story } from './browser.js';
import { fine } from './fine.js';
import { weekUntilPayout } from './signed-week.js';

let company: Company;
let browsers: Browsers;
/** HR’s lead in English at a desk, finance’s lead in Chinese on a phone in the dark. */
let hr: Page;
let lead: Page;

beforeAll(async () => {
  company = await Company.found({
    name: 'points',
    people: [
      { number: 'G1', family: 'board', grade: 'M' },
      { number: 'H1', unit: 'HR', manager: 'G1', family: 'board', roles: 'hr-lead' },
      { number: 'F1', unit: 'FIN', manager: 'G1', family: 'board', roles: 'finance-reviewer' },
      { number: 'F2', name: '兰主管', unit: 'FIN', manager: 'G1', family: 'board', roles: 'finance-lead' },
      ...['S1', 'S2'].map((number) => ({ number, name: `Seller ${number}`, unit: 'SALES', manager: 'G1' })),
    ],
  });
  browsers = await Browsers.open();
  const who = (number: string) => ({ company: company.slug, number, password: PASSWORD });
  hr = await browsers.seat({ language: 'en', view: DESKTOP });
  lead = await browsers.seat({ language: 'zh-CN', view: PHONE, dark: true });
  await signIn(hr, 'en', who('H1'));
  await signIn(lead, 'zh-CN', who('F2'));
});
afterAll(async () => {
  await browsers.close();
});

const part = story(() => browsers.seen());

describe('points', () => {
  it(
    'are declared by HR: a code that never changes, a name, and how fine they are counted',
    part(async () => {
      await hr.getByRole('link', { name: 'Points and books' }).click();
      await hr.getByText('Only money so far').waitFor();
      await fine(hr, 'points-none');
      await hr.getByRole('button', { name: 'New kind of points' }).click();
      const dialog = hr.getByRole('dialog', { name: 'New kind of points' });
      await dialog.getByLabel('Name, as people read it').fill('Stars');
      await dialog.getByLabel('Code').fill('st');
      expect(await dialog.getByRole('button', { name: 'Save' }).isDisabled()).toBe(true);
      // Whoever types small letters means large ones.
      await dialog.getByLabel('Code').fill('stars');
      expect(await dialog.getByLabel('Code').inputValue()).toBe('STARS');
      await fine(hr, 'points-dialog');
      await dialog.getByRole('button', { name: 'Save' }).click();
      const stars = hr.getByRole('listitem').filter({ hasText: 'STARS' });
      await stars.getByText('0 decimals').waitFor();
      expect(browsers.trouble).toEqual([]);
    }),
  );

  it(
    'stand on each person’s account once their list is signed, and in the books',
    part(async () => {
      const client = await company.hr;
      const plan = {
        version: 2,
        name: 'Stars of a week',
        currency: 'STARS',
        award: { kind: 'per-band', amountByBand: { excellent: '40', qualified: '20', unqualified: '20' } },
        prorate: true,
        finalDecider: 'G1',
      };
      await client.transport.put('/api/payroll/v1/pay-plans/bonus', { data: plan, version: 1 });
      await weekUntilPayout(company);

      await lead.goto('/balances');
      await lead.getByRole('row', { name: /Seller S1.*Stars.*20/ }).waitFor();
      await lead.getByRole('row', { name: /Seller S2.*Stars.*20/ }).waitFor();
      await lead.getByRole('row', { name: /已发放.*40/ }).waitFor();
      // It is HR's to declare them.
      expect(await lead.getByRole('button', { name: '新增种类' }).count()).toBe(0);
      await fine(lead, 'points-phone');
      expect(browsers.trouble).toEqual([]);
    }),
    200_000,
  );

  it(
    'may be called otherwise, and stay as fine as the plan in them counts',
    part(async () => {
      await hr.getByRole('row', { name: /Seller S1.*20/ }).waitFor();
      await hr.getByRole('listitem').filter({ hasText: 'STARS' }).getByRole('button', { name: 'Change' }).click();
      const dialog = hr.getByRole('dialog', { name: 'Change' });
      await dialog.getByText('A pay plan is in it: its decimals stay.').waitFor();
      expect(await dialog.getByLabel('Code').isDisabled()).toBe(true);
      expect(await dialog.getByLabel('Decimals').isDisabled()).toBe(true);
      await dialog.getByLabel('Name, as people read it').fill('Golden stars');
      await dialog.getByRole('button', { name: 'Save' }).click();
      await hr.getByRole('listitem').filter({ hasText: 'Golden stars' }).waitFor();
      await hr.getByRole('row', { name: /Seller S1.*Golden stars/ }).waitFor();
      await fine(hr, 'points');
      expect(browsers.trouble).toEqual([]);
    }),
  );
});
