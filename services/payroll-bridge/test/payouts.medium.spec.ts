import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PayoutAnswer } from '@goalbeat/contracts/payroll/events';
import fc from 'fast-check';
import { OTHER_TENANT, STAFF, TENANT, worker, employee, staff } from '@goalbeat/testing/harness/company';
import { keyPrincipal } from '@goalbeat/testing/harness/principals';
import { score } from './company.js';
import { answerOf, type Payroll, startPayroll } from './payroll-service.js';

describe('from signature to payroll’s last answer', () => {
  let payroll: Payroll;
  /** Each run of a later week, so that "last week" is there too. */
  let week = 10;

  beforeAll(async () => {
    payroll = await startPayroll();
    await payroll.seed(TENANT, 40);
    await payroll.seed(OTHER_TENANT, 1);
    await payroll.putPlan();
  });
  afterAll(() => payroll.close());

  const signedRun = async (scores = [0, 1, 2, 3].map((n) => score(n, worker(n)))) => {
    week += 1;
    const cycleId = randomUUID();
    const runId = await payroll.build(cycleId, scores, `2026-W${week}`);
    await payroll.signAll(runId);
    return { cycleId, runId, ref: { tenantId: TENANT, runId } };
  };
  const handedOver = async (scores?: Parameters<typeof signedRun>[0]) => {
    const run = await signedRun(scores);
    await payroll.activities.postRun(run.ref);
    while ((await payroll.activities.handOverBatch(run.ref)).remaining > 0);
    await payroll.confirmAll();
    return { ...run, payouts: await payoutsOf(run.runId) };
  };
  const payoutsOf = async (runId: string) =>
    (
      await payroll.rows<{ id: string }>(
        'SELECT p.id FROM payout p JOIN bonus_line l ON l.id = p.line_id WHERE p.run_id = $1 ORDER BY l.person_number',
        [runId],
      )
    ).map((row) => row.id);
  const stateOf = async (payoutId: string) =>
    (await payroll.rows<{ state: string }>('SELECT state FROM payout WHERE id = $1', [payoutId]))[0]?.state;
  const todos = (subjectKind: string, subjectId: string) =>
    payroll.rows<{ assignee_id: string; state: string }>(
      'SELECT assignee_id, state FROM approval_task WHERE subject_kind = $1 AND subject_id = $2',
      [subjectKind, subjectId],
    );
  const told = async (payload: string, like: string) =>
    (
      await payroll.rows(`SELECT 1 FROM outbox WHERE payload::text LIKE $1 AND payload::text LIKE $2`, [
        `%${payload}%`,
        `%${like}%`,
      ])
    ).length;
  const reconciled = async (cycleId: string) =>
    (await payroll.ask('lead', 'GET', `/v1/reconciliation?cycle=${cycleId}`)).body;
  const balances = async (runId: string) =>
    Object.fromEntries(
      (
        await payroll.rows<{ account: string; sum: string }>(
          `SELECT account, sum(minor)::text AS sum FROM ledger_entry e JOIN ledger_txn t ON t.id = e.txn_id WHERE t.run_id = $1 GROUP BY account`,
          [runId],
        )
      ).map((row) => [row.account, Number(row.sum)]),
    );

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

  it('takes answers in any order, each once, and tells the workflow when the last is in', async () => {
    const { runId, ref, payouts, cycleId } = await handedOver();
    const [a = '', b = '', c = '', d = ''] = payouts;
    const first = answerOf(a, 'accepted');
    expect(await payroll.answer(first, answerOf(b, 'paid'), answerOf(b, 'accepted'))).toEqual([
      'applied',
      'applied',
      'repeated',
    ]);
    expect(await payroll.answer(first, answerOf(a, 'accepted'))).toEqual(['repeated', 'repeated']);
    const signals = await told('payoutRunChanged', runId);
    expect(
      await payroll.answer(answerOf(a, 'paid', { reference: 'P-1' }), answerOf(a, 'paid'), answerOf(b, 'rejected')),
    ).toEqual(['applied', 'repeated', 'contradiction']);
    expect(await stateOf(b)).toBe('paid');
    const [contradiction] = await payroll.rows<{ id: string }>(
      'SELECT id FROM payout_contradiction WHERE payout_id = $1',
      [b],
    );
    expect(await todos('payout-contradiction', contradiction?.id ?? '')).toEqual([
      { assignee_id: STAFF.lead, state: 'open' },
    ]);
    expect(
      await payroll.answer(answerOf(c, 'rejected', { code: 'ACCOUNT', text: '账户无效' }), answerOf(c, 'paid')),
    ).toEqual(['applied', 'contradiction']);
    expect((await todos('payout-rejected', c)).map((todo) => todo.assignee_id).toSorted()).toEqual([
      STAFF.hr2,
      STAFF.partner,
    ]);
    expect(await told('payoutRunChanged', runId)).toBe(signals);
    const other = answerOf(d, 'paid', { amount: { amount: '749.99', currency: 'CNY' } });
    expect(await payroll.answer(other)).toEqual(['contradiction']);
    expect(await payroll.answer(answerOf(d, 'paid', { amount: { amount: '750.00', currency: 'CNY' } }))).toEqual([
      'applied',
    ]);
    expect(await told('payoutRunChanged', runId)).toBe(signals + 1);
    expect(await payroll.activities.readRun(ref)).toMatchObject({ unanswered: 0, paid: 3, rejected: 1 });
    expect(await told('goalbeat.notice.requested.v1', 'payout"')).toBeGreaterThanOrEqual(3);
    expect(
      await payroll.rows(
        `SELECT 1 FROM outbox WHERE payload ->> 'routingKey' = 'goalbeat.notice.requested.v1' AND payload #>> '{event,data,subjectId}' = $1`,
        [a],
      ),
    ).toHaveLength(1);
    // Payroll's last word on two of them is another than ours.
    expect(await payroll.activities.reconcileRun(ref)).toEqual({ agreed: false, differences: 2 });
    expect(await balances(runId)).toEqual({
      'bonus-expense': 300000,
      'bonus-payable': 0,
      'in-transit': 0,
      'paid-out': -225000,
      'rejected-payable': -75000,
    });
    expect(await reconciled(cycleId)).toMatchObject({
      agrees: false,
      differences: [
        { payoutId: c, what: 'payroll-says-paid', expected: '0.00', found: '750.00' },
        { payoutId: b, what: 'payroll-says-rejected', expected: '750.00', found: '0.00' },
      ],
      currencies: [{ paid: { amount: '2250.00' }, unpaid: { amount: '750.00' }, agrees: true }],
    });
  });

  it('keeps answers about unknown payouts, over HTTP too, and asks finance', async () => {
    const payrollKey = keyPrincipal(['payroll.answer'], TENANT);
    const stray = answerOf(randomUUID(), 'paid');
    const post = (body: PayoutAnswer, who = payrollKey) => payroll.ask(who, 'POST', '/v1/payout-answers', body);
    expect((await post(stray)).body).toEqual({ outcome: 'unknown-payout' });
    expect((await post(stray)).body).toEqual({ outcome: 'repeated' });
    expect(await todos('payout-not-ours', stray.payoutId)).toHaveLength(1);
    expect((await post({ ...stray, outcome: 'rejected', code: 'x' })).body).toEqual({ outcome: 'contradiction' });
    expect((await post({ ...stray, tenantId: OTHER_TENANT })).status).toBe(404);
    expect((await post(stray, keyPrincipal(['payroll.list'], TENANT))).status).toBe(403);
    expect((await post({ ...stray, outcome: 'maybe' } as never)).body).toMatchObject({
      code: 'validation',
      field: 'outcome',
    });
    expect((await post({ ...stray, answerId: randomUUID(), outcome: 'rejected', text: ' ' })).body).toMatchObject({
      code: 'validation',
      field: 'code',
    });
    expect((await payroll.ask('lead', 'POST', '/v1/payout-answers', stray)).status).toBe(403);
  });

  it('counts the last answer once when the last two come at once', async () => {
    const { runId, ref, payouts } = await handedOver();
    const before = await told('payoutRunChanged', runId);
    await Promise.all(payouts.map((id) => payroll.answer(answerOf(id, 'paid'))));
    expect(await payroll.activities.readRun(ref)).toMatchObject({ unanswered: 0, paid: 4 });
    expect((await told('payoutRunChanged', runId)) - before).toBe(1);
    const same = answerOf(payouts[0] ?? '', 'paid');
    const results = await Promise.all(Array.from({ length: 6 }, () => payroll.answer(same)));
    expect(results).toEqual(Array.from({ length: 6 }, () => ['repeated']));
  });

  it('asks about silence once and takes a late answer', async () => {
    const { runId, ref, payouts } = await handedOver();
    const [a = '', b = '', c = '', d = ''] = payouts;
    await payroll.answer(answerOf(a, 'paid'), answerOf(b, 'accepted'));
    const view = await payroll.activities.queryUnanswered(ref);
    expect(await stateOf(c)).toBe('handed-over');
    await payroll.at('2026-11-24T03:00:00.000Z');
    expect(await payroll.activities.queryUnanswered(ref)).toMatchObject({ unanswered: 3, queryAt: null });
    await payroll.activities.queryUnanswered(ref);
    await payroll.at('2026-11-23T02:30:00.000Z');
    expect(view.queryAt).toBe('2026-11-24T02:30:00.000Z');
    expect([await stateOf(a), await stateOf(b), await stateOf(c)]).toEqual(['paid', 'unknown', 'unknown']);
    expect(await todos('payout-unanswered', runId)).toEqual([{ assignee_id: STAFF.lead, state: 'open' }]);
    expect(await payroll.rows('SELECT 1 FROM payout WHERE run_id = $1', [runId])).toHaveLength(4);
    await expect(payroll.activities.closeRun(ref)).rejects.toMatchObject({ code: 'not-yet' });
    expect(await payroll.answer(answerOf(b, 'paid'), answerOf(c, 'rejected'), answerOf(d, 'paid'))).toEqual([
      'applied',
      'applied',
      'applied',
    ]);
    expect(await todos('payout-unanswered', runId)).toEqual([{ assignee_id: STAFF.lead, state: 'superseded' }]);
    expect(await payroll.activities.closeRun(ref)).toMatchObject({ state: 'settled', paid: 3, rejected: 1 });
  });

  it('pays a rejected payout again once, by a run with its own signatures', async () => {
    const { cycleId, ref, payouts } = await handedOver();
    const [a = '', b = ''] = payouts;
    await payroll.answer(...payouts.map((id) => answerOf(id, id === a || id === b ? 'rejected' : 'paid')));
    await payroll.activities.closeRun(ref);
    const create = (payoutIds: string[], who: 'hr' | 'reviewer' = 'hr') =>
      payroll.ask(who, 'POST', '/v1/off-cycle-runs', { payoutIds, reason: '账户已更正' });
    expect((await create([a], 'reviewer')).status).toBe(403);
    expect((await create([payouts[2] ?? ''])).body).toMatchObject({ code: 'wrong-state', field: 'payoutIds.0' });
    expect((await create([randomUUID()])).body).toMatchObject({ code: 'not-found' });
    const both = await Promise.all([create([a, b]), create([b, a])]);
    expect(both.map((one) => one.status).toSorted((x, y) => x - y)).toEqual([201, 409]);
    const run = both.find((one) => one.status === 201)?.body as unknown as { id: string; workflowId: string };
    expect(run).toMatchObject({ kind: 'off-cycle', cycleId, lines: 2, total: { amount: '1500.00' }, state: 'draft' });
    expect(await told('"start"', run.workflowId)).toBe(1);
    expect(
      await payroll.rows(
        `SELECT 1 FROM approval_task WHERE subject_kind = 'payout-rejected' AND subject_id = ANY($1) AND state = 'open'`,
        [[a, b]],
      ),
    ).toEqual([]);
    const again = { tenantId: TENANT, runId: run.id };
    await payroll.signAll(run.id);
    await payroll.activities.postRun(again);
    await payroll.activities.handOverBatch(again);
    expect(await told('com.goalbeat.payout.requested.v1', `"replaces": "${a}"`)).toBe(1);
    await payroll.confirmAll();
    const fresh = await payoutsOf(run.id);
    expect((await reconciled(cycleId)) as unknown).toMatchObject({
      agrees: true,
      currencies: [{ unanswered: { amount: '1500.00' }, paid: { amount: '1500.00' } }],
    });
    await payroll.answer(answerOf(fresh[0] ?? '', 'paid'), answerOf(fresh[1] ?? '', 'rejected'));
    expect(await payroll.activities.reconcileRun(again)).toEqual({ agreed: true, differences: 0 });
    expect(await payroll.activities.closeRun(again)).toMatchObject({ state: 'settled' });
    expect(await reconciled(cycleId)).toMatchObject({
      agrees: true,
      currencies: [
        {
          signed: { amount: '3000.00' },
          paid: { amount: '2250.00' },
          unpaid: { amount: '750.00' },
          unanswered: { amount: '0.00' },
        },
      ],
    });
    expect((await create([a])).body).toMatchObject({ code: 'duplicate' });
    expect((await create([fresh[1] ?? ''])).status).toBe(201);
  });

  it('does not pay again what payroll last said it has paid', async () => {
    const { payouts } = await handedOver([score(0, worker(0))]);
    const [payout = ''] = payouts;
    const create = () => payroll.ask('hr', 'POST', '/v1/off-cycle-runs', { payoutIds: payouts, reason: '账户已更正' });
    expect(await payroll.answer(answerOf(payout, 'rejected'))).toEqual(['applied']);
    expect(await payroll.answer(answerOf(payout, 'paid'))).toEqual(['contradiction']);
    expect((await create()).body).toMatchObject({ code: 'wrong-state', field: 'payoutIds.0' });
    const later = (by: string) =>
      payroll.database.admin.query('UPDATE org_tenant SET clock_anchor_virtual = clock_anchor_virtual + $1::interval', [
        by,
      ]);
    await later('1 minute');
    await payroll.answer(answerOf(payout, 'rejected'));
    await later('-1 minute');
    expect((await create()).status).toBe(201);
  });

  it('lets an off-cycle list that finance refuses be made again', async () => {
    const { payouts } = await handedOver([score(0, worker(0))]);
    await payroll.answer(answerOf(payouts[0] ?? '', 'rejected'));
    const create = () => payroll.ask('hr', 'POST', '/v1/off-cycle-runs', { payoutIds: payouts, reason: 'x' });
    const run = (await create()).body as unknown as { id: string };
    const [list] = await payroll.rows<{ id: string }>('SELECT id FROM bonus_list WHERE run_id = $1', [run.id]);
    await payroll.ask('hr', 'POST', `/v1/bonus-lists/${list?.id}/submit`, { version: 1 });
    const [task] = await payroll.rows<{ approval_id: string }>(
      `SELECT approval_id FROM approval_task WHERE subject_id = $1 AND kind = 'decision'`,
      [list?.id],
    );
    const refused = await payroll.ask('reviewer', 'POST', `/v1/approvals/${task?.approval_id}/decisions`, {
      taskVersion: 1,
      decision: 'reject',
      comment: '不发',
    });
    expect(refused.status).toBeLessThan(300);
    expect(await payroll.activities.readRun({ tenantId: TENANT, runId: run.id })).toMatchObject({ state: 'cancelled' });
    expect((await create()).status).toBe(201);
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

  it('names each difference line by line', async () => {
    const { cycleId, payouts } = await handedOver([score(0, worker(0))]);
    await payroll.answer(answerOf(payouts[0] ?? '', 'paid'));
    await payroll.rows('ALTER TABLE ledger_entry DISABLE TRIGGER ledger_balanced');
    await payroll.rows(
      `UPDATE ledger_entry SET minor = minor * 2 WHERE txn_id IN (SELECT id FROM ledger_txn WHERE cause = 'paid' AND ref_id = $1)`,
      [payouts[0]],
    );
    expect(await reconciled(cycleId)).toMatchObject({
      agrees: false,
      differences: [
        { what: 'answer-not-posted', payoutId: payouts[0], expected: '750.00', found: '1500.00' },
        { what: 'claim-broken', payoutId: null },
      ],
    });
    await payroll.rows(
      `UPDATE ledger_entry SET minor = minor / 2 WHERE txn_id IN (SELECT id FROM ledger_txn WHERE cause = 'paid' AND ref_id = $1)`,
      [payouts[0]],
    );
    await payroll.rows('ALTER TABLE ledger_entry ENABLE TRIGGER ledger_balanced');
    expect(await reconciled(cycleId)).toMatchObject({ agrees: true, differences: [] });
  });

  it('agrees after whatever payroll answers, in whatever order and number, but for what payroll has not taken back', async () => {
    const outcomes = fc.constantFrom('accepted' as const, 'paid' as const, 'rejected' as const);
    const sequence = fc.array(fc.tuple(fc.nat(5), outcomes, fc.nat(20)), { minLength: 1, maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(sequence, async (given) => {
        const { cycleId, payouts } = await handedOver(Array.from({ length: 5 }, (_, n) => score(n, worker(n))));
        // Index 5 is a payout that is not ours; few answer ids, so that some come twice.
        const answers = given.map(([at, outcome, n]) =>
          answerOf(payouts[at] ?? randomUUID(), outcome, { answerId: `${cycleId}-${n}` }),
        );
        const half = Math.floor(answers.length / 2);
        await Promise.all([payroll.answer(...answers.slice(0, half)), payroll.answer(...answers.slice(half))]);
        const { agrees, differences } = (await reconciled(cycleId)) as unknown as {
          agrees: boolean;
          differences: { payoutId: string; what: string }[];
        };
        const against = await payroll.rows<{ of: string }>(
          `SELECT DISTINCT p.id || ' payroll-says-' || c.said AS of FROM payout_contradiction c JOIN payout p ON p.id = c.payout_id
           WHERE p.id = ANY($1::uuid[]) AND c.closed_at IS NULL AND c.said <> 'accepted' AND c.said <> p.state`,
          [payouts],
        );
        expect([...new Set(differences.map(({ payoutId, what }) => `${payoutId} ${what}`))].toSorted()).toEqual(
          against.map(({ of }) => of).toSorted(),
        );
        expect(agrees).toBe(against.length === 0);
      }),
      { numRuns: 12 },
    );
  });
});
