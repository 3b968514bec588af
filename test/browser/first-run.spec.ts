import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { Browsers, DESKTOP, PHONE, overflow, seriousFindings, shot, signIn, story } from './browser.js';

const SETUP_CODE = process.env['GOALBEAT_SETUP_CODE'] ?? '';
const PASSWORD = 'seven green bicycles';
/** A minute on an idle machine. */
const REHEARSED_MS = 400_000;

const UNITS = `code,name,kind,parent,head,zone,currency,calendar
SALES,Sales,department,ROOT,,,,
HR,Human resources,department,ROOT,,,,
`;
const person = (number: string, name: string, unit: string, family: string, manager: string, roles = ''): string =>
  [number, name, '', unit, family, 'P3', manager, roles, '2024-01-08', ''].join(',');
const GOOD = [
  person('1001', 'Grace Head', 'ROOT', 'management', ''),
  person('1002', 'Hannah Hughes', 'HR', 'hr', '1001', 'hr-lead'),
  person('1003', 'Laura Lead', 'SALES', 'sales', '1001'),
  person('1004', 'Sam Seller', 'SALES', 'sales', '1003'),
  person('1005', 'Sue Seller', 'SALES', 'sales', '1003'),
];
const PEOPLE = [
  'number,name,email,unit,job_family,grade,manager,roles,joined,left',
  ...GOOD,
  // There is no such department.
  person('1006', 'Nora Nowhere', 'MOON', 'sales', '1003'),
].join('\n');

let browsers: Browsers;
let page: Page;
const part = story();

beforeAll(async () => {
  browsers = await Browsers.open();
  page = await browsers.seat({ language: 'en', view: DESKTOP });
});
afterAll(async () => {
  await browsers.close();
});

const fine = async (on: Page, name: string): Promise<void> => {
  await shot(on, name);
  expect(await seriousFindings(on)).toEqual([]);
  expect(await overflow(on)).toBe(0);
};
const step = (name: string): Locator =>
  page.getByRole('list', { name: 'Steps of the set-up' }).getByText(name, { exact: true });
const isAt = async (name: string): Promise<void> => {
  await step(name).and(page.locator('[aria-current="step"]')).waitFor();
};
const choose = async (button: string, name: string, text: string): Promise<Locator> => {
  await page.getByRole('button', { name: button, exact: true }).click();
  const dialog = page.getByRole('dialog');
  await dialog
    .getByLabel('Choose a file')
    .setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(text, 'utf8') });
  await dialog.getByRole('status').waitFor();
  return dialog;
};

describe('an installation without a company', () => {
  it(
    'asks for one, and for the code that only its operator has',
    part(async () => {
      await page.goto('/');
      await page.getByRole('heading', { name: 'Set up your company' }).waitFor();
      await isAt('Company');
      await page.getByLabel('Set-up code').fill('AAAA-BBBB-CCCC-DDDD');
      await page.getByLabel('Name of the company').fill('Acme Works');
      expect(await page.getByLabel('Company code').inputValue()).toBe('acme-works');
      await page.getByLabel('Your name').fill('Ann Admin');
      await page.getByLabel('E-mail address').fill('ann@example.com');
      await page.getByLabel(/^Password/).fill(PASSWORD);
      await fine(page, 'first-run-company');
      await page.getByRole('button', { name: 'Found the company' }).click();
      await page
        .getByRole('alert')
        .getByText(/set-up code is wrong/)
        .waitFor();
    }),
  );

  it(
    'is founded with it, and goes on signed in',
    part(async () => {
      await page.getByLabel('Set-up code').fill(SETUP_CODE);
      await page.getByRole('button', { name: 'Found the company' }).click();
      await page.getByRole('heading', { name: 'Bring in your people' }).waitFor();
      await isAt('People');
      expect(new URL(page.url()).pathname).toBe('/first-run');
      await fine(page, 'first-run-people');
    }),
  );

  it(
    'takes people from a file, and leaves out the row that is wrong',
    part(async () => {
      const units = await choose('Import departments', 'units.csv', UNITS);
      await units.getByRole('button', { name: 'Write all rows' }).click();
      await units.waitFor({ state: 'detached' });
      const people = await choose('Import people', 'people.csv', PEOPLE);
      await people.getByText('Wrong 1').waitFor();
      await people.getByRole('row', { name: /1006.*MOON/ }).waitFor();
      expect(await people.getByRole('button', { name: 'Write all rows' }).count()).toBe(0);
      await fine(page, 'first-run-import');
      await people.getByRole('button', { name: 'Write the good rows only' }).click();
      await page.getByRole('heading', { name: 'Who leads HR?' }).waitFor();
    }),
  );

  it(
    'goes on where it was after a reload',
    part(async () => {
      await page.reload();
      await page.getByRole('heading', { name: 'Who leads HR?' }).waitFor();
      await isAt('HR lead');
      await page.getByText('Hannah Hughes 1002 · leads HR').waitFor();
      await fine(page, 'first-run-hr');
      await page.getByLabel(/^Their password/).fill(PASSWORD);
      await page.getByLabel(/^The same again/).fill(`${PASSWORD}!`);
      await page.getByText('The two differ.').waitFor();
      expect(await page.getByRole('button', { name: 'Go on as Hannah Hughes' }).isDisabled()).toBe(true);
      await page.getByLabel(/^The same again/).fill(PASSWORD);
      await page.getByRole('button', { name: 'Go on as Hannah Hughes' }).click();
      await isAt('A ready cycle');
    }),
  );

  it(
    'offers ready rhythms, in which only numbers are changed',
    part(async () => {
      await page.getByRole('radio', { name: /^Month with results/ }).check();
      await page.getByText('Last day, 17:00').waitFor();
      expect(await page.getByLabel('Orders of sales').inputValue()).toBe('40');
      await fine(page, 'first-run-month');
      await page.getByRole('radio', { name: /^Week of goals only/ }).check();
      await page.getByText('Nothing is scored or paid in this rhythm').waitFor();
      await page.getByRole('radio', { name: /^Week with results/ }).check();
      await page.getByText('Friday 17:00').waitFor();
      await page.getByLabel('Orders of sales').fill('12');
      await page.getByRole('checkbox', { name: /^hr/ }).uncheck();
      expect(await page.getByRole('checkbox', { name: /^management/ }).isChecked()).toBe(false);
      expect(await page.getByRole('checkbox', { name: /^administration/ }).count()).toBe(0);
      await fine(page, 'first-run-definition');
      await page.getByRole('button', { name: 'Make this definition' }).click();
      await page.getByRole('heading', { name: 'Rehearse “A week of goals”' }).waitFor();
      await fine(page, 'first-run-rehearse');
    }),
  );

  it(
    'rehearses it with those people',
    part(async () => {
      await page.getByRole('button', { name: 'Rehearse it' }).click();
      await page.getByRole('heading', { name: 'It is running' }).waitFor();
      await page.getByRole('heading', { name: 'Your first cycle is rehearsed' }).waitFor({ timeout: REHEARSED_MS });
      await fine(page, 'first-run-done');
      await page.getByRole('link', { name: 'Play the rehearsal' }).click();
      await page.getByRole('heading', { name: 'The week again' }).waitFor();
      await page.getByText('Goals go out', { exact: true }).first().waitFor();
      expect(await page.getByRole('slider', { name: 'Where in the week' }).inputValue()).toBe('0');
      await fine(page, 'first-run-played');
      await page.goto('/templates/weekly-sales');
      await page.getByRole('button', { name: /Orders.*12/ }).waitFor();
    }),
    REHEARSED_MS + 60_000,
  );
});

describe('whoever comes later', () => {
  it(
    'is told that there is a company, and signs in to it',
    part(async () => {
      const late = await browsers.seat({ language: 'zh-CN', view: PHONE });
      await late.goto('/first-run');
      await late.getByText('这里已经有一家公司：登录后可继续设置。').waitFor();
      expect(await late.getByLabel('设置码').count()).toBe(0);
      await fine(late, 'first-run-late');
      await signIn(late, 'zh-CN', { company: 'acme-works', number: '1002', password: PASSWORD });
      await late.goto('/first-run');
      await late.getByRole('heading', { name: '您的第一个周期已试运行' }).waitFor();
      await fine(late, 'first-run-late-done');
    }),
  );
});

it('broke nothing in the browser’s log', () => {
  expect(browsers.trouble).toEqual([]);
});
