import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OTHER_TENANT, TENANT, worker, employee, staff } from '@goalbeat/testing/harness/company';
import { score } from './company.js';
import { payoutActs } from './payout-acts.js';
import { answerOf, type Payroll, startPayroll } from './payroll-service.js';

describe('from signature to payroll’s last answer', () => {
  let payroll: Payroll;

  beforeAll(async () => {
    payroll = await startPayroll();
    await payroll.seed(TENANT, 40);
    await payroll.seed(OTHER_TENANT, 1);
    await payroll.putPlan();
  });
  afterAll(() => payroll.close());

  const { signedRun, handedOver, todos, told, reconciled, balances } = payoutActs(() => payroll);

  it('posts and hands over once, however many try at once', async () => {
    const { runId, ref } = await signedRun();
    await expect(payroll.activities.handOverBatch(ref)).rejects.toMatchObject({ code: 'wrong-state' });
    const posted = await Promise.all(Array.from({ length: 8 }, () => payroll.activities.postRun(ref)));
    expect(new Set(posted.map((run) => run.state))).toEqual(new Set(['posted']));
    expect(await balances(runId)).toEqual({ 'bonus-expense': 300000, 'bonus-payable': -300000 });
    const left = await Promise.all(Array.from({ length: 8 }, () => payroll.activities.handOverBatch(ref)));
    expect(left).toEqual(Array.from({ length: 8 }, () => ({ remaining: 0 })));
    expect(await payroll.rows('SELECT 1 FROM payout WHERE run_id = $1', [runId])).toHaveLength(4);
    expect(await told('com.goalbeat.payout.requested.v1', runId)).toBe(4);
    expect(await balances(runId)).toEqual({ 'bonus-expense': 300000, 'bonus-payable': 0, 'in-transit': -300000 });
    expect(await payroll.activities.readRun(ref)).toMatchObject({
      state: 'awaiting-answers',
      unanswered: 4,
      batchesOpen: 1,
      queryAt: null,
    });
    await payroll.confirmAll();
    expect(await payroll.activities.readRun(ref)).toMatchObject({ batchesOpen: 0, queryAt: expect.any(String) });
    expect(await told('com.goalbeat.payout-batch.closed.v1', runId)).toBe(1);
  });

  it('hands over in batches of 500 and closes each with its count and sum', async () => {
    const lines = Array.from({ length: 1_003 }, (_, n) => score(n, worker(10_000 + n)));
    const unit = `SELECT '${TENANT}', ('01890000-0000-7000-8000-' || lpad((11000 + n)::text, 12, '0'))::uuid, 'X' || n, 'x', '01890000-0000-7000-8000-000000000010', 's', 'P5', '2020-01-01', 1`;
    await payroll.rows(
      `INSERT INTO org_person (tenant_id, id, number, name, unit_id, job_family, grade, joined_on, version) ${unit} FROM generate_series(0, 1002) n`,
    );
    const { runId, ref } = await signedRun(lines);
    await payroll.activities.postRun(ref);
    expect(await payroll.activities.handOverBatch(ref)).toEqual({ remaining: 503 });
    expect(await payroll.activities.handOverBatch(ref)).toEqual({ remaining: 3 });
    expect(await payroll.activities.handOverBatch(ref)).toEqual({ remaining: 0 });
    await payroll.confirmAll();
    const closed = await payroll.rows<{ data: { count: number; sums: { amount: string }[] } }>(
      `SELECT payload #> '{event,data}' AS data FROM outbox WHERE payload ->> 'routingKey' = 'com.goalbeat.payout-batch.closed.v1' ORDER BY id`,
    );
    expect(closed.slice(-3).map(({ data }) => [data.count, data.sums[0]?.amount])).toEqual([
      [500, '375000.00'],
      [500, '375000.00'],
      [3, '2250.00'],
    ]);
    expect((await payroll.rows('SELECT 1 FROM payout WHERE run_id = $1', [runId])).length).toBe(1_003);
  });

  it('leaves 0.00 and held lines out of the hand-over', async () => {
    const { runId, ref, payouts, cycleId } = await handedOver([
      score(0, worker(0)),
      score(1, worker(1), { band: 'unqualified' }),
      score(2, worker(2), { grade: 'none' }),
    ]);
    expect(payouts).toHaveLength(1);
    await payroll.answer(answerOf(payouts[0] ?? '', 'paid'));
    expect(await payroll.activities.reconcileRun(ref)).toEqual({ agreed: true, differences: 0 });
    expect(await payroll.activities.closeRun(ref)).toMatchObject({ state: 'settled', paid: 1 });
    expect(await reconciled(cycleId)).toMatchObject({
      agrees: true,
      currencies: [{ signed: { amount: '750.00' }, paid: { amount: '750.00' } }],
    });
    expect((await payroll.ask('hr', 'GET', `/v1/runs/${runId}`)).body).toMatchObject({
      state: 'settled',
      lines: 3,
      paid: 1,
      unanswered: 0,
    });
  });

  it('settles a run of nothing but zeros', async () => {
    const { ref } = await handedOver([score(0, worker(0), { band: 'unqualified' })]);
    expect(await payroll.activities.readRun(ref)).toMatchObject({
      state: 'awaiting-answers',
      unanswered: 0,
      queryAt: null,
    });
    expect(await payroll.activities.closeRun(ref)).toMatchObject({ state: 'settled', paid: 0 });
  });

  it('posts back what was never handed over', async () => {
    const { runId, ref } = await signedRun();
    await payroll.activities.postRun(ref);
    expect(await payroll.activities.reverseUnsent(ref)).toEqual({ reversed: 4 });
    expect(await payroll.activities.reverseUnsent(ref)).toEqual({ reversed: 0 });
    expect(await balances(runId)).toEqual({ 'bonus-expense': 0, 'bonus-payable': 0 });
    expect(await payroll.activities.reconcileRun(ref)).toEqual({ agreed: true, differences: 0 });
    expect(await todos('payout-reversed', runId)).toHaveLength(1);
  });

  it('shows people their own payouts, in words, and nobody else’s', async () => {
    const { payouts } = await handedOver([score(0, worker(20)), score(1, worker(21))]);
    await payroll.answer(answerOf(payouts[0] ?? '', 'paid', { reference: 'P-7' }));
    const mine = await payroll.ask(employee(worker(20)), 'GET', '/v1/payouts?mine');
    expect(mine.body).toMatchObject({
      items: [
        {
          id: payouts[0],
          state: 'paid',
          amount: { amount: '750.00', currency: 'CNY' },
          reference: 'P-7',
          paidAt: expect.any(String),
          words: expect.arrayContaining(['绩效等级优秀，系数 × 1.5']),
        },
      ],
      next: null,
    });
    expect((await payroll.ask(employee(worker(20)), 'GET', `/v1/payouts/${payouts[1]}`)).status).toBe(404);
    expect((await payroll.ask(staff('boss'), 'GET', '/v1/payouts')).body).toMatchObject({ items: [] });
    expect((await payroll.ask('lead', 'GET', '/v1/payouts?state=paid&limit=1')).body).toMatchObject({
      items: [{}],
      next: expect.any(String),
    });
    expect((await payroll.ask(employee(worker(20), OTHER_TENANT), 'GET', `/v1/payouts/${payouts[0]}`)).status).toBe(
      404,
    );
  });

  it('keeps the ledger by itself: inserts only, balanced, once; paid is final', async () => {
    const { payouts } = await handedOver([score(0, worker(0))]);
    await payroll.answer(answerOf(payouts[0] ?? '', 'paid'));
    const attempt = (sql: string) => payroll.uow.write(TENANT, (tx) => tx.execute(sql));
    await expect(attempt('UPDATE ledger_entry SET minor = 1')).rejects.toThrow(/permission denied|append/);
    await expect(attempt('DELETE FROM ledger_txn')).rejects.toThrow(/permission denied|append/);
    await expect(attempt('UPDATE payout_answer SET result = result')).rejects.toThrow(/permission denied|append/);
    await expect(
      attempt(`INSERT INTO ledger_entry (id, tenant_id, txn_id, account, currency, minor)
        SELECT gen_random_uuid(), tenant_id, id, 'bonus-expense', 'EUR', 5 FROM ledger_txn LIMIT 1`),
    ).rejects.toThrow(/does not balance|ledger_entry_side/);
    await expect(
      attempt(`INSERT INTO ledger_txn (id, tenant_id, cause, ref_id, run_id, line_id, at)
        SELECT gen_random_uuid(), tenant_id, cause, ref_id, run_id, line_id, at FROM ledger_txn LIMIT 1`),
    ).rejects.toThrow('duplicate key');
    await expect(attempt(`UPDATE payout SET state = 'rejected' WHERE id = '${payouts[0]}'`)).rejects.toThrow(
      'stays so',
    );
    await expect(attempt(`UPDATE payout SET amount_minor = 1 WHERE id = '${payouts[0]}'`)).rejects.toThrow(
      'never changes',
    );
    await expect(
      attempt(`INSERT INTO payout SELECT gen_random_uuid(), tenant_id, run_id, line_id, attempt, batch_id, person_id, currency, amount_minor,
        'requested', 1, requested_at FROM payout WHERE id = '${payouts[0]}'`),
    ).rejects.toThrow('a payout pays what a signed line says');
    expect(
      await payroll.uow.read(OTHER_TENANT, (tx) =>
        tx.query('SELECT 1 FROM payout UNION ALL SELECT 1 FROM ledger_entry'),
      ),
    ).toEqual([]);
    expect((await payroll.ask('lead', 'GET', '/v1/ledger/journal?limit=2')).body).toMatchObject({
      items: [{ cause: 'paid' }, { cause: 'paid' }],
      next: expect.any(String),
    });
    expect((await payroll.ask('hr', 'GET', '/v1/ledger/journal')).status).toBe(403);
  });
});
