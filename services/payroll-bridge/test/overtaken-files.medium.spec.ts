import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { staff, STAFF, TENANT, worker } from '@goalbeat/testing/harness/company';
import { keyPrincipal } from '@goalbeat/testing/harness/principals';
import { score } from './company.js';
import { answerOf, type Payroll, startPayroll } from './payroll-service.js';
import { twoPeople } from './two-people.js';

interface File {
  id: string;
  rows: number;
  releasedAt: string | null;
}

describe('a file that payroll’s answers overtook, and results that one person may not bring', () => {
  let payroll: Payroll;
  let week = 1;
  const machine = keyPrincipal(['payroll.hand-over'], TENANT);

  beforeAll(async () => {
    payroll = await startPayroll();
    await payroll.seed(TENANT, 10);
    await payroll.putPlan();
    const put = await payroll.ask('lead', 'PUT', '/v1/hand-over', { way: 'csv' });
    if (put.status !== 200) throw new Error(JSON.stringify(put.body));
  });
  afterAll(() => payroll.close());

  const filesOf = async (runId: string) =>
    (await payroll.ask('lead', 'GET', `/v1/payout-files?run=${runId}`)).body['items'] as File[];
  const release = (id = '') => payroll.ask('lead', 'POST', `/v1/payout-files/${id}/release`);
  const content = async (id = '') => {
    const answer = await payroll.app.inject({
      method: 'GET',
      url: `/v1/payout-files/${id}/content`,
      headers: { authorization: `Bearer ${payroll.tokenOf(machine)}` },
    });
    return [answer.statusCode, answer.body] as const;
  };
  const upload = async (id: string, rows: readonly string[], by = machine) => {
    const answer = await payroll.app.inject({
      method: 'POST',
      url: `/v1/payout-files/${id}/results?mode=good-rows`,
      headers: { authorization: `Bearer ${payroll.tokenOf(by)}`, 'content-type': 'text/csv' },
      payload: ['payout_id,outcome,code,answered_at', ...rows].join('\r\n'),
    });
    return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() };
  };
  const { say: decide, sayByTwo } = twoPeople(() => payroll);
  const later = (time: string) =>
    payroll.rows(`UPDATE org_tenant SET clock_anchor_virtual = clock_anchor_virtual + $1::interval`, [time]);
  const payAgain = (id: string) =>
    payroll.ask('hr', 'POST', '/v1/off-cycle-runs', { payoutIds: [id], reason: '账户已更正' });

  /** Their payouts in a released file. */
  async function handedOver(people: readonly string[]) {
    const scores = people.map((person, n) => score(n, person));
    const runId = await payroll.build(randomUUID(), scores, `2028-W${String(week++).padStart(2, '0')}`);
    const ref = { tenantId: TENANT, runId };
    await payroll.signAll(runId);
    await payroll.activities.postRun(ref);
    await payroll.activities.handOverBatch(ref);
    const [file] = await filesOf(runId);
    expect((await release(file?.id)).status).toBe(200);
    const rows = await payroll.rows<{ id: string }>('SELECT id FROM payout WHERE run_id = $1 ORDER BY id', [runId]);
    return { runId, ref, file: file?.id ?? '', ids: rows.map(({ id }) => id) };
  }
  async function silent(people: readonly string[]) {
    const run = await handedOver(people);
    await later('60 days');
    await payroll.activities.queryUnanswered(run.ref);
    return run;
  }

  it('goes nowhere once payroll has answered all that is in it', async () => {
    const { runId, file, ids } = await silent([worker(0)]);
    expect((await sayByTwo(ids, 'never-seen')).status).toBe(200);
    const again = (await filesOf(runId)).find(({ id }) => id !== file)?.id ?? '';
    await payroll.rows(`UPDATE hand_over_file SET due_at = '2000-01-01' WHERE id = $1`, [again]);
    expect((await content(file))[0]).toBe(409);
    expect(await upload(file, [`${ids[0]},paid,,`])).toMatchObject({ body: { taken: [{ outcome: 'applied' }] } });
    expect(await release(again)).toMatchObject({ status: 409, body: { code: 'wrong-state' } });
    expect((await content(again))[0]).toBe(409);
    expect((await filesOf(runId)).map(({ id }) => id)).toEqual([file]);
    expect((await content(file))[0]).toBe(200);
  });

  it('is made anew with what payroll has not answered', async () => {
    const { runId, file, ids } = await silent([worker(0), worker(1), worker(2)]);
    const [a = '', b = '', c = ''] = ids;
    expect((await sayByTwo([a, b, c], 'never-seen')).status).toBe(200);
    const again = (await filesOf(runId)).find(({ id }) => id !== file)?.id ?? '';
    await payroll.answer(answerOf(a, 'rejected', { code: 'x' }));
    // Payroll says that it paid another amount: a contradiction, and that it has it.
    await payroll.answer({ ...answerOf(b, 'paid'), amount: { amount: '1.00', currency: 'CNY' } });
    expect((await release(again)).status).toBe(409);
    const last = (await filesOf(runId)).find(({ releasedAt }) => releasedAt === null);
    expect(last).toMatchObject({ rows: 1 });
    expect(await release(last?.id)).toMatchObject({ status: 200, body: { rows: 1 } });
    const [status, csv] = await content(last?.id);
    expect([status, csv.includes(c), csv.includes(a), csv.includes(b)]).toEqual([200, true, false, false]);
    expect(await payroll.rows('SELECT state FROM payout WHERE run_id = $1 ORDER BY id', [runId])).toEqual([
      { state: 'rejected' },
      { state: 'handed-over' },
      { state: 'handed-over' },
    ]);
    // Once it is answered it is not given away again either.
    await payroll.answer(answerOf(c, 'paid'));
    expect((await content(last?.id))[0]).toBe(409);
  });

  it('is never made of what payroll has accepted, however long it is silent then', async () => {
    const { runId, ref, ids } = await handedOver([worker(0)]);
    await payroll.answer(answerOf(ids[0] ?? '', 'accepted'));
    await later('60 days');
    await payroll.activities.queryUnanswered(ref);
    expect(await payroll.rows('SELECT state FROM payout WHERE run_id = $1', [runId])).toEqual([{ state: 'unknown' }]);
    expect(await decide(ids, 'never-seen')).toMatchObject({ status: 409, body: { code: 'wrong-state' } });
    expect(await filesOf(runId)).toHaveLength(1);
    expect(await decide(ids, 'payroll-has-it')).toMatchObject({ status: 200, body: { decided: 1 } });
  });

  it('lets nobody say of their own payout what became of it', async () => {
    const { file, ids } = await silent([STAFF.lead, worker(1)]);
    const [own] = await payroll.rows<{ id: string }>(
      'SELECT id FROM payout WHERE id = ANY($1::uuid[]) AND person_id = $2',
      [ids, STAFF.lead],
    );
    const id = own?.id ?? '';
    const others = ids.find((one) => one !== id) ?? '';
    for (const finding of ['never-seen', 'payroll-has-it'])
      expect(await decide(ids, finding)).toMatchObject({ status: 403, body: { code: 'four-eyes' } });
    expect(await upload(file, [`${id},rejected,x,`, `${others},rejected,x,`], staff('lead'))).toMatchObject({
      status: 200,
      body: { refused: [{ line: 2, field: 'payout_id' }], taken: [], asked: [{ line: 3, payoutId: others }] },
    });
    expect((await payAgain(id)).status).toBe(409);
  });

  it('lets nobody alone take back that payroll has paid; payroll’s key may', async () => {
    const { file, ids } = await handedOver([worker(3)]);
    const [id = ''] = ids;
    await payroll.answer(answerOf(id, 'rejected', { code: 'x' }));
    await later('1 hour');
    await payroll.answer(answerOf(id, 'paid'));
    await later('1 hour');
    const row = `${id},rejected,x,2026-11-24`;
    expect(await upload(file, [row], staff('lead'))).toMatchObject({
      body: { refused: [{ line: 2, field: 'outcome' }], taken: [] },
    });
    expect((await payAgain(id)).status).toBe(409);
    expect(await upload(file, [row])).toMatchObject({ body: { refused: [], taken: [{ outcome: 'repeated' }] } });
    expect((await payAgain(id)).status).toBe(201);
  });
});
