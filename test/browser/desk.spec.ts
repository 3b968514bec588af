import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { Company, PASSWORD } from '../e2e/company.js';
import { until } from '../e2e/until.js';
import { leadStep, roleStep } from '../e2e/weekly-definition.js';
import { Browsers, PHONE, overflow, seriousFindings, signIn } from './browser.js';

const SALES = ['S1', 'S2', 'S3', 'S4', 'S5', 'S6'] as const;
/** The smallest picture there is. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
);

let company: Company;
let browsers: Browsers;

beforeAll(async () => {
  company = await Company.found({
    name: 'desk',
    people: [
      { number: 'G1', family: 'board', grade: 'M' },
      { number: 'H1', name: 'Hua HR', unit: 'HR', manager: 'G1', family: 'board', roles: 'hr-lead' },
      { number: 'F1', unit: 'FIN', manager: 'G1', family: 'board', roles: 'finance-reviewer' },
      { number: 'L1', name: 'Lee Lead', unit: 'SALES', manager: 'G1', family: 'board', grade: 'M' },
      ...SALES.map((number) => ({ number, name: `Seller ${number}`, unit: 'SALES', manager: 'L1' })),
    ],
    chains: { plan: [leadStep('close-planning'), { ...roleStep('hr-lead'), bundle: 'unit' as const }] },
  });
  await company.issue();
  for (const number of SALES) await company.submitPlan(number);
  await until('all plans on the desk of L1', async () =>
    (await (await company.as('L1')).desk()).counts.open === SALES.length ? true : undefined,
  );
  browsers = await Browsers.open();
});
afterAll(async () => {
  await browsers.close();
});

const who = (number: string) => ({ company: company.slug, number, password: PASSWORD });
const row = (page: Page, name: string) =>
  page.getByRole('region', { name: /What waits for you/ }).getByRole('button', { name: new RegExp(name) });
const state = async (number: string): Promise<string> => (await company.sheetOf(number)).state;
const becomes = (number: string, wanted: string) =>
  until(`${number} is ${wanted}`, async () => ((await state(number)) === wanted ? true : undefined));

describe('a lead’s desk', () => {
  let page: Page;
  beforeAll(async () => {
    page = await browsers.seat({ language: 'en' });
    await signIn(page, 'en', who('L1'));
    await page.getByRole('link', { name: 'Desk', exact: true }).first().click();
    await row(page, 'Seller S1').waitFor();
  });

  it('shows what waits, with what is asked beside it', async () => {
    await page.getByText('6', { exact: true }).first().waitFor();
    await row(page, 'Seller S1').click();
    const detail = page.getByRole('article');
    await detail.getByRole('heading', { name: 'Seller S1' }).waitFor();
    await detail.getByText('Orders', { exact: true }).waitFor();
    await detail.getByText('Nothing was agreed with this person before').waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
  });

  it('approves by a key and goes on to the next', async () => {
    await page.keyboard.press('a');
    await row(page, 'Seller S1').waitFor({ state: 'detached' });
    await page.getByRole('article').getByRole('heading', { name: 'Seller S2' }).waitFor();
    await until('the decision of S1', async () => {
      const { approvalId } = await company.sheetOf('S1');
      const found = await (await company.as('L1')).approval('goals', approvalId ?? '');
      return found.steps[0]?.state === 'approved' ? true : undefined;
    });
    expect(await row(page, 'Seller S1').count()).toBe(0);
  });

  it('returns with a reason for the goal that is meant', async () => {
    await page.keyboard.press('r');
    const form = page.getByRole('form', { name: /Return to Seller S2/ });
    await form.getByRole('button', { name: 'Visits' }).click();
    await form.getByLabel('Reason').fill('More visits, please');
    // Looking at another one in between loses nothing.
    await row(page, 'Seller S5').click();
    await page.getByRole('article').getByRole('heading', { name: 'Seller S5' }).waitFor();
    await form.waitFor({ state: 'detached' });
    await row(page, 'Seller S2').click();
    await page.getByRole('article').getByRole('heading', { name: 'Seller S2' }).waitFor();
    await page.keyboard.press('r');
    await form.getByRole('button', { name: 'Visits', pressed: true }).waitFor();
    expect(await form.getByLabel('Reason').inputValue()).toBe('More visits, please');
    await form.getByLabel('Reason').focus();
    await page.keyboard.press('Control+Enter');
    await row(page, 'Seller S2').waitFor({ state: 'detached' });
    await becomes('S2', 'plan-returned');
    const { goals } = await company.sheetOf('S2');
    expect(goals.map(({ title, returnedReason }) => [title, returnedReason])).toEqual([
      ['Orders', null],
      ['Visits', 'More visits, please'],
    ]);
  });

  it('says what was decided elsewhere where the buttons were', async () => {
    await row(page, 'Seller S5').click();
    const detail = page.getByRole('article');
    await detail.getByRole('heading', { name: 'Seller S5' }).waitFor();
    const { approvalId } = await company.sheetOf('S5');
    const task = await company.onDesk('L1', 'plan', (await company.sheetOf('S5')).id);
    await (
      await company.as('L1')
    ).decide('goals', approvalId ?? '', {
      taskId: task.taskId,
      taskVersion: task.version,
      decision: 'approve',
    });
    await detail.getByRole('status').getByText('Approved').waitFor();
    expect(await detail.getByRole('button', { name: /Approve/ }).count()).toBe(0);
  });

  it('decides many at once', async () => {
    await page.getByRole('checkbox', { name: /Select all 3/ }).check();
    await page.getByText('3 selected').waitFor();
    await page.getByRole('region', { name: /What waits/ }).waitFor();
    await page.keyboard.press('a');
    await page.getByText('3 decided').waitFor();
    await page.getByRole('heading', { name: 'Your desk is clear' }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
  });

  it('shows what was mended when it comes back', async () => {
    const client = await company.as('S2');
    const sheet = await company.sheetOf('S2');
    const [orders, visits] = sheet.goals;
    const adjusted = await client.adjustSheet(sheet.id, {
      version: sheet.version,
      goals: [
        { goalId: orders?.id ?? '', weight: '50' },
        { goalId: visits?.id ?? '', weight: '50', target: '6' },
      ],
    });
    await client.submitPlan(sheet.id, adjusted.version);
    await row(page, 'Seller S2').click();
    const mended = page.getByRole('region', { name: 'Changed since it was returned' });
    await mended.getByText('Visits · target').waitFor();
    await page.getByText('More visits, please').first().waitFor();
    await page.getByRole('button', { name: /^Approve/ }).click();
    await page.getByRole('heading', { name: 'Your desk is clear' }).waitFor();
    expect(await row(page, 'Seller S2').count()).toBe(0);
  });
});

describe('a unit’s bundle on a phone, in Chinese and in the dark', () => {
  it('is decided in one go, but for what is taken out', async () => {
    const page = await browsers.seat({ language: 'zh-CN', view: PHONE, dark: true });
    await signIn(page, 'zh-CN', who('H1'));
    await page.getByRole('link', { name: '待办', exact: true }).click();
    await page.getByRole('button', { name: /SALES 整批.*× 6/ }).click();
    await page.getByRole('checkbox', { name: /Seller S3/ }).uncheck();
    await page.getByRole('button', { name: /Seller S4/ }).click();
    await page.getByText('Orders', { exact: true }).waitFor();
    expect(await seriousFindings(page)).toEqual([]);
    expect(await overflow(page)).toBe(0);
    await page.getByRole('button', { name: /通过 5 项/ }).click();
    await page.getByText('已处理 5 项').waitFor();
    await becomes('S1', 'planned');
    expect(await state('S3')).toBe('plan-submitted');
    await page.getByRole('button', { name: /Seller S3/ }).click();
    await page.getByRole('button', { name: /通过 1 项/ }).click();
    await becomes('S3', 'planned');
  });
});

describe('a report', () => {
  it('is confirmed with its picture in sight', async () => {
    const client = await company.as('S1');
    const before = await company.sheetOf('S1');
    const [orders, visits] = before.goals;
    await client.uploadEvidence(before.id, orders?.id ?? '', {
      name: 'orders.png',
      mediaType: 'image/png',
      bytes: new Uint8Array(PIXEL),
    });
    const sheet = await company.sheetOf('S1');
    await client.submitReport(sheet.id, {
      version: sheet.version,
      items: [
        { goalId: orders?.id ?? '', outcome: 'partly', actual: '6', comment: 'Two moved to next week' },
        { goalId: visits?.id ?? '', outcome: 'done', actual: '4' },
      ],
    });
    const page = await browsers.seat({ language: 'en' });
    await signIn(page, 'en', who('L1'));
    await page.goto('/desk');
    await row(page, 'Seller S1').click();
    const picture = page.getByRole('img', { name: 'orders.png' });
    await picture.waitFor();
    await until('the picture', async () =>
      (await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)) === 1 ? true : undefined,
    );
    await page.getByText('Two moved to next week').waitFor();
    await page.getByRole('button', { name: /^Approve/ }).click();
    await becomes('S1', 'confirmed');
    expect(await page.getByRole('alert').count()).toBe(0);
  });
});

it('broke nothing in the browser’s log', () => {
  expect(browsers.trouble).toEqual([]);
});
