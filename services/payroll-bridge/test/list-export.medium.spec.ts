import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { employee, STAFF, staff, TENANT, worker } from '@goalbeat/testing/harness/company';
import { parse } from 'csv-parse/sync';
import { score } from './company.js';
import { listOf } from './lists.js';
import { type Payroll, startPayroll } from './payroll-service.js';

describe('a bonus list that leaves the house', () => {
  let payroll: Payroll;
  let listId: string;

  beforeAll(async () => {
    payroll = await startPayroll();
    await payroll.seed(TENANT, 10);
    await payroll.putPlan();
    const scores = Array.from({ length: 3 }, (_, n) => score(n, worker(n)));
    listId = (await listOf(payroll, await payroll.build(randomUUID(), scores))).id;
  });
  afterAll(() => payroll.close());

  const take = (who: Parameters<typeof payroll.tokenOf>[0], headers: Record<string, string> = {}) =>
    payroll.app.inject({
      method: 'POST',
      url: `/v1/bonus-lists/${listId}/exports`,
      headers: { authorization: `Bearer ${payroll.tokenOf(who)}`, ...headers },
    });
  const logged = () =>
    payroll.rows<{ actorId: string; details: Record<string, unknown> }>(
      `SELECT actor_id AS "actorId", details FROM process_log WHERE subject_id = $1 AND action = 'exported' ORDER BY id`,
      [listId],
    );

  it('is a file for spreadsheets in the reader’s language, and stands in the process log', async () => {
    const answer = await take(staff('lead'), { 'accept-language': 'en' });
    expect(answer.statusCode).toBe(200);
    expect(answer.headers).toMatchObject({
      'content-type': 'text/csv; charset=utf-8',
      'cache-control': 'private, no-store',
      'content-disposition': "attachment; filename*=UTF-8''bonus-list-2026-W47-CNY.csv",
    });
    const rows = parse(answer.body, { bom: true, columns: true }) as Record<string, string>[];
    expect(rows.map((row) => [row['Number'], row['Department'], row['Amount'], row['Band']])).toEqual([
      ['E0000', 'sales', '750.00', 'excellent'],
      ['E0001', 'design', '750.00', 'excellent'],
      ['E0002', 'sales', '750.00', 'excellent'],
    ]);
    expect(await logged()).toEqual([
      { actorId: STAFF.lead, details: { format: 'csv', lines: 3, of: 3, language: 'en' } },
    ]);
  });

  it('is taken anew each time, so that no answer with people’s pay is kept', async () => {
    const key = { 'idempotency-key': randomUUID() };
    expect((await take(staff('reviewer'), key)).statusCode).toBe(200);
    expect((await take(staff('reviewer'), key)).statusCode).toBe(200);
    expect((await logged()).filter(({ actorId }) => actorId === STAFF.reviewer)).toHaveLength(2);
    expect(await payroll.rows('SELECT FROM idempotency_key WHERE key = $1', [key['idempotency-key']])).toEqual([]);
  });

  it('has the lines of one’s departments only', async () => {
    const answer = await take(staff('partner'), { 'accept-language': 'zh-CN' });
    const rows = parse(answer.body, { bom: true, columns: true }) as Record<string, string>[];
    expect(rows.map((row) => row['工号'])).toEqual(['E0000', 'E0002']);
    expect((await logged()).at(-1)?.details).toMatchObject({ lines: 2, of: 3 });
  });

  it('is nobody else’s', async () => {
    const before = (await logged()).length;
    expect((await take(employee(worker(0)))).statusCode).toBe(403);
    expect((await take(staff('boss'))).statusCode).toBe(403);
    expect(await logged()).toHaveLength(before);
  });
});
