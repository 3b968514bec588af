import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Download, Page } from 'playwright-core';
import { Company, PASSWORD } from '../e2e/company.js';
import { all, present, until } from '../e2e/until.js';
import { AT, bonusStep } from '../e2e/weekly-definition.js';
import { Browsers, DESKTOP, PHONE, signIn, story } from './browser.js';
import { fine, giveReason } from './fine.js';
import { weekUntilBonusList } from './signed-week.js';

let company: Company;
let browsers: Browsers;
/** HR’s lead and finance’s reviewer in English at a desk; finance’s lead in Chinese, on a phone in the dark. */
let hr: Page;
let reviewer: Page;
let lead: Page;
let listId = '';

beforeAll(async () => {
  company = await Company.found({
    name: 'finance',
    people: [
      { number: 'G1', family: 'board', grade: 'M' },
      { number: 'H1', unit: 'HR', manager: 'G1', family: 'board', roles: 'hr-lead' },
      { number: 'F1', name: 'Rui Reviewer', unit: 'FIN', manager: 'G1', family: 'board', roles: 'finance-reviewer' },
      { number: 'F2', name: 'Lan Lead', unit: 'FIN', manager: 'G1', family: 'board', roles: 'finance-lead' },
      ...['S1', 'S2', 'S3'].map((number) => ({ number, name: `Seller ${number}`, unit: 'SALES', manager: 'G1' })),
    ],
    chains: { 'bonus-list': [bonusStep('finance-reviewer'), bonusStep('finance-lead', '100')] },
    // Who reports nothing is unqualified, and paid all the same: this is about the money, not about the week.
    payPlan: { multiplierByBand: { excellent: '1.5', qualified: '1', unqualified: '1' } },
  });
  browsers = await Browsers.open();
  const who = (number: string) => ({ company: company.slug, number, password: PASSWORD });
  hr = await browsers.seat({ language: 'en', view: DESKTOP });
  reviewer = await browsers.seat({ language: 'en', view: DESKTOP });
  lead = await browsers.seat({ language: 'zh-CN', view: PHONE, dark: true });
  await signIn(hr, 'en', who('H1'));
  await signIn(reviewer, 'en', who('F1'));
  await signIn(lead, 'zh-CN', who('F2'));
});
afterAll(async () => {
  await browsers.close();
});

const part = story(() => browsers.seen());
const stateOf = async (number: string): Promise<string | undefined> =>
  (await all((await company.hr).payouts({ cycle: company.cycleId }))).find((one) => one.personNumber === number)?.state;
const textOf = async (download: Download): Promise<string> => readFile(present(await download.path(), 'file'), 'utf8');

describe('the way to payroll', () => {
  it(
    'is set by the lead while nothing was signed yet',
    part(async () => {
      await lead.goto('/hand-over?tab=setting');
      await lead.getByRole('button', { name: '变更方式' }).click();
      const form = lead.getByRole('form', { name: '变更方式' });
      await form.getByText('文件', { exact: true }).click();
      await form.getByLabel('原因（确认人会看到）').fill('薪资系统只收文件');
      await fine(lead, 'hand-over-setting-phone');
      await form.getByRole('button', { name: '提出变更' }).click();
      await lead.getByText('已变更。').waitFor();
      await lead.getByRole('definition').filter({ hasText: '文件' }).waitFor();
      expect(browsers.trouble).toEqual([]);
    }),
  );
});

describe('a bonus list', () => {
  it(
    'is submitted by HR',
    part(async () => {
      await weekUntilBonusList(company);
      await hr.goto('/bonus-lists');
      await hr.getByRole('link', { name: /Week 47/ }).click();
      await hr.getByRole('button', { name: 'Submit ¥600.00 to finance' }).click();
      await hr.getByText('Submitted. Finance is asked to sign.').waitFor();
      listId = present(/bonus-lists\/([\w-]+)/.exec(hr.url())?.[1], 'list in the address');
      expect(browsers.trouble).toEqual([]);
    }),
  );

  it(
    'is signed by the reviewer without a line that they hold, and exported under their name',
    part(async () => {
      await reviewer.goto('/desk');
      await reviewer.getByRole('link', { name: 'Open the list: evidence, rounds and what-if' }).click();
      // The desk shows its lines too.
      await reviewer.getByRole('heading', { level: 1, name: /Bonus list Week 47/ }).waitFor();
      await reviewer.getByRole('table', { name: 'Lines' }).getByText('Seller S3').click();
      const drawer = reviewer.getByRole('dialog', { name: 'Seller S3 · S3' });
      await drawer.getByRole('button', { name: 'Hold', exact: true }).click();
      await giveReason(reviewer, /Hold the line of Seller S3/, 'The orders are not confirmed', 'Hold');
      await drawer.getByText('The orders are not confirmed').waitFor();
      await fine(reviewer, 'line-held');
      await drawer.getByRole('button', { name: 'Close' }).click();

      const saved = reviewer.waitForEvent('download');
      await reviewer.getByRole('button', { name: 'Export CSV' }).click();
      const rows = (await textOf(await saved)).trim().split('\r\n');
      expect(rows).toHaveLength(4);
      expect(rows[3]).toContain('Seller S3');
      expect(rows[3]).toContain('Held');
      const log = await (
        await company.hr
      ).transport.get<{ items: { action: string; actorId: string }[] }>('/api/process-log', {
        subject: `bonus-list:${listId}`,
      });
      expect(log.items.filter(({ action }) => action === 'exported').map(({ actorId }) => actorId)).toEqual([
        company.personId('F1'),
      ]);

      await reviewer.getByRole('button', { name: 'Sign', exact: true }).click();
      await reviewer.getByRole('dialog', { name: 'Sign ¥400.00?' }).getByRole('button', { name: 'Sign' }).click();
      await reviewer.getByText('It waits for somebody else').waitFor();
    }),
  );

  it(
    'then by the lead, on the phone',
    part(async () => {
      await lead.goto('/desk');
      await lead
        .getByRole('button', { name: /2026-W47|第 47 周/ })
        .first()
        .click();
      await lead.getByRole('link', { name: '打开清单：证明材料、各轮版本与测算' }).click();
      await lead.waitForURL('**/bonus-lists/*');
      await lead.getByRole('button', { name: '签批', exact: true }).click();
      await fine(lead, 'list-sign-phone');
      await lead
        .getByRole('dialog', { name: /签批 ¥400\.00/ })
        .getByRole('button', { name: '签批' })
        .click();
      await lead.getByText('已签批，正在记账并交给薪资系统。').waitFor();
      expect(browsers.trouble).toEqual([]);
    }),
  );
});

describe('payouts', () => {
  it(
    'are stopped by one and let go on by two',
    part(async () => {
      await reviewer.goto('/stop-switch');
      await reviewer.getByRole('button', { name: 'Stop payouts' }).click();
      await giveReason(reviewer, /Stop all payouts now/, 'Payroll asked us to wait', 'Stop payouts');
      await reviewer.getByText('Payouts are stopped', { exact: true }).waitFor();
      await fine(reviewer, 'stopped');
      await hr.goto('/stop-switch');
      await hr.getByRole('button', { name: 'Ask for the release' }).click();
      await giveReason(hr, /Ask that payouts go on/, 'Payroll is ready again', 'Ask for the release');
      await hr.getByText('You asked for the release').waitFor();
      expect(await hr.getByRole('button', { name: 'Confirm the release' }).count()).toBe(0);
      await lead.goto('/stop-switch');
      await lead.getByText('Payroll is ready again').waitFor();
      await lead.getByRole('button', { name: '确认恢复' }).click();
      await giveReason(lead, /恢复发放/, null, '确认恢复');
      await lead.getByText('发放正常进行').waitFor();
      await reviewer.getByText('Payouts are going out').waitFor();
    }),
  );

  it(
    'go to payroll in a file that the lead releases, and come back with a verdict for each row',
    part(async () => {
      await company.clock.travelTo(AT.payout);
      await lead.goto('/hand-over?tab=files');
      await lead.getByRole('button', { name: '放行文件' }).click();
      await giveReason(lead, /放行含 2 笔发放的文件/, null, '放行文件');
      const saved = lead.waitForEvent('download');
      await lead.getByRole('button', { name: '下载', exact: true }).click();
      const file = await textOf(await saved);
      await fine(lead, 'file-phone');

      const results = (answers: Record<string, string>): Buffer =>
        Buffer.from(
          file
            .trimEnd()
            .split('\r\n')
            .map((row) => {
              const number = Object.keys(answers).find((one) => row.includes(`,${one},`));
              return number === undefined ? row : row.replace(/,,,,$/, answers[number] ?? '');
            })
            .join('\r\n'),
        );
      await lead.getByRole('button', { name: '上传结果' }).click();
      const dialog = lead.getByRole('dialog', { name: /的结果/ });
      const upload = (answers: Record<string, string>) =>
        dialog
          .getByLabel('选择文件')
          .setInputFiles({ name: 'results.csv', mimeType: 'text/csv', buffer: results(answers) });
      await upload({ S1: 'paid,,,PR-1,', S2: 'lost,,,,' });
      await dialog.getByText('1 行有误').waitFor();
      await fine(lead, 'results-phone');
      expect(await stateOf('S1')).toBe('handed-over');
      await upload({ S1: 'paid,,,PR-1,', S2: 'rejected,closed,Account closed,,' });
      await dialog.getByText('已接收 1').waitFor();
      await dialog.getByText('1 笔退回，等待另一位财务人员确认').waitFor();
      expect([await stateOf('S1'), await stateOf('S2')]).toEqual(['paid', 'handed-over']);
      await reviewer.goto('/hand-over');
      const asked = reviewer.getByRole('article', { name: 'Rejected by a result file' });
      await asked.getByText('S2').waitFor();
      await asked.getByRole('button', { name: 'Confirm' }).click();
      await giveReason(reviewer, /Confirm it/, null, 'Confirm');
      await until('a rejected S2', async () => ((await stateOf('S2')) === 'rejected' ? true : undefined));

      // Payroll has paid it after all.
      await upload({ S2: 'paid,,,PR-2,' });
      await dialog.getByText('与账目不符 1').waitFor();
      await dialog.getByRole('button', { name: '关闭', exact: true }).last().click();
    }),
  );

  it(
    'are settled by two people where payroll contradicts itself',
    part(async () => {
      await reviewer.goto('/contradictions');
      const card = reviewer.getByRole('article', { name: 'S2 2026-W47' });
      await card.getByText('Two people of finance settle it').waitFor();
      await card.getByRole('button', { name: 'Payroll is right' }).click();
      await giveReason(reviewer, /Has payroll paid it/, 'They showed the transfer', 'Payroll is right');
      await card.getByText('You asked for it').waitFor();
      await fine(reviewer, 'contradiction');
      await lead.goto('/desk');
      await lead
        .getByRole('button', { name: /S2 2026-W47/ })
        .first()
        .click();
      await lead.getByRole('link', { name: '前往处理' }).click();
      const settled = lead.getByRole('article', { name: 'S2 2026-W47' });
      await settled.getByText('They showed the transfer').waitFor();
      await fine(lead, 'contradiction-phone');
      await settled.getByRole('button', { name: '确认：以薪资为准' }).click();
      await giveReason(lead, /薪资确已发放/, '已核对转账凭证', '确认：以薪资为准');
      await lead.getByText('薪资答复与账目一致').waitFor();
      await until('a paid S2', async () => ((await stateOf('S2')) === 'paid' ? true : undefined));
      await reviewer.getByText('Payroll and our books agree').waitFor();
      expect(browsers.trouble).toEqual([]);
    }),
  );

  it(
    'take a part of what was held, and say why the rest waits',
    part(async () => {
      await hr.goto('/payouts');
      await hr.getByRole('tab', { name: 'Held lines' }).click();
      await hr
        .getByRole('listitem')
        .filter({ hasText: 'Seller S3' })
        .getByRole('button', { name: 'Pay a part' })
        .click();
      const dialog = hr.getByRole('dialog', { name: 'Pay a part to Seller S3' });
      await dialog.getByLabel('Part in CNY').fill('250');
      await dialog.getByLabel('Why the rest stays held').fill('The second order is open');
      await dialog.getByLabel('Reason (others will read it)').fill('The first order is confirmed');
      expect(await dialog.getByRole('button', { name: 'Make the list' }).isDisabled()).toBe(true);
      await dialog.getByLabel('Part in CNY').fill('50');
      await dialog.getByRole('button', { name: 'Make the list' }).click();
      await hr.getByText('An off-cycle list with the part was made.').waitFor();
      const row = hr.getByRole('listitem').filter({ hasText: 'The second order is open' });
      await row.getByText('¥150.00').waitFor();
      await fine(hr, 'held-lines');
      await hr.goto('/bonus-lists');
      await hr.getByRole('link').filter({ hasText: 'Off-cycle' }).getByText('¥50.00').waitFor();
    }),
  );
});

describe('the way to payroll, once money was signed', () => {
  it(
    'is another one only when a second person of finance confirms it',
    part(async () => {
      await lead.goto('/hand-over?tab=setting');
      await lead.getByRole('button', { name: '变更方式' }).click();
      const form = lead.getByRole('form', { name: '变更方式' });
      await form.getByText('消息队列', { exact: true }).click();
      await form.getByLabel('原因（确认人会看到）').fill('薪资系统已接入消息队列');
      await form.getByRole('button', { name: '提出变更' }).click();
      await lead.getByText('由您提出，需由他人确认。').waitFor();
      await reviewer.goto('/hand-over');
      const asked = reviewer.getByRole('article', { name: 'Another way to payroll' });
      await asked.getByText('薪资系统已接入消息队列').waitFor();
      await fine(reviewer, 'hand-over-asked');
      await asked.getByRole('button', { name: 'Confirm' }).click();
      await giveReason(reviewer, /Confirm it/, null, 'Confirm');
      await lead.getByRole('definition').filter({ hasText: '消息队列' }).first().waitFor();
      await lead.getByText('已确认').first().waitFor();
      expect(browsers.trouble).toEqual([]);
    }),
  );

  it('broke nothing in the browser’s log', () => {
    expect(browsers.trouble).toEqual([]);
  });
});
