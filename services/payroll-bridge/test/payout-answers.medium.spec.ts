import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { PayoutAnswer } from '@goalbeat/contracts/payroll/events';
import fc from 'fast-check';
import { OTHER_TENANT, STAFF, TENANT, worker } from '@goalbeat/testing/harness/company';
import { keyPrincipal } from '@goalbeat/testing/harness/principals';
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

  const { handedOver, stateOf, todos, told, reconciled, balances } = payoutActs(() => payroll);

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
