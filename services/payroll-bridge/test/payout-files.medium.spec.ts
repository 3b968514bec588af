import { createHash, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { employee, STAFF, TENANT, worker } from '@goalbeat/testing/harness/company';
import { keyPrincipal } from '@goalbeat/testing/harness/principals';
import { BatchCloser } from '../src/payout/batch-closer.js';
import { score } from './company.js';
import { type Payroll, startPayroll } from './payroll-service.js';
import { twoPeople } from './two-people.js';

interface File {
  id: string;
  batchId: string;
  sha256: string;
  rows: number;
  releasedAt: string | null;
}

describe('the hand-over by file', () => {
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

  async function handOver(people: number) {
    const scores = Array.from({ length: people }, (_, n) => score(n, worker(n)));
    const runId = await payroll.build(randomUUID(), scores, `2027-W${String(week++).padStart(2, '0')}`);
    const ref = { tenantId: TENANT, runId };
    await payroll.signAll(runId);
    await payroll.activities.postRun(ref);
    await payroll.activities.handOverBatch(ref);
    const file = (await filesOf(runId))[0];
    if (file === undefined) throw new Error('There is no file');
    return { runId, ref, file };
  }
  const filesOf = async (runId: string) =>
    (await payroll.ask('lead', 'GET', `/v1/payout-files?run=${runId}`)).body['items'] as File[];
  const release = (id: string) => payroll.ask('lead', 'POST', `/v1/payout-files/${id}/release`);
  const content = async (id: string): Promise<Buffer> => {
    const answer = await payroll.app.inject({
      method: 'GET',
      url: `/v1/payout-files/${id}/content`,
      headers: { authorization: `Bearer ${payroll.tokenOf(machine)}` },
    });
    expect(answer.statusCode).toBe(200);
    return answer.rawPayload;
  };
  const upload = async (id: string, body: string | Buffer, mode = 'whole') => {
    const answer = await payroll.app.inject({
      method: 'POST',
      url: `/v1/payout-files/${id}/results?mode=${mode}`,
      headers: { authorization: `Bearer ${payroll.tokenOf(machine)}`, 'content-type': 'text/csv' },
      payload: body,
    });
    return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() };
  };
  /** Payroll's columns of each row, by its line from 0. */
  const filledIn = (csv: string, outcomes: readonly string[]): string => {
    const [header = '', ...rows] = csv.trimEnd().split('\r\n');
    return [header, ...rows.map((row, at) => row.replace(/,,,,,$/, `,${outcomes[at] ?? ',,,,'}`))].join('\r\n');
  };
  const states = async (runId: string) =>
    (await payroll.rows<{ state: string }>('SELECT state FROM payout WHERE run_id = $1 ORDER BY state', [runId])).map(
      (row) => row.state,
    );

  it('makes a file a batch, counts it as handed over from its release on, and reads payroll’s answers from it', async () => {
    const { runId, ref, file } = await handOver(4);
    await payroll.get(BatchCloser).closeConfirmed();
    expect(await payroll.activities.readRun(ref)).toMatchObject({ batchesOpen: 1 });
    expect((await payroll.ask('lead', 'GET', `/v1/payout-files/${file.id}/content`)).body).toMatchObject({
      code: 'wrong-state',
    });
    expect(await upload(file.id, 'payout_id,outcome\n')).toMatchObject({ status: 409 });
    expect((await payroll.ask('hr', 'POST', `/v1/payout-files/${file.id}/release`)).status).toBe(403);
    expect(await release(file.id)).toMatchObject({ status: 200, body: { rows: 4, releasedAt: expect.any(String) } });
    expect((await release(file.id)).status).toBe(200);
    expect(await states(runId)).toEqual(Array(4).fill('handed-over'));
    const bytes = await content(file.id);
    expect(createHash('sha256').update(bytes).digest('hex')).toBe(file.sha256);
    expect(bytes.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
    const csv = bytes.toString('utf8');
    const answered = filledIn(csv, [
      'paid,,,P-1,',
      '已发放,,,P-2,2026-11-23',
      'rejected,wrong-account,账户有误,,',
      'accepted,,,,',
    ]);
    expect(await upload(file.id, answered)).toMatchObject({
      status: 200,
      body: { open: 0, refused: [], taken: Array(4).fill({ outcome: 'applied' }) },
    });
    expect(await upload(file.id, answered)).toMatchObject({
      status: 200,
      body: { taken: Array(4).fill({ outcome: 'repeated' }) },
    });
    expect(await states(runId)).toEqual(['accepted', 'paid', 'paid', 'rejected']);
    await payroll.get(BatchCloser).closeConfirmed();
    expect(await payroll.activities.readRun(ref)).toMatchObject({
      batchesOpen: 0,
      paid: 2,
      rejected: 1,
      unanswered: 1,
    });
  });

  it('reads GB18030, as Excel in China saves it', async () => {
    const { runId, file } = await handOver(1);
    await release(file.id);
    const [, row = ''] = (await content(file.id)).toString('utf8').trimEnd().split('\r\n');
    const id = row.slice(0, 36);
    // "payout_id,outcome" and "已发放" in GB18030.
    const gb = Buffer.concat([
      Buffer.from(`payout_id,outcome\r\n${id},`),
      Buffer.from([0xd2, 0xd1, 0xb7, 0xa2, 0xb7, 0xc5]),
    ]);
    expect(await upload(file.id, gb)).toMatchObject({
      status: 200,
      body: { taken: [{ line: 2, outcome: 'applied' }] },
    });
    expect(await states(runId)).toEqual(['paid']);
  });

  it('reads UTF-16 with tabs, as Excel saves "Unicode text"', async () => {
    const { runId, file } = await handOver(1);
    await release(file.id);
    const [, row = ''] = (await content(file.id)).toString('utf8').trimEnd().split('\r\n');
    const utf16 = Buffer.from(`\uFEFFpayout_id\toutcome\r\n${row.slice(0, 36)}\t已发放\r\n`, 'utf16le');
    expect(await upload(file.id, utf16)).toMatchObject({
      status: 200,
      body: { taken: [{ line: 2, outcome: 'applied' }] },
    });
    expect(await upload(file.id, utf16.swap16())).toMatchObject({ body: { taken: [{ outcome: 'repeated' }] } });
    expect(await states(runId)).toEqual(['paid']);
  });

  it('refuses, by line, rows of another batch and changed amounts; takes the good rows when asked to', async () => {
    const other = await handOver(1);
    await release(other.file.id);
    const foreign = (await content(other.file.id)).toString('utf8').trimEnd().split('\r\n')[1] ?? '';
    const { runId, file } = await handOver(6);
    await release(file.id);
    const rows = filledIn((await content(file.id)).toString('utf8'), Array(6).fill('paid,,,,')).split('\r\n');
    rows[1] = (rows[1] ?? '').replace('750.00', '750.01');
    rows[2] = (rows[2] ?? '').replace('CNY', 'USD');
    rows[3] = (rows[3] ?? '').replace('paid', 'perhaps');
    rows[4] = (rows[4] ?? '').replace('paid', 'rejected');
    rows.push(foreign.replace(/,,,,,$/, ',paid,,,,'), rows[5] ?? '');
    const bad = rows.join('\r\n');
    const refused = [
      { line: 2, field: 'amount' },
      { line: 3, field: 'currency' },
      { line: 4, field: 'outcome' },
      { line: 5, field: 'code' },
      { line: 6, field: 'payout_id' },
      { line: 8, field: 'payout_id' },
      { line: 9, field: 'payout_id' },
    ];
    expect(await upload(file.id, bad)).toMatchObject({
      status: 400,
      body: { code: 'validation', details: { refused } },
    });
    expect(await states(runId)).toEqual(Array(6).fill('handed-over'));
    expect(await upload(file.id, bad, 'good-rows')).toMatchObject({
      status: 200,
      body: { refused, taken: [{ line: 7 }] },
    });
    expect(await states(runId)).toEqual([...Array(5).fill('handed-over'), 'paid']);
  });

  it('lets payroll take back by file that it paid what it had rejected, by saying when', async () => {
    const { runId, file } = await handOver(1);
    await release(file.id);
    const [payout] = await payroll.rows<{ id: string }>('SELECT id FROM payout WHERE run_id = $1', [runId]);
    const says = async (header: string, row: string) =>
      (await upload(file.id, `payout_id,${header}\n${payout?.id},${row}`)).body['taken'];
    const create = () =>
      payroll.ask('hr', 'POST', '/v1/off-cycle-runs', { payoutIds: [payout?.id], reason: '账户已更正' });
    expect(await says('outcome,code', 'rejected,X1')).toMatchObject([{ outcome: 'applied' }]);
    expect(await says('outcome', 'paid')).toMatchObject([{ outcome: 'contradiction' }]);
    await payroll.rows(`UPDATE org_tenant SET clock_anchor_virtual = clock_anchor_virtual + interval '1 hour'`);
    // The first file once more says nothing new.
    expect(await says('outcome,code', 'rejected,X1')).toMatchObject([{ outcome: 'repeated' }]);
    expect((await create()).body).toMatchObject({ code: 'wrong-state' });
    expect(await says('outcome,code,answered_at', 'rejected,X1,2026-11-24')).toMatchObject([{ outcome: 'repeated' }]);
    expect((await create()).status).toBe(201);
  });

  it('refuses a column that stands in the file twice', async () => {
    const { runId, file } = await handOver(1);
    await release(file.id);
    const [payout] = await payroll.rows<{ id: string }>('SELECT id FROM payout WHERE run_id = $1', [runId]);
    const twice = await upload(file.id, `payout_id,outcome,Outcome\n${payout?.id},paid,rejected`);
    expect(twice).toMatchObject({ status: 400, body: { code: 'validation', field: 'body' } });
    expect(await states(runId)).toEqual(['handed-over']);
  });

  it('refuses what is no result file', async () => {
    const { file } = await handOver(1);
    await release(file.id);
    for (const body of ['', 'payout_id\n1\n', 'payout_id,outcome,bonus\n1,paid,9\n', '"a\n', 'PK\u0003\u0004']) {
      const answer = await upload(file.id, body);
      expect([400, 415]).toContain(answer.status);
    }
  });

  it('guards every text against being read as a formula', async () => {
    await payroll.rows(`UPDATE org_person SET number = '=1+1' WHERE id = $1`, [worker(9)]);
    const runId = await payroll.build(randomUUID(), [score(9, worker(9))], `2027-W${String(week++).padStart(2, '0')}`);
    await payroll.signAll(runId);
    await payroll.activities.postRun({ tenantId: TENANT, runId });
    await payroll.activities.handOverBatch({ tenantId: TENANT, runId });
    const [file] = await filesOf(runId);
    await release(file?.id ?? '');
    expect((await content(file?.id ?? '')).toString('utf8')).toContain(`,'=1+1,`);
  });

  it('puts what payroll never saw into a file of its own', async () => {
    const { runId, file } = await handOver(3);
    await release(file.id);
    await payroll.get(BatchCloser).closeConfirmed();
    await payroll.rows(`UPDATE payout SET query_at = '2000-01-01' WHERE run_id = $1`, [runId]);
    await payroll.activities.queryUnanswered({ tenantId: TENANT, runId });
    const [row] = await payroll.rows<{ id: string }>('SELECT id FROM payout WHERE run_id = $1 ORDER BY id', [runId]);
    const decided = await twoPeople(() => payroll).sayByTwo([row?.id ?? ''], 'never-seen');
    expect(decided).toMatchObject({ status: 200, body: { state: 'confirmed' } });
    const [fresh, old] = await filesOf(runId);
    expect([fresh?.rows, fresh?.releasedAt, old?.sha256]).toEqual([1, null, file.sha256]);
    expect(await release(fresh?.id ?? '')).toMatchObject({ status: 200 });
    expect((await content(fresh?.id ?? '')).toString('utf8')).toContain(row?.id ?? '-');
    expect((await states(runId)).toSorted()).toEqual(['handed-over', 'unknown', 'unknown']);
  });

  it('is nobody’s to fetch but finance’s lead and payroll’s machine', async () => {
    const { file } = await handOver(1);
    await release(file.id);
    for (const who of [employee(worker(0)), employee(STAFF.reviewer)]) {
      expect((await payroll.ask(who, 'GET', `/v1/payout-files/${file.id}/content`)).status).toBe(403);
    }
  });

  it('gives no file away while payouts are stopped, also one released before', async () => {
    const { file } = await handOver(2);
    expect((await release(file.id)).status).toBe(200);
    expect((await payroll.ask('lead', 'POST', '/v1/stop-switch', { reason: '金额可疑' })).status).toBe(200);
    expect(await payroll.ask('lead', 'GET', `/v1/payout-files/${file.id}/content`)).toMatchObject({
      status: 409,
      body: { code: 'payouts-stopped' },
    });
  });
});
