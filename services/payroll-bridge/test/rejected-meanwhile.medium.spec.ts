import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TENANT, worker } from '@goalbeat/testing/harness/company';
import { answerOf, type Payroll, startPayroll } from './payroll-service.js';
import { rejectionFiles } from './rejection-files.js';
import { type Change, twoPeople } from './two-people.js';

describe('a rejection that waits for another, of which more is heard meanwhile', () => {
  let payroll: Payroll;
  const { decide, goBy, sayByTwo, tasks } = twoPeople(() => payroll);
  const { changeOf, handedOver, states, upload } = rejectionFiles(() => payroll);

  beforeAll(async () => {
    payroll = await startPayroll();
    await payroll.seed(TENANT, 5);
    await payroll.putPlan();
    await goBy({ way: 'csv' });
  });
  afterAll(() => payroll.close());

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
