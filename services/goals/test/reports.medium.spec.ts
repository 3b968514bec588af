import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PEOPLE, TENANT } from './company.js';
import { AT } from './definitions.js';
import { startGoals, type Goals } from './goals-service.js';
import { PNG, tasksOf, Week } from './week.js';

let goals: Goals;
beforeAll(async () => {
  goals = await startGoals();
});
afterAll(() => goals.close());

describe('reports', () => {
  let week: Week;
  beforeAll(async () => {
    week = await new Week(goals).open('reporting');
    await goals.at(AT.issue);
    await goals.activities.issueSheets(await week.ref());
    await week.planned('ann', 'bob', 'cat');
    await goals.at(AT.closePlanning);
    await goals.activities.remindToPlan(await week.ref());
    await goals.activities.closePlanning(await week.ref());
  });

  it('keep progress by hand and the lead’s word', async () => {
    const {
      goals: [orders],
    } = await week.sheet('ann');
    const saved = await week.act('ann', 'progress', { items: [{ goalId: orders?.id, actual: '4' }] });
    expect(saved.body).toMatchObject({ completion: '20.00', goals: [{ actual: '4', attainment: '40.00' }, {}, {}] });
    const { id } = await week.sheet('ann');
    const said = await goals.call<{ feedback: object[] }>(week.as('lead'), 'POST', `/v1/goal-sheets/${id}/feedback`, {
      text: 'mind the wording',
    });
    expect(said.body.feedback).toMatchObject([{ byPersonId: PEOPLE.lead, text: 'mind the wording' }]);
    expect((await goals.call(week.as('bob'), 'POST', `/v1/goal-sheets/${id}/feedback`, { text: 'hm' })).status).toBe(
      403,
    );
  });

  it('are not accepted without the evidence that a goal demands', async () => {
    const items = await week.items('ann', 'done', { orders: { links: [] } });
    expect(await week.act('ann', 'report', { items })).toMatchObject({
      status: 422,
      body: { code: 'evidence-required', field: 'items.0.evidence' },
    });
    expect(await week.act('ann', 'report', { items: items.slice(1) })).toMatchObject({
      status: 400,
      body: { field: 'items' },
    });
    expect((await week.sheet('ann')).state).toBe('planned');
  });

  it('take files by what they are, not by what they are called', async () => {
    expect(await week.upload('ann', 'order.png', PNG)).toMatchObject({ status: 201, body: { mediaType: 'image/png' } });
    const lies: [string, Uint8Array, string][] = [
      ['order.png', Buffer.from('<html><script>alert(1)</script></html>'), 'image/png'],
      ['order.pdf', PNG, 'application/pdf'],
      ['order.txt', PNG, 'text/plain'],
      ['order.exe', Buffer.from('MZ\u0000\u0001'), 'application/x-msdownload'],
      ['order.csv', Buffer.from([0x61, 0xff, 0xfe, 0x2c]), 'text/csv'],
      ['order.svg', Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'image/svg+xml'],
    ];
    for (const [name, bytes, declared] of lies) {
      expect(await week.upload('ann', name, bytes, declared)).toMatchObject({
        status: 415,
        body: { code: 'unsupported-media', field: 'file' },
      });
    }
    expect((await week.upload('ann', 'orders.csv', Buffer.from('单号,金额\n1,2\n'))).body.mediaType).toBe('text/csv');
    expect((await week.upload('ann', 'empty.txt', new Uint8Array())).status).toBe(400);
    expect((await week.upload('ann', 'big.txt', Buffer.alloc(10 * 1024 * 1024 + 1, 97))).status).toBe(413);
    const { id } = await week.sheet('ann');
    expect((await goals.call(week.as('ann'), 'POST', `/v1/goal-sheets/${id}/evidence?goal=${id}`, {})).status).toBe(
      400,
    );
  });

  it('count to the last digit, and what is confirmed is frozen', async () => {
    const file = await week.upload('ann', '订单 1.png', PNG);
    const stored = await readFile(join(goals.evidenceDir, TENANT, file.body.sha256));
    expect(stored.equals(PNG)).toBe(true);
    const items = await week.items('ann', 'done', {
      orders: { actual: '11', evidence: [file.body.id], links: [] },
      satisfaction: { outcome: 'partly', actual: '60' },
    });
    const reported = await week.act('ann', 'report', { items });
    // 50 × 11/10 + 30 × 2/3 + 20 × 1
    expect(reported.body).toMatchObject({ state: 'report-submitted', completion: '95.00', provisional: true });
    const taken = await goals.call<Buffer>(week.as('lead'), 'GET', `/v1/evidence/${file.body.id}`);
    expect(taken.status).toBe(200);
    expect(taken.headers).toMatchObject({ 'content-type': 'image/png', 'x-content-type-options': 'nosniff' });
    expect(String(taken.headers['content-disposition'])).toMatch(/^attachment; /);
    expect((await goals.call(week.as('bob'), 'GET', `/v1/evidence/${file.body.id}`)).status).toBe(403);
    expect((await week.decide('lead', 'ann')).body.state).toBe('approved');
    const sheet = await week.sheet('ann');
    expect(sheet).toMatchObject({ state: 'confirmed', provisional: false });
    expect((await week.upload('ann', 'late.png', PNG)).status).toBe(409);
    await expect(goals.rows('DELETE FROM evidence WHERE id = $1', [file.body.id])).rejects.toThrow(/frozen/);
    expect(await week.act('ann', 'report', { items })).toMatchObject({ status: 409, body: { code: 'wrong-state' } });
  });

  it('come back item by item and are mended', async () => {
    expect((await week.act('bob', 'report', { items: await week.items('bob') })).body.completion).toBe('100.00');
    const {
      id,
      goals: [orders],
    } = await week.sheet('bob');
    const back = await week.decide('lead', 'bob', {
      decision: 'return',
      items: [{ itemId: orders?.id, decision: 'return', comment: 'two were cancelled' }],
    });
    expect(back.body.state).toBe('returned');
    const sheet = await week.sheet('bob');
    expect(sheet).toMatchObject({
      state: 'report-returned',
      goals: [{ returnedReason: 'two were cancelled' }, {}, {}],
    });
    expect(await tasksOf(goals, 'make-report', id)).toMatchObject([{ state: 'open', due_at: AT.closeReporting }]);
    const mended = await week.act('bob', 'report', {
      items: [{ goalId: orders?.id, outcome: 'partly', actual: '8', links: ['https://example.com/8'] }],
    });
    expect(mended.body).toMatchObject({ state: 'report-submitted', completion: '90.00' });
    expect(mended.body.diff).toEqual([
      { goalId: orders?.id, field: 'actual', before: '10', after: '8' },
      { goalId: orders?.id, field: 'outcome', before: 'done', after: 'partly' },
    ]);
  });

  it('are closed: who is late, what silence means, and one batch that stays the same', async () => {
    await goals.at(AT.askReport);
    expect(await goals.activities.askForReport(await week.ref())).toMatchObject({ counts: { asked: 3 } });
    await goals.at(AT.remindReport);
    await goals.activities.remindToReport(await week.ref());
    await goals.at(AT.closeReporting);
    expect(await goals.activities.closeReporting(await week.ref())).toMatchObject({ counts: { late: 3 } });
    expect(await week.act('cat', 'report', { items: await week.items('cat') })).toMatchObject({
      status: 409,
      body: { code: 'wrong-state' },
    });
    const late = await goals.call<{ items: { personId: string; subjectKind: string }[] }>(
      week.as('lead'),
      'GET',
      `/v1/cycles/${week.cycleId}/late`,
    );
    expect(late.body.items.map((item) => item.personId).toSorted()).toEqual([PEOPLE.lead, PEOPLE.cat, PEOPLE.new]);
    await goals.at(AT.closeConfirming);
    const first = await goals.activities.closeConfirming(await week.ref());
    expect(first).toMatchObject({
      outcome: 'done',
      counts: { confirmed: 2, unreported: 3, byDeadline: 1, results: 5 },
      batch: { count: 5 },
    });
    const again = await goals.activities.closeConfirming(await week.ref());
    expect(again.outcome === 'done' && 'batch' in again ? again.batch : null).toEqual(
      'batch' in first ? first.batch : undefined,
    );
    expect(await week.sheet('bob')).toMatchObject({ state: 'confirmed', completion: '90.00' });
    expect(
      await goals.rows(`SELECT state FROM approval WHERE subject_id = $1 AND subject_kind = 'report' ORDER BY round`, [
        (await week.sheet('bob')).id,
      ]),
    ).toEqual([{ state: 'returned' }, { state: 'approved' }]);
    expect(await week.sheet('cat')).toMatchObject({ state: 'unreported', completion: '0.00' });
    const pages = await goals.rows<{
      data: { count: number; pages: number; sheets: { state: string; completion: string }[] };
    }>(
      `SELECT payload->'event'->'data' AS data FROM outbox WHERE payload->'event'->>'type' = 'goalbeat.goals.results.published.v1'`,
    );
    expect(pages).toHaveLength(1);
    expect(pages[0]?.data).toMatchObject({ count: 5, pages: 1 });
    expect(pages[0]?.data.sheets.map((sheet) => sheet.completion).toSorted()).toEqual([
      '0/1',
      '0/1',
      '0/1',
      '19/20',
      '9/10',
    ]);
    expect(
      await goals.rows(`SELECT 1 FROM approval_task WHERE cycle_id = $1 AND state = 'open'`, [week.cycleId]),
    ).toEqual([]);
  });

  it('end in the weekly report and the archive', async () => {
    for (const step of ['score', 'publish', 'bonus-list', 'payout'] as const) {
      await goals.at(AT.weeklyReport);
      expect(await goals.activities.checkStep({ ...(await week.ref()), step })).toMatchObject({ outcome: 'done' });
      expect(await goals.activities.completeStep({ ...(await week.ref()), step })).toMatchObject({ outcome: 'done' });
    }
    expect(await goals.activities.sendWeeklyReport(await week.ref())).toMatchObject({ outcome: 'done' });
    const report = await goals.call<{
      units: object[];
      ranking: { rank: number; completion: string }[];
      above: object;
    }>(week.as('hr'), 'GET', `/v1/reports/weekly?cycle=${week.cycleId}&above=94.99`);
    expect(report.body).toMatchObject({
      provisional: false,
      units: [{ name: 'sales', people: 5, completion: '37.00', confirmed: 2, unreported: 3 }],
      above: { threshold: '94.99', people: [{ name: 'ann', completion: '95.00' }] },
    });
    expect(report.body.ranking.map((row) => row.rank)).toEqual([1, 2, 3, 3, 3]);
    const own = await goals.call<{ ranking: object[] }>(
      week.as('cat'),
      'GET',
      `/v1/reports/weekly?cycle=${week.cycleId}&above=95`,
    );
    expect(own.body.ranking).toHaveLength(1);
    await goals.at(AT.archive);
    expect(await goals.activities.archiveCycle(await week.ref())).toMatchObject({ outcome: 'done' });
    expect(await week.control()).toMatchObject({ state: 'closed', timeline: [] });
  });
});
