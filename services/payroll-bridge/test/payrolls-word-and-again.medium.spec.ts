import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { STAFF, TENANT, worker } from '@goalbeat/testing/harness/company';
import { score } from './company.js';
import { linesOf, listOf, submitList } from './lists.js';
import { answerOf, type Payroll, signList, startPayroll } from './payroll-service.js';
import { payrollsWord } from './payrolls-word.js';

/** We have `rejected`, payroll says `paid`, and is right, while something else would pay it or was corrected. */
describe('payroll’s word about what is paid again', () => {
  let payroll: Payroll;

  beforeAll(async () => {
    payroll = await startPayroll();
    await payroll.seed(TENANT, 4);
    await payroll.putPlan();
  });
  afterAll(() => payroll.close());

  const { ref, hand, rejected, saysPaid, theOne, decide, accepted, again, agrees, lineStates, nextPeriod } =
    payrollsWord(() => payroll);

  it('ends what would pay it again wherever it is short of payroll', async () => {
    for (const until of ['submitted', 'signed', 'posted'] as const) {
      const of = await rejected();
      const second = await again(of);
      const list = await listOf(payroll, second);
      await submitList(payroll, list.id);
      if (until !== 'submitted') await signList(payroll, list.id);
      if (until === 'posted') await payroll.activities.postRun(ref(second));
      await saysPaid(of);
      await accepted(of, 'lead');
      if (until === 'submitted') await signList(payroll, list.id);
      await payroll.activities.postRun(ref(second));
      await payroll.activities.handOverBatch(ref(second));
      expect(await lineStates(second)).toEqual(['reversed']);
      expect(await payroll.rows('SELECT FROM payout WHERE run_id = $1', [second])).toEqual([]);
      await agrees(of.runId, second);
    }
  });

  it('is refused once it was handed over again, with the way to claim it back', async () => {
    const of = await rejected();
    const second = await again(of);
    await payroll.signAll(second);
    await hand(second);
    const one = await saysPaid(of);
    expect(await decide('accept', 'lead', one)).toMatchObject({
      status: 409,
      body: { code: 'wrong-state', detail: expect.stringMatching(/重复发放.*更正追回/) },
    });
    const take = payroll.uow.write(TENANT, async (tx) => {
      for (const [sets, by] of [
        ['asked_by = $2, asked_at = now(), accepts = true', STAFF.reviewer],
        ['closed_by = $2, closed_at = now()', STAFF.lead],
      ] as const)
        await tx.execute(`UPDATE payout_contradiction SET reason = 'x', ${sets} WHERE id = $1`, [one.id, by]);
      await tx.execute(`UPDATE payout SET state = 'paid' WHERE id = $1`, [of.payout]);
    });
    await expect(take).rejects.toThrow('paid again is not paid');
  });

  it('is only for "paid" of our amount against "rejected"', async () => {
    const of = await rejected();
    const amount = await saysPaid(of, { amount: { amount: '700.00', currency: 'CNY' } });
    expect((await decide('accept', 'lead', amount)).body).toMatchObject({ code: 'wrong-state' });
    const runId = await payroll.build(randomUUID(), [score(1, worker(2))], nextPeriod());
    await payroll.signAll(runId);
    const payout = await hand(runId);
    await payroll.answer(answerOf(payout, 'paid'), answerOf(payout, 'rejected', { code: 'x' }));
    expect((await decide('accept', 'lead', await theOne(runId))).body).toMatchObject({ code: 'wrong-state' });
  });

  it('owes nothing twice where a correction had taken something off', async () => {
    const of = await rejected(worker(3));
    const scores = [{ personId: worker(3), score: '90', band: 'qualified', evidence: 'the ledger' }];
    const correction = { cycleId: of.cycleId, reason: '更正', scores };
    const url = '/v1/off-cycle-runs/corrections';
    const dry = await payroll.ask('hr', 'POST', url, { ...correction, dryRun: true });
    const { fingerprint } = dry.body;
    expect((await payroll.ask('hr', 'POST', url, { ...correction, dryRun: false, fingerprint })).status).toBe(200);
    await again(of);
    await saysPaid(of);
    await accepted(of);
    expect(
      await payroll.rows(
        `SELECT c.accrued::int, c.payable::int, c.rejected::int, c.paid::int FROM ledger_claim c
         JOIN payout p ON p.line_id = c.claim_id WHERE p.id = $1`,
        [of.payout],
      ),
    ).toEqual([{ accrued: 50_000, payable: -25_000, rejected: 0, paid: 75_000 }]);
    await agrees(of.runId);
    // Paid too much by what the correction says: the next bonus keeps it back.
    const next = await payroll.build(randomUUID(), [score(1, worker(3))], nextPeriod());
    const [line] = await linesOf(payroll, (await listOf(payroll, next)).id);
    expect(line?.amount.amount).toBe('500.00');
  });

  it('is kept by the database against the service’s own role', async () => {
    const of = await rejected();
    const one = await saysPaid(of);
    const write = (...sql: [string, unknown[]][]) =>
      payroll.uow.write(TENANT, async (tx) => {
        for (const [text, params] of sql) await tx.execute(text, params);
      });
    const ask = `UPDATE payout_contradiction SET asked_by = $2, asked_at = now(), reason = 'x'`;
    const close = `UPDATE payout_contradiction SET closed_by = $2, closed_at = now()`;
    const asked: [string, unknown[]] = [`${ask}, accepts = true WHERE id = $1`, [one.id, STAFF.reviewer]];
    const closed: [string, unknown[]] = [`${close} WHERE id = $1`, [one.id, STAFF.lead]];
    const paid: [string, unknown[]] = [`UPDATE payout SET state = 'paid' WHERE id = $1`, [of.payout]];
    await expect(write(paid)).rejects.toThrow('by the word of two');
    await expect(write(asked, paid)).rejects.toThrow('by the word of two');
    await expect(write(asked, closed)).rejects.toThrow('believed to have paid is paid');
    await expect(write(asked, closed, paid)).rejects.toThrow('with its posting');
    await expect(
      write(
        [`${ask} WHERE id = $1`, [one.id, STAFF.reviewer]],
        [`${close}, accepts = true WHERE id = $1`, [one.id, STAFF.lead]],
      ),
    ).rejects.toThrow('another word was asked for');
    await expect(
      write([
        `UPDATE bonus_line SET state = 'paid' WHERE id = (SELECT line_id FROM payout WHERE id = $1)`,
        [of.payout],
      ]),
    ).rejects.toThrow('does not become');
  });
});
