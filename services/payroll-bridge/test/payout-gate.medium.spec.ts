import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually } from '@goalbeat/testing/harness/eventually';
import { OTHER_TENANT, STAFF, TENANT, worker } from '@goalbeat/testing/harness/company';
import { PayoutGate } from '../src/payout-gate/payout-gate.js';
import { PayRun } from '../src/payout-run/pay-run.js';
import { score } from './company.js';
import { answerOf, type Payroll, startPayroll } from './payroll-service.js';

describe('the gate of payouts', () => {
  let payroll: Payroll;
  let week = 10;

  beforeAll(async () => {
    payroll = await startPayroll();
    await payroll.seed(TENANT, 4);
    await payroll.seed(OTHER_TENANT, 1);
    await payroll.putPlan();
  });
  afterEach(() => release());
  afterAll(() => payroll.close());

  const stop = (tenantId = TENANT) =>
    payroll.rows(
      `INSERT INTO payout_stop (id, tenant_id, kind, reason, set_at, set_by, in_flight) VALUES ($1, $2, 'switch', 'x', now(), $3, '{}')`,
      [randomUUID(), tenantId, STAFF.lead],
    );
  const release = async () => {
    await payroll.rows(
      `UPDATE payout_stop SET release_asked_by = $1, release_asked_at = now(), release_reason = 'x' WHERE released_at IS NULL`,
      [STAFF.lead],
    );
    await payroll.rows(`UPDATE payout_stop SET released_by = $1, released_at = now() WHERE released_at IS NULL`, [
      STAFF.hr,
    ]);
  };
  const signed = async () => {
    week += 1;
    const runId = await payroll.build(randomUUID(), [score(0, worker(0)), score(1, worker(1))], `2026-W${week}`);
    await payroll.signAll(runId);
    return { tenantId: TENANT, runId };
  };
  const payouts = (runId: string) => payroll.rows<{ id: string }>('SELECT id FROM payout WHERE run_id = $1', [runId]);

  it('lets nothing be posted or handed over while a stop is on, and everything once afterwards', async () => {
    const ref = await signed();
    await stop();
    expect(await payroll.activities.postRun(ref)).toMatchObject({ state: 'signed', stopped: true });
    await release();
    expect(await payroll.activities.postRun(ref)).toMatchObject({ state: 'posted', stopped: false });
    await stop();
    expect(await payroll.activities.handOverBatch(ref)).toEqual({ remaining: 2, stopped: true });
    expect(await payouts(ref.runId)).toEqual([]);
    await release();
    expect(await payroll.activities.handOverBatch(ref)).toEqual({ remaining: 0 });
    await stop();
    // What is beyond is no business of the gate.
    expect(await payroll.activities.handOverBatch(ref)).toEqual({ remaining: 0 });
    expect(await payouts(ref.runId)).toHaveLength(2);
  });

  it('is another company’s own', async () => {
    await stop(OTHER_TENANT);
    const ref = await signed();
    expect(await payroll.activities.postRun(ref)).toMatchObject({ state: 'posted', stopped: false });
    expect(await payroll.activities.handOverBatch(ref)).toEqual({ remaining: 0 });
  });

  it('makes a stop wait for a hand-over under way, and is closed for whoever comes after it', async () => {
    const ref = await signed();
    await payroll.activities.postRun(ref);
    const gate = payroll.get(PayoutGate);
    let stopped: Promise<unknown> | undefined;
    let hasStopped = false;
    await payroll.uow.write(TENANT, async (tx) => {
      await gate.requireOpen(tx);
      stopped = stop().then(() => (hasStopped = true));
      await eventually(
        () => tx.query('SELECT FROM pg_locks WHERE NOT granted'),
        (waiting) => waiting.length > 0,
      );
      await payroll.get(PayRun).handOver(tx, ref.runId);
      expect(hasStopped).toBe(false);
    });
    await stopped;
    await expect(payroll.uow.write(TENANT, (tx) => gate.requireOpen(tx))).rejects.toMatchObject({
      code: 'payouts-stopped',
    });
    expect(await payouts(ref.runId)).toHaveLength(2);
  });

  it('refuses a payout in the database too, and to be opened by hand', async () => {
    const ref = await signed();
    await payroll.activities.postRun(ref);
    const attempt = (sql: string) => payroll.uow.write(TENANT, (tx) => tx.execute(sql));
    const batch = randomUUID();
    await attempt(`INSERT INTO payout_batch (id, tenant_id, run_id, n, count, currency, sum_minor)
      VALUES ('${batch}', '${TENANT}', '${ref.runId}', 1, 1, 'CNY', 75000)`);
    await stop();
    await expect(
      attempt(`INSERT INTO payout (id, tenant_id, run_id, line_id, batch_id, person_id, currency, amount_minor, state, requested_at)
        SELECT gen_random_uuid(), tenant_id, run_id, id, '${batch}', person_id, currency, amount_minor, 'requested', now()
        FROM bonus_line WHERE run_id = '${ref.runId}' LIMIT 1`),
    ).rejects.toThrow('payouts are stopped');
    await expect(attempt('UPDATE payout_gate SET stops = 0')).rejects.toThrow('permission denied');
    await expect(attempt('DELETE FROM payout_stop')).rejects.toThrow('permission denied');
    await expect(
      attempt(`UPDATE payout_stop SET released_by = '${STAFF.lead}', released_at = now() WHERE released_at IS NULL`),
    ).rejects.toThrow('after somebody has asked');
    await attempt(
      `UPDATE payout_stop SET release_asked_by = '${STAFF.lead}', release_asked_at = now(), release_reason = 'x' WHERE released_at IS NULL`,
    );
    await expect(
      attempt(`UPDATE payout_stop SET released_by = '${STAFF.lead}', released_at = now() WHERE released_at IS NULL`),
    ).rejects.toThrow('payout_stop_four_eyes');
    await expect(attempt(`UPDATE payout_stop SET reason = 'y' WHERE released_at IS NULL`)).rejects.toThrow(
      'stays what it was',
    );
  });

  it('makes no off-cycle run while it is closed', async () => {
    const ref = await signed();
    await payroll.activities.postRun(ref);
    await payroll.activities.handOverBatch(ref);
    await payroll.confirmAll();
    const [payout] = await payouts(ref.runId);
    await payroll.answer(answerOf(payout?.id ?? '', 'rejected'));
    const create = () => payroll.ask('hr', 'POST', '/v1/off-cycle-runs', { payoutIds: [payout?.id], reason: 'x' });
    await stop();
    expect(await create()).toMatchObject({ status: 409, body: { code: 'payouts-stopped' } });
    await release();
    expect((await create()).status).toBe(201);
  });

  it('hands the same line over under the same id, also by a database that has forgotten it', async () => {
    const ref = await signed();
    await payroll.activities.postRun(ref);
    await payroll.activities.handOverBatch(ref);
    const before = (await payouts(ref.runId)).map(({ id }) => id).toSorted();
    await payroll.database.admin.query(`BEGIN; SET LOCAL session_replication_role = replica;
      DELETE FROM ledger_entry WHERE txn_id IN (SELECT id FROM ledger_txn WHERE cause = 'handed-over' AND run_id = '${ref.runId}');
      DELETE FROM ledger_txn WHERE cause = 'handed-over' AND run_id = '${ref.runId}';
      DELETE FROM hand_over_message WHERE run_id = '${ref.runId}';
      DELETE FROM payout WHERE run_id = '${ref.runId}'; DELETE FROM payout_batch WHERE run_id = '${ref.runId}'; DELETE FROM outbox;
      UPDATE bonus_line SET handed_over = false WHERE run_id = '${ref.runId}';
      UPDATE bonus_list SET state = 'signed' WHERE run_id = '${ref.runId}';
      UPDATE payout_run SET state = 'posted', unanswered = 0 WHERE id = '${ref.runId}'; COMMIT`);
    await payroll.activities.handOverBatch(ref);
    expect((await payouts(ref.runId)).map(({ id }) => id).toSorted()).toEqual(before);
  });
});
