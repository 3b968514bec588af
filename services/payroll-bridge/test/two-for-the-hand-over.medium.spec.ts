import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { STAFF, TENANT, worker } from '@goalbeat/testing/harness/company';
import { WebhookCourier } from '../src/hand-over/webhook/webhook-courier.js';
import { score } from './company.js';
import { type Payroll, startPayroll } from './payroll-service.js';
import { type Change, twoPeople } from './two-people.js';

const DEAD = 'http://127.0.0.1:9/';
const OURS = { way: 'webhook', url: 'http://127.0.0.1:9/ours', deduplicates: true };
const EVIL = {
  way: 'webhook',
  url: 'http://127.0.0.1:9/evil',
  queryUrl: 'http://127.0.0.1:9/evil',
  deduplicates: true,
};

/** An address of payroll's that answers by this, and counts. */
async function listen(react: (n: number) => number) {
  const seen: string[] = [];
  const server: Server = createServer((request, response) => {
    request.resume();
    seen.push(String(request.headers['webhook-id']));
    response.writeHead(react(seen.length)).end();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    seen,
    url: `http://127.0.0.1:${port}/`,
    close: () => new Promise((resolve) => (server.closeAllConnections(), server.close(resolve))),
  };
}

describe('where payouts go', () => {
  let payroll: Payroll;
  let week = 1;
  const { decide, put, goBy, say, sayByTwo, tasks } = twoPeople(() => payroll);

  beforeAll(async () => {
    payroll = await startPayroll();
    await payroll.seed(TENANT, 5);
    await payroll.putPlan();
    await payroll.ask('lead', 'POST', '/v1/hand-over/secrets');
  });
  afterAll(() => payroll.close());

  const signed = async (people = 1): Promise<string> => {
    const scores = Array.from({ length: people }, (_, n) => score(n, worker(n)));
    const runId = await payroll.build(randomUUID(), scores, `2028-W${String(week++).padStart(2, '0')}`);
    await payroll.signAll(runId);
    return runId;
  };
  const begin = async (runId: string): Promise<string[]> => {
    await payroll.activities.postRun({ tenantId: TENANT, runId });
    await payroll.activities.handOverBatch({ tenantId: TENANT, runId });
    const rows = await payroll.rows<{ id: string }>('SELECT id FROM payout WHERE run_id = $1 ORDER BY id', [runId]);
    return rows.map(({ id }) => id);
  };
  const round = async () => {
    await payroll.rows('UPDATE hand_over_message SET next_at = now() WHERE next_at IS NOT NULL');
    while ((await payroll.get(WebhookCourier).round()) > 0);
  };
  const now = async () => (await payroll.ask('lead', 'GET', '/v1/hand-over')).body;
  const states = (runId: string) =>
    payroll.rows(
      `SELECT m.state AS message, p.state AS payout FROM hand_over_message m JOIN payout p ON p.id = m.id WHERE m.run_id = $1`,
      [runId],
    );
  const correct = (runId: string, url: string, who: 'lead' | 'reviewer' = 'lead', over: object = {}) =>
    payroll.ask(who, 'POST', '/v1/hand-over/addresses', { runId, url, reason: '地址打错了', ...over });
  const correctByTwo = async (runId: string, url: string, over: object = {}) => {
    const asked = await correct(runId, url, 'lead', over);
    expect(asked).toMatchObject({ status: 202, body: { kind: 'address', state: 'open' } });
    return decide('confirm', 'reviewer', asked.body as unknown as Change);
  };

  it('is set once by one lead before anything is signed, and changed by two from then on', async () => {
    expect(await put(OURS)).toMatchObject({ status: 200, body: { ...OURS, version: 1 } });
    const asked = await put(EVIL);
    expect(asked).toMatchObject({
      status: 202,
      body: {
        kind: 'setting',
        state: 'open',
        askedBy: STAFF.lead,
        askedOf: [STAFF.reviewer],
        setting: { present: OURS, wanted: EVIL },
      },
    });
    const change = asked.body as unknown as Change;
    expect(await now()).toMatchObject({ ...OURS, version: 1 });
    expect(await tasks(change.id)).toEqual([{ assigneeId: STAFF.reviewer, state: 'open' }]);
    for (const what of ['confirm', 'refuse'] as const)
      expect(await decide(what, 'lead', change)).toMatchObject({ status: 403, body: { code: 'four-eyes' } });
    expect((await decide('confirm', 'hr', change)).status).toBe(404);
    expect((await decide('withdraw', 'reviewer', change)).status).toBe(403);
    // Said again it is the same question.
    expect(await put(EVIL)).toMatchObject({ status: 202, body: { id: change.id } });
    expect(await decide('refuse', 'reviewer', change)).toMatchObject({ body: { state: 'refused' } });
    expect(await tasks(change.id)).toEqual([{ assigneeId: STAFF.reviewer, state: 'superseded' }]);
    expect(await decide('confirm', 'reviewer', change)).toMatchObject({ status: 409, body: { code: 'wrong-state' } });
    expect(await now()).toMatchObject({ ...OURS, version: 1 });
    await goBy({ way: 'csv' });
    await goBy(OURS);
    const logged = await payroll.rows<{ action: string; details: { askedBy: string | null } }>(
      `SELECT action, details FROM process_log WHERE subject_kind = 'hand-over' AND action = 'changed' ORDER BY id`,
    );
    expect(logged.map(({ details }) => details.askedBy)).toEqual([null, STAFF.lead, STAFF.lead]);
  });

  it('takes one person for the hours, and the later of two questions for the rest', async () => {
    expect(await put({ ...OURS, releaseWithinHours: 9 })).toMatchObject({ status: 200 });
    const first = (await put(EVIL)).body as unknown as Change;
    const second = (await put({ way: 'csv' })).body as unknown as Change;
    expect(await decide('confirm', 'reviewer', first)).toMatchObject({ status: 409 });
    expect(await tasks(first.id)).toEqual([{ assigneeId: STAFF.reviewer, state: 'superseded' }]);
    expect(await decide('withdraw', 'lead', second)).toMatchObject({ body: { state: 'withdrawn' } });
    const { body } = await payroll.ask('reviewer', 'GET', '/v1/hand-over/changes?kind=setting&limit=2');
    expect((body['items'] as Change[]).map(({ state }) => state)).toEqual(['withdrawn', 'overtaken']);
    expect((await payroll.ask('reviewer', 'GET', '/v1/hand-over/changes?open')).body['items']).toEqual([]);
    expect((await payroll.ask('boss', 'GET', '/v1/hand-over/changes')).body['items']).toEqual([]);
  });

  it('is kept with the last signature, whatever is confirmed before it is handed over', async () => {
    const runId = await signed();
    await goBy({ way: 'csv' });
    await begin(runId);
    expect(await payroll.rows('SELECT way FROM hand_over_message WHERE run_id = $1', [runId])).toEqual([
      { way: 'webhook' },
    ]);
    await goBy(OURS);
  });

  it('is put right for a begun run by two, and what was never taken goes there', async () => {
    const mistyped = await listen(() => 404);
    const right = await listen(() => 202);
    await goBy({ ...OURS, url: mistyped.url });
    const runId = await signed();
    const [id = ''] = await begin(runId);
    await round();
    expect(await states(runId)).toEqual([{ message: 'refused', payout: 'requested' }]);
    expect((await correct(runId, right.url, 'reviewer')).status).toBe(403);
    expect(await correct(randomUUID(), right.url)).toMatchObject({ status: 404 });
    expect(await correctByTwo(runId, right.url)).toMatchObject({ status: 200, body: { state: 'confirmed' } });
    expect(await say([id], 'send-again')).toMatchObject({ status: 200, body: { decided: 1, asked: 0 } });
    await round();
    expect([await states(runId), right.seen]).toEqual([[{ message: 'delivered', payout: 'accepted' }], [id]]);
    await Promise.all([mistyped.close(), right.close()]);
  });

  it('never sends to the new address by itself what may have been taken at the old one', async () => {
    const old = await listen(() => 500);
    const right = await listen(() => 202);
    await goBy({ ...OURS, url: old.url });
    const runId = await signed();
    const [id = ''] = await begin(runId);
    await round();
    // It drops repeats, so that it would be sent there again; the next address knows nothing of the first.
    expect(await states(runId)).toEqual([{ message: 'waiting', payout: 'requested' }]);
    const seen = old.seen.length;
    expect(await correctByTwo(runId, right.url)).toMatchObject({ body: { state: 'confirmed' } });
    expect(await states(runId)).toEqual([{ message: 'unclear', payout: 'unknown' }]);
    await round();
    expect([old.seen.length, right.seen]).toEqual([seen, []]);
    expect(await sayByTwo([id], 'never-seen')).toMatchObject({ status: 200, body: { state: 'confirmed' } });
    await round();
    expect([await states(runId), right.seen]).toEqual([[{ message: 'delivered', payout: 'accepted' }], [id]]);
    await Promise.all([old.close(), right.close()]);
  });

  it('asks the corrected address itself whether it drops repeats, whatever the one before did', async () => {
    const old = await listen(() => 404);
    const busy = await listen(() => 500);
    await goBy({ ...OURS, url: old.url });
    for (const [deduplicates, becomes] of [
      [false, 'unclear'],
      [true, 'waiting'],
    ] as const) {
      const runId = await signed();
      const [id = ''] = await begin(runId);
      await round();
      expect(await correctByTwo(runId, busy.url, deduplicates ? { deduplicates } : {})).toMatchObject({
        body: { address: { present: { deduplicates: true }, wanted: { url: busy.url, deduplicates } } },
      });
      expect(await say([id], 'send-again')).toMatchObject({ body: { decided: 1 } });
      await round();
      expect(await states(runId)).toMatchObject([{ message: becomes }]);
    }
    await Promise.all([old.close(), busy.close()]);
  });

  it('is guarded by the database against a service that forgets', async () => {
    const runId = await signed();
    const [id = ''] = await begin(runId);
    const write = (sql: string, params: unknown[] = []) => payroll.uow.write(TENANT, (tx) => tx.execute(sql, params));
    const address = `INSERT INTO hand_over_address (run_id, n, tenant_id, url, change_id, confirmed_at) VALUES ($1, 9, $2, $3, $4, now())`;
    const asked = (await correct(runId, EVIL.url)).body as unknown as Change;
    await expect(write(address, [runId, TENANT, EVIL.url, asked.id])).rejects.toThrow('two people');
    const confirm = `UPDATE hand_over_change SET state = 'confirmed', decided_by = $2, decided_at = now() WHERE id = $1`;
    await expect(write(confirm, [asked.id, STAFF.lead])).rejects.toThrow('four_eyes');
    await expect(write(confirm, [asked.id, STAFF.boss])).rejects.toThrow('two people of finance');
    await expect(write(confirm, [asked.id, STAFF.hr])).rejects.toThrow('HR decides nothing');
    await expect(write(`UPDATE hand_over_change SET wanted = '{}' WHERE id = $1`, [asked.id])).rejects.toThrow('stays');
    expect(await decide('confirm', 'reviewer', asked)).toMatchObject({ status: 200 });
    // A confirmation is good for what was done with it.
    await expect(write(address, [runId, TENANT, EVIL.url, asked.id])).rejects.toThrow('two people');
    await payroll.rows(`UPDATE hand_over_message SET state = 'unclear', perhaps_at = $2 WHERE id = $1`, [id, DEAD]);
    await expect(write(`UPDATE hand_over_message SET state = 'waiting' WHERE id = $1`, [id])).rejects.toThrow(
      'two people',
    );
  });
});
