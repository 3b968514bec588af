import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { Company, PASSWORD } from '../e2e/company.js';
import { leadStep } from '../e2e/weekly-definition.js';
import { Browsers, DESKTOP, overflow, PHONE, seriousFindings, shot, signIn } from './browser.js';

const SALES = ['S1', 'S2', 'S3'] as const;

let company: Company;
let browsers: Browsers;
let lead: Page;
let phone: Page;
let seller: Page;

beforeAll(async () => {
  company = await Company.found({
    name: 'team',
    people: [
      { number: 'G1', family: 'board', grade: 'M' },
      { number: 'H1', unit: 'HR', manager: 'G1', family: 'board', roles: 'hr-lead' },
      { number: 'F1', unit: 'FIN', manager: 'G1', family: 'board', roles: 'finance-reviewer' },
      { number: 'L1', name: 'Lee Lead', unit: 'SALES', manager: 'G1', family: 'board', grade: 'M' },
      ...SALES.map((number) => ({ number, name: `Seller ${number}`, unit: 'SALES', manager: 'L1' })),
    ],
    chains: { plan: [leadStep('close-planning')] },
  });
  await company.issue();
  browsers = await Browsers.open();
  const who = (number: string) => ({ company: company.slug, number, password: PASSWORD });
  lead = await browsers.seat({ language: 'en', view: DESKTOP });
  phone = await browsers.seat({ language: 'zh-CN', view: PHONE, dark: true });
  seller = await browsers.seat({ language: 'en', view: DESKTOP });
  await signIn(lead, 'en', who('L1'));
  await signIn(phone, 'zh-CN', who('L1'));
  await signIn(seller, 'en', who('S1'));
});
afterAll(async () => {
  await browsers.close();
});

const board = (page: Page) => page.getByRole('table', { name: /The week of your people|团队成员本期进展/ });
const rowOf = (page: Page, name: string) => board(page).getByRole('row').filter({ hasText: name });

describe('a team’s week, in the browsers of those who take part', () => {
  it('shows the lead that a plan came in, and the employee that it was decided, without anybody loading a page', async () => {
    await lead.goto('/team');
    await rowOf(lead, 'Seller S1').waitFor();
    await seller.getByRole('button', { name: 'Hand in the plan' }).click();
    await rowOf(lead, 'Seller S1').getByText('waits for you').waitFor();
    await phone.goto('/desk');
    await phone.getByRole('button', { name: /Seller S1/ }).click();
    const approve = phone.getByRole('button', { name: '通过', exact: true });
    await approve.waitFor();
    await shot(phone, 'desk-phone');
    // Under the thumb, however long the plan is.
    const { y = 0, height = 0 } = (await approve.boundingBox()) ?? {};
    expect(y + height).toBeLessThan(PHONE.height);
    await approve.click();
    await seller.getByText('Under way').waitFor();
    await rowOf(lead, 'Seller S1').getByText('waits for you').waitFor({ state: 'detached' });
    expect((await company.sheetOf('S1')).state).toBe('planned');
  });

  it('shows progress where the lead looks as it is kept where the employee works', async () => {
    const visits = seller.getByRole('listitem').filter({ hasText: 'Visits' });
    await visits.getByRole('textbox').fill('3');
    await visits.getByRole('button', { name: 'Save' }).click();
    await rowOf(lead, 'Seller S1')
      .getByText(/^3 \/ 4/)
      .waitFor();
    expect((await company.sheetOf('S1')).goals[1]).toMatchObject({ actual: '3' });
  });

  it('fits a phone with all its columns, and anybody can use it', async () => {
    await phone.goto('/team');
    await rowOf(phone, 'Seller S1').waitFor();
    expect(await overflow(phone)).toBe(0);
    expect(await board(phone).evaluate((table) => table.scrollWidth - table.clientWidth)).toBe(0);
    for (const page of [lead, phone]) expect(await seriousFindings(page)).toEqual([]);
  });

  it('broke nothing in the browser’s log', () => {
    expect(browsers.trouble).toEqual([]);
  });
});
