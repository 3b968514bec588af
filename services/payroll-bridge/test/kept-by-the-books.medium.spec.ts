import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { STAFF, TENANT, worker } from '@goalbeat/testing/harness/company';
import { score } from './company.js';
import { answerOf, type Payroll, startPayroll } from './payroll-service.js';

describe('what the database keeps whatever the code does', () => {
  let payroll: Payroll;
  let week = 10;

  beforeAll(async () => {
    payroll = await startPayroll();
    await payroll.seed(TENANT, 6);
    await payroll.putPlan();
  });
  afterAll(() => payroll.close());

  const attempt = (sql: string, params: unknown[] = []) => payroll.uow.write(TENANT, (tx) => tx.execute(sql, params));
  const build = () => {
    week += 1;
    return payroll.build(randomUUID(), [score(0, worker(0)), score(1, worker(1))], `2026-W${week}`);
  };
  const posted = async () => {
    const runId = await build();
    await payroll.signAll(runId);
    await payroll.activities.postRun({ tenantId: TENANT, runId });
    return { tenantId: TENANT, runId };
  };
  const payoutsOf = (runId: string) =>
    payroll.rows<{ id: string; state: string }>('SELECT id, state FROM payout WHERE run_id = $1 ORDER BY id', [runId]);

  it('pays no line a second time under another number', async () => {
    const ref = await posted();
    const batch = randomUUID();
    await attempt(
      `INSERT INTO payout_batch (id, tenant_id, run_id, n, count, currency, sum_minor) VALUES ($1, $2, $3, 99, 1, 'CNY', 1)`,
      [batch, TENANT, ref.runId],
    );
    const pay = (n: number) =>
      attempt(
        `INSERT INTO payout (id, tenant_id, run_id, line_id, attempt, batch_id, person_id, currency, amount_minor, state, requested_at)
         SELECT gen_random_uuid(), tenant_id, run_id, id, $2, $3, person_id, currency, amount_minor, 'requested', now()
         FROM bonus_line WHERE run_id = $1`,
        [ref.runId, n, batch],
      );
    for (const n of [2, 3]) await expect(pay(n)).rejects.toThrow('a line is paid once');
    await payroll.activities.handOverBatch(ref);
    for (const n of [1, 2]) await expect(pay(n)).rejects.toMatchObject({ code: '23514' });
    expect(await payoutsOf(ref.runId)).toHaveLength(2);
  });

  it.each(['paid', 'rejected'] as const)('lets no payout be %s without its posting', async (state) => {
    const ref = await posted();
    await payroll.activities.handOverBatch(ref);
    const answered = `WITH a AS (
      INSERT INTO payout_answer (tenant_id, answer_id, payout_id, outcome, body, result, received_at)
      SELECT tenant_id, id::text, id, $2, '{}', 'applied', now() FROM payout WHERE run_id = $1
    )`;
    const change = 'UPDATE payout SET state = $2 WHERE run_id = $1';
    await expect(attempt(change, [ref.runId, state])).rejects.toThrow('with payroll');
    await expect(attempt(`${answered} ${change}`, [ref.runId, state])).rejects.toThrow('with its posting');
    const [one, other] = await payoutsOf(ref.runId);
    expect([one?.state, other?.state]).toEqual(['requested', 'requested']);
    expect(await payroll.answer(answerOf(one?.id ?? '', state))).toEqual(['applied']);
    expect((await payoutsOf(ref.runId)).map((payout) => payout.state).toSorted()).toEqual(
      [state, 'requested'].toSorted(),
    );
  });

  it('keeps a run what it was made as, and lets it go on to money from its signed lists only', async () => {
    const runId = await build();
    const change = (what: string) => attempt(`UPDATE payout_run SET ${what} WHERE id = $1`, [runId]);
    for (const what of [
      `chain = '[]'`,
      `chain = jsonb_set(chain, '{0,assign,role}', '"employee"')`,
      `final_decider = 'E0001'`,
      `currency = 'USD'`,
      `plan_version = plan_version + 1`,
      `period = '2020-W01'`,
      `kind = 'off-cycle'`,
    ]) {
      await expect(change(what)).rejects.toThrow('never changes');
    }
    await expect(change(`state = 'signed'`)).rejects.toThrow('signed with its lists');
    for (const state of ['posted', 'handing-over', 'awaiting-answers', 'settled']) {
      await expect(change(`state = '${state}'`)).rejects.toThrow('does not become');
    }
    await payroll.signAll(runId);
    await expect(change(`state = 'handing-over'`)).rejects.toThrow('does not become');
    expect(await payroll.activities.postRun({ tenantId: TENANT, runId })).toMatchObject({ state: 'posted' });
    await expect(change(`state = 'signed'`)).rejects.toThrow('does not become');
  });

  it('releases a stop by two people who may, one of them a finance lead', async () => {
    const stop = randomUUID();
    await attempt(
      `INSERT INTO payout_stop (id, tenant_id, kind, reason, set_at, set_by, in_flight) VALUES ($1, $2, 'switch', 'x', now(), $3, '{}')`,
      [stop, TENANT, STAFF.lead],
    );
    const ask = (by: string) =>
      attempt(
        `UPDATE payout_stop SET release_asked_by = $2, release_asked_at = now(), release_reason = 'x' WHERE id = $1`,
        [stop, by],
      );
    const release = (by: string) =>
      attempt('UPDATE payout_stop SET released_by = $2, released_at = now() WHERE id = $1', [stop, by]);
    const nobody = randomUUID();
    for (const [first, second] of [
      [nobody, randomUUID()],
      [nobody, STAFF.lead],
      [STAFF.lead, nobody],
      [STAFF.lead, STAFF.reviewer],
      [STAFF.hr, STAFF.hr2],
      [worker(0), STAFF.lead],
    ] as const) {
      await ask(first);
      await expect(release(second)).rejects.toThrow('two people who may');
    }
    await ask(STAFF.hr);
    await expect(release(STAFF.hr)).rejects.toThrow('two people who may');
    await release(STAFF.lead);
    expect(await payroll.rows('SELECT stops FROM payout_gate WHERE tenant_id = $1', [TENANT])).toEqual([{ stops: 0 }]);
  });

  it('hands over amounts that fit, whose sum is more than an amount may be, and stands them beside the next list', async () => {
    await payroll.putPlanAgain({
      baseByGrade: { P5: '99999999999999' },
      multiplierByBand: { excellent: '900', qualified: '1', unqualified: '0' },
    });
    const ref = await posted();
    await payroll.activities.handOverBatch(ref);
    expect(
      await payroll.rows('SELECT sum_minor::text AS sum FROM payout_batch WHERE run_id = $1', [ref.runId]),
    ).toEqual([{ sum: '17999999999999820000' }]);
    await payroll.confirmAll();
    const payouts = await payoutsOf(ref.runId);
    await payroll.answer(...payouts.map(({ id }) => answerOf(id, 'paid')));
    await payroll.activities.reconcileRun(ref);
    expect(await payroll.activities.closeRun(ref)).toMatchObject({ state: 'settled' });
    const [list] = await payroll.rows<{ last: string }>(
      'SELECT last_total_minor::text AS last FROM bonus_list WHERE run_id = $1',
      [await build()],
    );
    expect(list).toEqual({ last: '17999999999999820000' });
  });
});
