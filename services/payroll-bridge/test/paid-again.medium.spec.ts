import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { OTHER_TENANT, TENANT, worker } from '@goalbeat/testing/harness/company';
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

  const { handedOver, payoutsOf, told, reconciled } = payoutActs(() => payroll);

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
});
