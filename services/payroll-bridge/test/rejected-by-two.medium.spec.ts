import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { employee, STAFF, staff, TENANT, worker } from '@goalbeat/testing/harness/company';
import { keyPrincipal } from '@goalbeat/testing/harness/principals';
import { score } from './company.js';
import { answerOf, type Payroll, startPayroll } from './payroll-service.js';
import { type Change, twoPeople } from './two-people.js';

describe('a rejection that a person brings by file', () => {
  let payroll: Payroll;
  let week = 1;
  const { decide, goBy, say, tasks } = twoPeople(() => payroll);
  const boss = employee(STAFF.boss);
  const machine = keyPrincipal(['payroll.hand-over'], TENANT);

  beforeAll(async () => {
    payroll = await startPayroll();
    await payroll.seed(TENANT, 5);
    await payroll.putPlan();
    await goBy({ way: 'csv' });
  });
  afterAll(() => payroll.close());

  async function handedOver(people: readonly string[]): Promise<{ file: string; ids: string[] }> {
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
    return { file, ids: rows.map(({ id }) => id) };
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
  const changeOf = async (
    asked: ReturnType<typeof upload>,
  ): Promise<Pick<Change, 'id' | 'version'> & { body: Record<string, unknown> }> => {
    const { status, body } = await asked;
    expect(status).toBe(200);
    return { id: String(body['changeId']), version: 1, body };
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

  it('counts once another one of finance has confirmed it; what was paid counts at once', async () => {
    const { file, ids } = await handedOver([worker(0), worker(1)]);
    const [a = '', b = ''] = ids;
    const rows = [`${a},rejected,x`, `${b},paid,`];
    const change = await changeOf(upload(file, rows));
    expect(change.body).toMatchObject({
      asked: [{ line: 2, payoutId: a }],
      taken: [{ line: 3, payoutId: b, outcome: 'applied' }],
      refused: [],
    });
    expect(await states(ids)).toEqual(['handed-over', 'paid']);
    expect((await payAgain(a)).status).toBe(409);
    expect(await tasks(change.id)).toEqual([{ assigneeId: STAFF.reviewer, state: 'open' }]);
    // Brought again it is the same question.
    expect((await upload(file, rows)).body).toMatchObject({ changeId: change.id, taken: [{ outcome: 'repeated' }] });
    const shown = await payroll.ask('reviewer', 'GET', '/v1/hand-over/changes?open&kind=results');
    expect(shown.body['items']).toMatchObject([
      { id: change.id, results: { fileId: file, payouts: [{ payoutId: a, personNumber: 'E0000' }] } },
    ]);
    expect(await decide('confirm', 'lead', change)).toMatchObject({ status: 403, body: { code: 'four-eyes' } });
    expect((await decide('confirm', boss, change)).status).toBe(404);
    expect(await decide('confirm', 'reviewer', change)).toMatchObject({ status: 200, body: { state: 'confirmed' } });
    expect(await states(ids)).toEqual(['rejected', 'paid']);
    expect((await payAgain(a)).status).toBe(201);
    expect((await upload(file, rows)).body).toMatchObject({ changeId: null, asked: [] });
  });

  it('is refused by the second, and then nothing was rejected', async () => {
    const { file, ids } = await handedOver([worker(0)]);
    const change = await changeOf(upload(file, [`${ids[0]},rejected,x`]));
    expect(await decide('refuse', 'reviewer', change)).toMatchObject({ body: { state: 'refused' } });
    expect(await states(ids)).toEqual(['handed-over']);
  });

  it('is nobody’s task once payroll has said itself what became of it', async () => {
    const { file, ids } = await handedOver([worker(0), worker(1)]);
    const change = await changeOf(
      upload(
        file,
        ids.map((id) => `${id},rejected,x`),
      ),
    );
    await payroll.answer(answerOf(ids[0] ?? '', 'paid'));
    expect(await tasks(change.id)).toMatchObject([{ state: 'open' }]);
    expect(await decide('confirm', 'reviewer', change)).toMatchObject({ body: { state: 'confirmed' } });
    expect(await states(ids)).toEqual(['paid', 'rejected']);
    const other = await handedOver([worker(0)]);
    const late = await changeOf(upload(other.file, [`${other.ids[0]},rejected,x`]));
    await payroll.answer(answerOf(other.ids[0] ?? '', 'paid'));
    expect(await tasks(late.id)).toMatchObject([{ state: 'superseded' }]);
    expect(await decide('confirm', 'reviewer', late)).toMatchObject({ status: 409, body: { code: 'wrong-state' } });
    expect(await states(other.ids)).toEqual(['paid']);
  });

  it('is confirmed by the final decider where it is about the other one of finance', async () => {
    const { file, ids } = await handedOver([STAFF.reviewer]);
    const change = await changeOf(upload(file, [`${ids[0]},rejected,x`]));
    expect(await tasks(change.id)).toEqual([{ assigneeId: STAFF.boss, state: 'open' }]);
    expect(await decide('confirm', 'reviewer', change)).toMatchObject({ status: 403, body: { code: 'four-eyes' } });
    expect(await decide('confirm', boss, change)).toMatchObject({ body: { state: 'confirmed' } });
    expect(await states(ids)).toEqual(['rejected']);
  });

  it('is not asked of what is to be sent again, nor the other way round', async () => {
    const { file, ids } = await handedOver([worker(0)]);
    await payroll.rows(`UPDATE payout SET state = 'unknown', query_at = NULL WHERE id = ANY($1::uuid[])`, [ids]);
    const row = `${ids[0]},rejected,x`;
    const asked = await say(ids, 'never-seen');
    expect(asked).toMatchObject({ status: 200, body: { asked: 1 } });
    expect(await upload(file, [row])).toMatchObject({ status: 409, body: { code: 'wrong-state' } });
    await decide('withdraw', 'lead', { id: String(asked.body['changeId']), version: 1 });
    const change = await changeOf(upload(file, [row]));
    expect(await say(ids, 'never-seen')).toMatchObject({ status: 409, body: { code: 'wrong-state' } });
    expect(await decide('confirm', 'reviewer', change)).toMatchObject({ body: { state: 'confirmed' } });
    expect(await states(ids)).toEqual(['rejected']);
  });

  it('counts at once where payroll’s own key brings it', async () => {
    const { file, ids } = await handedOver([worker(0)]);
    expect((await upload(file, [`${ids[0]},rejected,x`], machine)).body).toMatchObject({
      changeId: null,
      asked: [],
      taken: [{ outcome: 'applied' }],
    });
    expect(await states(ids)).toEqual(['rejected']);
  });
});
