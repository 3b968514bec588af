import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { Company, PASSWORD } from '../e2e/company.js';
import { until } from '../e2e/until.js';
import { Browsers, DESKTOP, PHONE, signIn, story } from './browser.js';
import { choose, fine, giveReason } from './fine.js';

type Reaction = 'take' | 'cut' | 'refuse';

/** Where payroll takes payouts: whoever it is about decides whether the line is cut or the door stays shut. */
class Door {
  /** Employee numbers, as often as each came in. */
  readonly taken: string[] = [];
  reaction: (number: string) => Reaction = () => 'take';

  private constructor(private readonly server: Server) {}

  static async open(): Promise<Door> {
    const server = createServer();
    const door = new Door(server);
    server.on('request', (request, response) => {
      door.#take(request, response).catch(() => response.destroy());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return door;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}/payouts`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  async #take(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const { data } = JSON.parse(Buffer.concat(parts).toString('utf8')) as { data: { employeeNumber?: string } };
    const reaction = data.employeeNumber === undefined ? 'take' : this.reaction(data.employeeNumber);
    if (reaction === 'cut') response.socket?.destroy();
    else if (reaction === 'refuse') response.writeHead(410).end();
    else {
      if (data.employeeNumber !== undefined) this.taken.push(data.employeeNumber);
      response.writeHead(202).end();
    }
  }
}

/** A cut line is looked into after half a minute. */
const LOOKED_INTO_MS = 150_000;
import { weekUntilPayout } from './signed-week.js';

let company: Company;
let browsers: Browsers;
let door: Door;
let newDoor: Door;
/** Finance’s reviewer in English at a desk, its lead in Chinese on a phone in the dark. */
let reviewer: Page;
let lead: Page;

beforeAll(async () => {
  company = await Company.found({
    name: 'hand-over',
    people: [
      { number: 'G1', family: 'board', grade: 'M' },
      { number: 'H1', unit: 'HR', manager: 'G1', family: 'board', roles: 'hr-lead' },
      { number: 'F1', name: 'Rui Reviewer', unit: 'FIN', manager: 'G1', family: 'board', roles: 'finance-reviewer' },
      { number: 'F2', name: '兰主管', unit: 'FIN', manager: 'G1', family: 'board', roles: 'finance-lead' },
      ...['S1', 'S2', 'S3'].map((number) => ({ number, name: `Seller ${number}`, unit: 'SALES', manager: 'G1' })),
    ],
    payPlan: { multiplierByBand: { excellent: '1.5', qualified: '1', unqualified: '1' } },
  });
  [door, newDoor] = [await Door.open(), await Door.open()];
  browsers = await Browsers.open();
  const who = (number: string) => ({ company: company.slug, number, password: PASSWORD });
  reviewer = await browsers.seat({ language: 'en', view: DESKTOP });
  lead = await browsers.seat({ language: 'zh-CN', view: PHONE, dark: true });
  await signIn(reviewer, 'en', who('F1'));
  await signIn(lead, 'zh-CN', who('F2'));
});
afterAll(async () => {
  await browsers.close();
  await door.close();
  await newDoor.close();
});

const part = story(() => browsers.seen());
const row = (page: Page, number: string): Locator => page.getByRole('article', { name: `Seller ${number} ${number}` });
const show = async (page: Page, filter: string): Promise<void> => {
  await page
    .getByRole('radiogroup', { name: /Which payouts|筛选发放/ })
    .getByText(filter, { exact: true })
    .click();
};

describe('payouts that go to payroll’s address', () => {
  it(
    'go there once the lead has made a secret and named it',
    part(async () => {
      await lead.goto('/hand-over?tab=setting');
      await lead.getByRole('button', { name: '新的推送密钥' }).click();
      await giveReason(lead, /生成新的密钥/, null, '新的推送密钥');
      await lead.getByRole('button', { name: '我已保存' }).click();
      await lead.getByRole('button', { name: '变更方式' }).click();
      const form = lead.getByRole('form', { name: '变更方式' });
      await form.getByText('接口推送', { exact: true }).click();
      await form.getByLabel('地址', { exact: true }).fill(door.url);
      await form.getByRole('checkbox', { name: /自动去重/ }).uncheck();
      await form.getByLabel('原因（确认人会看到）').fill('薪资系统已有接口');
      await form.getByRole('button', { name: '提出变更' }).click();
      await lead.getByRole('definition').filter({ hasText: door.url }).waitFor();

      door.reaction = (number) => (number === 'S1' ? 'cut' : number === 'S2' ? 'refuse' : 'take');
      await weekUntilPayout(company);
      await until('a payout at payroll', async () => (door.taken.includes('S3') ? true : undefined));
      expect(browsers.trouble).toEqual([]);
    }),
    200_000,
  );

  it(
    'are looked up where the line was cut, and what could pay twice takes two',
    part(async () => {
      await reviewer.goto('/hand-over');
      await row(reviewer, 'S1').waitFor({ timeout: LOOKED_INTO_MS });
      await row(reviewer, 'S1').getByText('¥200.00').waitFor();
      await fine(reviewer, 'deliveries-unclear');
      await row(reviewer, 'S1').getByRole('checkbox', { name: 'Choose Seller S1 S1' }).check();
      await reviewer.getByText('1 chosen').waitFor();
      await reviewer.getByRole('button', { name: 'Payroll never got it' }).click();
      await giveReason(reviewer, /Did payroll never get it/, 'They searched by our key', 'Payroll never got it');
      await reviewer.getByText('Asked: somebody else has to confirm it.').waitFor();
      const asked = reviewer.getByRole('article', { name: 'What payroll has of payouts' });
      await asked.getByRole('button', { name: 'Withdraw' }).waitFor();
      expect(await asked.getByRole('button', { name: 'Confirm' }).count()).toBe(0);
      expect(door.taken).not.toContain('S1');

      door.reaction = (number) => (number === 'S2' ? 'refuse' : 'take');
      await lead.goto('/hand-over');
      const card = lead.getByRole('article').filter({ hasText: 'They searched by our key' });
      await card.getByText('S1').waitFor();
      await fine(lead, 'finding-phone');
      await card.getByRole('button', { name: '确认', exact: true }).click();
      await giveReason(lead, /确认该申请/, null, '确认');
      await until('S1 at payroll', async () => (door.taken.includes('S1') ? true : undefined));
      expect(door.taken.filter((number) => number === 'S1')).toEqual(['S1']);
      await reviewer.getByRole('heading', { name: 'Nothing here' }).waitFor();
      expect(browsers.trouble).toEqual([]);
    }),
    LOOKED_INTO_MS + 120_000,
  );

  it(
    'go to another address of their run, once two have said so',
    part(async () => {
      await lead.goto('/hand-over?tab=setting');
      await lead.getByRole('button', { name: '更改批次地址' }).click();
      const dialog = lead.getByRole('dialog', { name: '更改批次地址' });
      await choose(dialog, '发放批次', '周期发放 · ¥600.00');
      await dialog.getByLabel('地址', { exact: true }).fill(newDoor.url);
      await dialog.getByLabel('原因（相关人员可见）').fill('薪资换了地址');
      await fine(lead, 'run-address-phone');
      await dialog.getByRole('button', { name: '提出变更' }).click();
      await dialog.waitFor({ state: 'hidden' });

      const asked = reviewer.getByRole('article', { name: 'Another address of a run that has begun' });
      await asked.getByText('薪资换了地址').waitFor();
      await asked.getByText(newDoor.url).waitFor();
      await fine(reviewer, 'run-address-asked');
      await asked.getByRole('button', { name: 'Confirm' }).click();
      await giveReason(reviewer, /Confirm it/, null, 'Confirm');
      await asked.waitFor({ state: 'hidden' });

      // A reviewer is one of two, and decides nothing alone: it is the lead's.
      await lead.goto('/hand-over');
      await show(lead, '对方拒收');
      await row(lead, 'S2')
        .getByText(/HTTP 410/)
        .waitFor();
      await row(lead, 'S2').getByRole('checkbox').check();
      await lead.getByRole('button', { name: '重新发送' }).click();
      await giveReason(lead, /重新发送/, '地址已更正', '重新发送');
      await until('S2 at the new address', async () => (newDoor.taken.includes('S2') ? true : undefined));
      expect([door.taken.toSorted(), newDoor.taken]).toEqual([['S1', 'S3'], ['S2']]);
      await show(reviewer, 'With payroll');
      for (const number of ['S1', 'S2', 'S3']) await row(reviewer, number).waitFor();
      await fine(reviewer, 'deliveries-delivered');
      expect(browsers.trouble).toEqual([]);
    }),
  );
});
