import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { Company, PASSWORD } from '../e2e/company.js';
import { until } from '../e2e/until.js';
import { AT } from '../e2e/weekly-definition.js';
import { Browsers, PHONE, overflow, seriousFindings, shot, signIn, story } from './browser.js';

const SELLERS = ['S1', 'S2'] as const;

let company: Company;
let browsers: Browsers;
let page: Page;
const part = story();

beforeAll(async () => {
  company = await Company.found({
    name: 'hr-cycle',
    people: [
      { number: 'G1', name: '甘总', family: 'board', grade: 'M' },
      { number: 'H1', name: '花人事', unit: 'HR', manager: 'G1', family: 'board', roles: 'hr-lead' },
      { number: 'F1', name: '傅财务', unit: 'FIN', manager: 'G1', family: 'board', roles: 'finance-reviewer' },
      { number: 'L1', name: '李主管', unit: 'SALES', manager: 'G1', family: 'board', grade: 'M' },
      ...SELLERS.map((number) => ({ number, name: `销售 ${number}`, unit: 'SALES', manager: 'L1' })),
    ],
    accounts: ['H1', 'L1', ...SELLERS],
  });
  await company.issue();
  // Set by hand: a change leaves it unless one says otherwise.
  const sheet = await company.sheetOf('S2');
  const [orders] = sheet.goals;
  await (
    await company.as('S2')
  ).adjustSheet(sheet.id, {
    version: sheet.version,
    goals: [{ goalId: orders?.id ?? '', target: '11' }],
  });
  browsers = await Browsers.open();
  page = await browsers.seat({ language: 'zh-CN', view: PHONE });
  await signIn(page, 'zh-CN', { company: company.slug, number: 'H1', password: PASSWORD });
});
afterAll(async () => {
  await browsers.close();
});

const fine = async (name: string): Promise<void> => {
  await shot(page, name);
  expect(await seriousFindings(page)).toEqual([]);
  expect(await overflow(page)).toBe(0);
};
const dayAfter = (at: string): string => new Date(Date.parse(at) + 86_400_000).toISOString();
const target = async (number: string): Promise<string | undefined> => (await company.sheetOf(number)).goals[0]?.target;
/** As one finds an entry of a long list: by its letters. */
const pick = async (label: string, option: string): Promise<void> => {
  const field = page.locator('label').filter({ has: page.getByText(label, { exact: true }) });
  await field.getByRole('combobox').fill(option);
  await page.locator('.ant-select-item-option').filter({ hasText: option }).first().waitFor();
  await page.keyboard.press('Enter');
};

describe('a cycle that runs, on a phone and in Chinese', () => {
  it(
    'is extended from the monitor, with what moves in sight',
    part(async () => {
      await page.goto('/cycles');
      await page.getByRole('link', { name: /Weekly goals/ }).click();
      await page.getByRole('heading', { name: '整体进度' }).waitFor();
      await fine('hr-monitor-phone');
      await page.getByRole('button', { name: '延长截止时间' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByText('以下时间会变动').waitFor();
      await dialog.getByLabel('原因').fill('停电半天');
      await fine('hr-extend-phone');
      await dialog.getByRole('button', { name: '确认延长' }).click();
      await dialog.waitFor({ state: 'detached' });
      const { timeline } = await (await company.hr).cycle(company.cycleId);
      expect(timeline.find(({ step }) => step === 'close-planning')?.at).toBe(dayAfter(AT.closePlanning));
    }),
  );

  it(
    'shows who changes by what before a target is changed, and what stays',
    part(async () => {
      await page.getByRole('link', { name: '变更目标或规则' }).click();
      await page.getByRole('heading', { name: /变更进行中的/ }).waitFor();
      await pick('目标', 'Orders');
      await page.getByLabel('新的目标值').fill('15');
      await page.getByRole('button', { name: '查看影响' }).click();
      const shown = page.getByRole('region', { name: '将会发生的变化' });
      const row = shown.getByRole('row', { name: /销售 S1.*10.*15/ });
      await row.waitFor();
      // Each person is a card: nothing lies beyond the edge, where a table would have to be pushed aside.
      const { x = 0, width = 0 } = (await row.boundingBox()) ?? {};
      expect(x + width).toBeLessThanOrEqual(PHONE.width);
      await row.getByRole('cell', { name: '尚未通过' }).waitFor();
      await shown.getByText('目标值已由业务主管或本人调整').waitFor();
      expect(await target('S1')).toBe('10');
      await fine('hr-change-phone');
    }),
  );

  it(
    'is changed with a reason, exactly as shown',
    part(async () => {
      await page.getByRole('button', { name: '执行变更' }).click();
      const dialog = page.getByRole('dialog');
      expect(await dialog.getByRole('button', { name: '确认变更' }).isDisabled()).toBe(true);
      await dialog.getByLabel(/理由|原因/).fill('大促');
      await fine('hr-change-reason-phone');
      await dialog.getByRole('button', { name: '确认变更' }).click();
      await page.getByText('“大促”').waitFor();
      await until('the new target', async () => ((await target('S1')) === '15' ? true : undefined));
      expect(await target('S2')).toBe('11');
      await page.getByText('第 1 次', { exact: true }).waitFor();
    }),
  );

  it(
    'says why a change is refused, and changes nothing',
    part(async () => {
      await page.getByText('权重', { exact: true }).first().click();
      await page.getByLabel('新的权重（%）').fill('120');
      await page.getByRole('button', { name: '查看影响' }).click();
      await page.getByRole('alert').getByText('该变更不被允许').waitFor();
      expect(await page.getByRole('button', { name: '执行变更' }).count()).toBe(0);
      await fine('hr-change-refused-phone');
    }),
  );

  it(
    'does nothing else than was shown: what somebody did meanwhile is looked at again',
    part(async () => {
      await page.getByText('目标值', { exact: true }).first().click();
      await page.getByLabel('新的目标值').fill('18');
      await page.getByRole('button', { name: '查看影响' }).click();
      await page
        .getByRole('region', { name: '将会发生的变化' })
        .getByRole('row', { name: /15.*18/ })
        .waitFor();
      const sheet = await company.sheetOf('S1');
      await (
        await company.as('S1')
      ).adjustSheet(sheet.id, {
        version: sheet.version,
        goals: [{ goalId: sheet.goals[0]?.id ?? '', target: '16' }],
      });
      await page.getByRole('button', { name: '执行变更' }).click();
      const dialog = page.getByRole('dialog');
      await dialog.getByLabel(/理由|原因/).fill('再加一点');
      await dialog.getByRole('button', { name: '确认变更' }).click();
      await page.locator('.ant-notification-notice').first().waitFor();
      expect(await target('S1')).toBe('16');
    }),
  );
});

it('broke nothing in the browser’s log', () => {
  expect(browsers.trouble).toEqual([]);
});
