import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { Company, PASSWORD } from '../e2e/company.js';
import { Payroll } from '../e2e/payroll.js';
import { all, until } from '../e2e/until.js';
import { Browsers, DESKTOP, PHONE, signIn, story } from './browser.js';
import { choose, fine } from './fine.js';
import { weekUntilPayout } from './signed-week.js';

let company: Company;
let payroll: Payroll;
let browsers: Browsers;
/** HR’s lead in English at a desk, finance’s reviewer in Chinese on a phone in the dark. */
let hr: Page;
let reviewer: Page;

beforeAll(async () => {
  company = await Company.found({
    name: 'corrections',
    people: [
      { number: 'G1', family: 'board', grade: 'M' },
      { number: 'H1', name: 'Hua HR', unit: 'HR', manager: 'G1', family: 'board', roles: 'hr-lead' },
      { number: 'F1', name: '任复核', unit: 'FIN', manager: 'G1', family: 'board', roles: 'finance-reviewer' },
      ...['S1', 'S2'].map((number) => ({ number, name: `Seller ${number}`, unit: 'SALES', manager: 'G1' })),
    ],
    payPlan: { multiplierByBand: { excellent: '1.5', qualified: '1', unqualified: '1' } },
  });
  payroll = await Payroll.open(company.tenantId);
  await weekUntilPayout(company);
  const client = await company.hr;
  await until('both paid', async () => {
    const paid = await all(client.payouts({ cycle: company.cycleId }));
    return paid.length === 2 && paid.every(({ state }) => state === 'paid') ? true : undefined;
  });
  browsers = await Browsers.open();
  const who = (number: string) => ({ company: company.slug, number, password: PASSWORD });
  hr = await browsers.seat({ language: 'en', view: DESKTOP });
  reviewer = await browsers.seat({ language: 'zh-CN', view: PHONE, dark: true });
  await signIn(hr, 'en', who('H1'));
  await signIn(reviewer, 'zh-CN', who('F1'));
}, 200_000);
afterAll(async () => {
  await browsers.close();
  await payroll.close();
});

const part = story(() => browsers.seen());

describe('a correction of what was paid', () => {
  it(
    'is looked at first, and made exactly so',
    part(async () => {
      await hr.goto('/payouts');
      await hr.getByRole('tab', { name: 'Corrections' }).click();
      await hr.getByText('Nothing has been corrected').waitFor();
      const form = hr.getByRole('region', { name: 'Corrections', exact: true });
      await choose(form, 'Cycle', '2026-W47 · Weekly goals');
      await form.getByLabel('Employee number').fill('S1');
      await form.getByLabel('Right score').fill('110');
      await choose(form, 'Right band', 'excellent');
      await form.getByLabel('What shows it').fill('Orders counted again');
      await form.getByRole('button', { name: 'Add' }).click();
      await form.getByText('Seller S1 · S1').waitFor();
      await form.getByLabel('Why (finance reads it)').fill('The report was read wrongly');
      await form.getByRole('button', { name: 'See what it would do' }).click();
      await form.getByText('1 get more, 0 less').waitFor();
      await hr.getByText('Nothing has been corrected').waitFor();
      await fine(hr, 'correction');
      await form.getByRole('button', { name: 'Correct it exactly so' }).click();
      await form.getByRole('heading', { name: 'This was done' }).waitFor();
      expect(browsers.trouble).toEqual([]);
    }),
  );

  it(
    'stands with who made it, why, and what it changed',
    part(async () => {
      const past = hr.getByRole('region', { name: 'Corrections so far' });
      const made = past.getByRole('listitem').filter({ hasText: 'correction 1' });
      await made.getByText('The report was read wrongly').waitFor();
      await made.getByText('Hua HR').waitFor();
      await made.getByText('+¥100.00').waitFor();
      await made.getByText('1 person’s money changed').waitFor();
      await made.getByRole('button', { name: 'See whose' }).click();
      const drawer = hr.getByRole('dialog', { name: 'Correction 1' });
      await drawer.getByText('Seller S1').waitFor();
      await drawer.getByText('¥200.00 → ¥300.00').waitFor();
      await drawer.getByText('Orders counted again').waitFor();
      await fine(hr, 'past-correction');
      await drawer.getByRole('link', { name: 'The list that pays it' }).click();
      await hr.getByRole('heading', { level: 1, name: /Bonus list/ }).waitFor();
      await hr.getByText('¥100.00').first().waitFor();
      expect(browsers.trouble).toEqual([]);
    }),
  );

  it(
    'is read by finance, who makes none',
    part(async () => {
      await reviewer.goto('/payouts');
      await reviewer.getByRole('tab', { name: '更正' }).click();
      const past = reviewer.getByRole('listitem').filter({ hasText: 'The report was read wrongly' });
      await past.getByText('Hua HR').waitFor();
      expect(await reviewer.getByLabel('工号').count()).toBe(0);
      await fine(reviewer, 'past-corrections-phone');
      await past.getByRole('button').click();
      await reviewer.getByRole('dialog').getByText('Seller S1').waitFor();
      await fine(reviewer, 'past-correction-phone');
      expect(browsers.trouble).toEqual([]);
    }),
  );
});
