import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { employee, STAFF, TENANT, worker } from '@goalbeat/testing/harness/company';
import { keyPrincipal } from '@goalbeat/testing/harness/principals';
import { answerOf, type Payroll, startPayroll } from './payroll-service.js';
import { rejectionFiles } from './rejection-files.js';
import { twoPeople } from './two-people.js';

describe('a rejection that a person brings by file', () => {
  let payroll: Payroll;
  const { decide, goBy, say, tasks } = twoPeople(() => payroll);
  const { changeOf, handedOver, states, upload } = rejectionFiles(() => payroll);
  const boss = employee(STAFF.boss);
  const machine = keyPrincipal(['payroll.hand-over'], TENANT);

  beforeAll(async () => {
    payroll = await startPayroll();
    await payroll.seed(TENANT, 5);
    await payroll.putPlan();
    await goBy({ way: 'csv' });
  });
  afterAll(() => payroll.close());

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

  it('asks of what a later file of the same person leaves out as well', async () => {
    const { file, ids } = await handedOver([worker(0), worker(1), worker(2)]);
    const [a = '', b = '', c = ''] = ids;
    const first = await changeOf(upload(file, [`${a},rejected,x`, `${b},rejected,x`, `${c},rejected,x`]));
    await payroll.answer(answerOf(c, 'accepted'));
    const second = await changeOf(upload(file, [`${a},rejected,y`]));
    expect(second.id).not.toBe(first.id);
    expect(await tasks(first.id)).toEqual([{ assigneeId: STAFF.reviewer, state: 'superseded' }]);
    expect(await decide('confirm', 'reviewer', second)).toMatchObject({ body: { state: 'confirmed' } });
    // Of the third payroll has spoken since it was asked.
    expect(await states(ids)).toEqual(['rejected', 'rejected', 'accepted']);
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
