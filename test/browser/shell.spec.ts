import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { Company, PASSWORD } from '../e2e/company.js';
import { Browsers, DESKTOP, PHONE, overflow, seriousFindings, signIn } from './browser.js';

let company: Company;
let browsers: Browsers;

beforeAll(async () => {
  company = await Company.found({
    name: 'shell',
    people: [
      { number: 'G1', family: 'board', grade: 'M' },
      { number: 'H1', unit: 'HR', manager: 'G1', roles: 'hr-lead' },
      { number: 'F1', unit: 'FIN', manager: 'G1', roles: 'finance-reviewer' },
      { number: 'F2', unit: 'FIN', manager: 'G1', roles: 'finance-lead' },
      { number: 'L1', unit: 'SALES', manager: 'G1', grade: 'M' },
      { number: 'S1', unit: 'SALES', manager: 'L1' },
    ],
  });
  browsers = await Browsers.open();
});
afterAll(async () => {
  await browsers.close();
});

const who = (number: string) => ({ company: company.slug, number, password: PASSWORD });
const lang = (page: Page): Promise<string | null> => page.locator('html').getAttribute('lang');

describe('the console', () => {
  it('refuses a wrong password in the reader’s language, and then signs in where one wanted to go', async () => {
    const page = await browsers.seat({ language: 'zh-CN' });
    await page.goto('/notices');
    expect(await lang(page)).toBe('zh-CN');
    await page.getByLabel('公司代码').waitFor();
    expect(await page.title()).toBe('登录 · Goalbeat');
    expect(await seriousFindings(page)).toEqual([]);
    await page.getByLabel('公司代码').fill(company.slug);
    await page.getByLabel('工号').fill('S1');
    await page.getByLabel('密码', { exact: true }).fill('not the word');
    await page.getByRole('button', { name: '登录', exact: true }).click();
    await page
      .getByRole('alert')
      .filter({ hasText: /[\u4e00-\u9fff]/ })
      .waitFor();
    await page.getByLabel('密码', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: '登录', exact: true }).click();
    await page.getByRole('heading', { name: '通知', level: 1 }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/notices');
  });

  it.each([
    ['English on a desk', 'en', DESKTOP, false],
    ['Chinese on a phone in the dark', 'zh-CN', PHONE, true],
  ] as const)('goes everywhere by its menu: %s', async (_what, language, view, dark) => {
    const page = await browsers.seat({ language, view, dark });
    await signIn(page, language, who('S1'));
    const menu = async () => {
      if (view === PHONE) await page.getByRole('button', { name: language === 'en' ? 'More' : '更多' }).click();
      return page.getByRole('navigation', { name: language === 'en' ? 'Menu' : '菜单' });
    };
    const names = await (await menu()).getByRole('link').allInnerTexts();
    expect(names.length).toBeGreaterThanOrEqual(6);
    if (view === PHONE) await page.keyboard.press('Escape');
    for (const name of names) {
      await (await menu()).getByRole('link', { name, exact: true }).click();
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.getByRole('dialog').waitFor({ state: 'hidden' });
      expect([name, await seriousFindings(page)]).toEqual([name, []]);
      expect([name, await overflow(page)]).toEqual([name, 0]);
      // The notices' entry counts besides.
      expect(name.startsWith((await page.title()).replace(' · Goalbeat', ''))).toBe(true);
    }
  });

  it('changes language and appearance without a new sign-in, and keeps both', async () => {
    const page = await browsers.seat({ language: 'en' });
    await signIn(page, 'en', who('S1'));
    await page.getByRole('button', { name: /account and settings/ }).click();
    await page.getByText('Dark', { exact: true }).click();
    await page.getByText('中文', { exact: true }).click();
    await page.getByRole('navigation', { name: '菜单' }).waitFor();
    await page.waitForFunction(() => document.title === '本周目标 · Goalbeat');
    await page.reload();
    await page.getByRole('navigation', { name: '菜单' }).waitFor();
    expect(await page.locator('html').getAttribute('data-theme')).toBe('dark');
  });

  it('lists what keys do, and goes by them', async () => {
    const page = await browsers.seat({ language: 'en' });
    await signIn(page, 'en', who('S1'));
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Keys' }).getByText('My pay').waitFor();
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.keyboard.press('g');
    await page.keyboard.press('p');
    await page.waitForURL('**/my-payouts');
    expect(await page.getByRole('link', { name: 'My pay', exact: true }).getAttribute('aria-current')).toBe('page');
  });

  it('says that the connection is lost, and heals', async () => {
    const page = await browsers.seat({ language: 'en' });
    await signIn(page, 'en', who('S1'));
    const banner = page.getByText('Connection lost, trying again.');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.context().setOffline(true);
    await banner.waitFor();
    await page.context().setOffline(false);
    await banner.waitFor({ state: 'hidden' });
    expect(await page.getByRole('heading', { level: 1 }).count()).toBe(1);
  });

  it('ends with the session: signed out in one window, signed out in the other', async () => {
    const page = await browsers.seat({ language: 'en' });
    await signIn(page, 'en', who('S1'));
    const other = await page.context().newPage();
    await other.goto('/notices');
    await other.getByRole('heading', { level: 1 }).waitFor();
    await page.getByRole('button', { name: /account and settings/ }).click();
    await page.getByRole('button', { name: 'Sign out', exact: true }).click();
    await page.getByLabel('Company code').waitFor();
    await other.getByRole('link', { name: 'My results' }).click();
    await other.reload();
    await other.getByLabel('Company code').waitFor();
    expect(await other.getByRole('navigation').count()).toBe(0);
  });

  it('broke nothing in the browser’s log', () => {
    expect(browsers.trouble).toEqual([]);
  });
});
