import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { staff, TENANT, worker } from '@goalbeat/testing/harness/company';
import { score } from './company.js';
import { answerOf, type Payroll, startPayroll } from './payroll-service.js';
import { type Change, twoPeople } from './two-people.js';

describe('a rejection that waits for another, of which more is heard meanwhile', () => {
  let payroll: Payroll;
  let week = 1;
  const { decide, goBy, sayByTwo, tasks } = twoPeople(() => payroll);

  beforeAll(async () => {
    payroll = await startPayroll();
    await payroll.seed(TENANT, 5);
    await payroll.putPlan();
    await goBy({ way: 'csv' });
  });
  afterAll(() => payroll.close());

  async function handedOver(people: readonly string[]): Promise<{ file: string; ids: string[]; runId: string }> {
    const scores = people.map((person, n) => score(n, person));
    const runId = await payroll.build(randomUUID(), scores, `2028-W${String(week++).padStart(2, '0')}`);
    await payroll.signAll(runId);
    await payroll.activities.postRun({ tenantId: TENANT, runId });
    await payroll.activities.handOverBatch({ tenantId: TENANT, runId });
    const { body } = await payroll.ask('lead', 'GET', `/v1/payout-files?run=${runId}`);
    const file = (body['items'] as { id: string }[])[0]?.id ?? '';
    expect((await payroll.ask('lead', 'POST', `/v1/payout-files/${file}/release`)).status).toBe(200);
    const rows = await payroll.rows<{ id: string }>(
      `SELECT p.id FROM payout p WHERE p.run_id = $1 ORDER BY array_position($2::uuid[], p.person_id)`,
      [runId, people],
    );
    return { file, runId, ids: rows.map(({ id }) => id) };
  }
  const upload = async (file: string, rows: readonly string[], by = staff('lead')) => {
    const answer = await payroll.app.inject({
      method: 'POST',
      url: `/v1/payout-files/${file}/results`,
      headers: { authorization: `Bearer ${payroll.tokenOf(by)}`, 'content-type': 'text/csv' },
      payload: ['payout_id,outcome,code', ...rows].join('\r\n'),
    });
    return { status: answer.statusCode, body: answer.json<Record<string, unknown>>() };
  };
  const changeOf = async (asked: ReturnType<typeof upload>): Promise<Pick<Change, 'id' | 'version'>> => {
    const { status, body } = await asked;
    expect(status).toBe(200);
    return { id: String(body['changeId']), version: 1 };
  };
  const states = async (ids: readonly string[]) =>
    (
      await payroll.rows<{ state: string }>(
        'SELECT state FROM payout WHERE id = ANY($1::uuid[]) ORDER BY array_position($1::uuid[], id)',
        [ids],
      )
    ).map(({ state }) => state);
  const payAgain = (id: string) =>
    payroll.ask('hr', 'POST', '/v1/off-cycle-runs', { payoutIds: [id], reason: '账户已更正' });

  const filesOf = async (runId: string) =>
    ((await payroll.ask('lead', 'GET', `/v1/payout-files?run=${runId}`)).body['items'] as { id: string }[]).map(
      ({ id }) => id,
    );
  const isOvertaken = async (change: Pick<Change, 'id' | 'version'>) => {
    expect(await tasks(change.id)).toMatchObject([{ state: 'superseded' }]);
    expect(await decide('confirm', 'reviewer', change)).toMatchObject({
      status: 409,
      body: { code: 'wrong-state', details: { state: 'overtaken' } },
    });
  };

  it('lapses once payroll says that it paid it, also with another amount or by an id that it has used', async () => {
    const { file, ids } = await handedOver([worker(0), worker(1)]);
    const [a = '', b = ''] = ids;
    const earlier = answerOf(b, 'accepted');
    expect(await payroll.answer(earlier)).toEqual(['applied']);
    const change = await changeOf(
      upload(
        file,
        ids.map((id) => `${id},rejected,x`),
      ),
    );
    const other = { amount: { amount: '999.00', currency: 'CNY' } };
    expect(await payroll.answer(answerOf(a, 'paid', other))).toEqual(['contradiction']);
    expect(await tasks(change.id)).toMatchObject([{ state: 'open' }]);
    expect(await payroll.answer({ ...answerOf(b, 'paid'), answerId: earlier.answerId })).toEqual(['contradiction']);
    await isOvertaken(change);
    expect(await states(ids)).toEqual(['handed-over', 'accepted']);
    for (const id of ids) expect((await payAgain(id)).status).toBe(409);
    const open = await payroll.rows<{ open: boolean }>(
      'SELECT closed_at IS NULL AS open FROM payout_contradiction WHERE payout_id = ANY($1::uuid[])',
      [ids],
    );
    expect(open).toEqual([{ open: true }, { open: true }]);
  });

  it('leaves out, by name, what payroll has spoken of since, and is asked anew of it', async () => {
    const { file, ids } = await handedOver([worker(0), worker(1)]);
    const [a = ''] = ids;
    const rows = ids.map((id) => `${id},rejected,x`);
    const change = await changeOf(upload(file, rows));
    expect(await payroll.answer(answerOf(a, 'accepted'))).toEqual(['applied']);
    expect(await decide('confirm', 'reviewer', change)).toMatchObject({ status: 200, body: { state: 'confirmed' } });
    expect(await states(ids)).toEqual(['accepted', 'rejected']);
    const named = await payroll.rows<{ id: string }>(
      `SELECT subject_id AS id FROM process_log WHERE action = 'rejection-lapsed' AND subject_id = ANY($1::text[])`,
      [ids],
    );
    expect(named).toEqual([{ id: a }]);
    const again = await changeOf(upload(file, rows));
    expect(await decide('confirm', 'reviewer', again)).toMatchObject({ status: 200, body: { state: 'confirmed' } });
    expect(await states(ids)).toEqual(['rejected', 'rejected']);
  });

  it('is another question once payroll has spoken of one of them', async () => {
    const { file, ids } = await handedOver([worker(0), worker(1)]);
    const rows = ids.map((id) => `${id},rejected,x`);
    const first = await changeOf(upload(file, rows));
    expect(await payroll.answer(answerOf(ids[0] ?? '', 'accepted'))).toEqual(['applied']);
    const second = await changeOf(upload(file, rows));
    expect(second.id).not.toBe(first.id);
    await isOvertaken(first);
    expect(await decide('confirm', 'reviewer', second)).toMatchObject({ status: 200, body: { state: 'confirmed' } });
    expect(await states(ids)).toEqual(['rejected', 'rejected']);
  });

  it('keeps the file in which they go again from leaving, until it is decided', async () => {
    const { file, ids, runId } = await handedOver([worker(0)]);
    await payroll.rows(`UPDATE payout SET state = 'unknown', query_at = NULL WHERE id = ANY($1::uuid[])`, [ids]);
    expect(await sayByTwo(ids, 'never-seen')).toMatchObject({ status: 200, body: { state: 'confirmed' } });
    const [again = ''] = (await filesOf(runId)).filter((id) => id !== file);
    const release = () => payroll.ask('lead', 'POST', `/v1/payout-files/${again}/release`);
    const change = await changeOf(upload(file, [`${ids[0]},rejected,x`]));
    expect(await release()).toMatchObject({
      status: 409,
      body: { code: 'wrong-state', details: { changeId: change.id } },
    });
    expect(await decide('refuse', 'reviewer', change)).toMatchObject({ body: { state: 'refused' } });
    expect(await release()).toMatchObject({ status: 200 });
  });

  it('rejects nothing that went to payroll again since it was asked', async () => {
    const { file, ids } = await handedOver([worker(0)]);
    const change = await changeOf(upload(file, [`${ids[0]},rejected,x`]));
    await payroll.rows('UPDATE hand_over_message SET attempts = attempts + 1 WHERE id = ANY($1::uuid[])', [ids]);
    expect(await decide('confirm', 'reviewer', change)).toMatchObject({ status: 200, body: { state: 'overtaken' } });
    expect(await states(ids)).toEqual(['handed-over']);
  });
});
