import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TENANT, worker } from '@goalbeat/testing/harness/company';
import { CycleCancellationService } from '../src/cycle-copy/cycle-cancellation.service.js';
import { CycleCopyRepository } from '../src/cycle-copy/cycle-copy.repository.js';
import { batchOf, cycle, PLAN, score } from './company.js';
import { type Payroll, startPayroll } from './payroll-service.js';

const refusal = (code: string) => expect.objectContaining({ code });

describe('a cycle that HR changes while money waits for it', () => {
  let payroll: Payroll;
  beforeAll(async () => {
    payroll = await startPayroll();
    await payroll.seed(TENANT, 10);
    await payroll.putPlan();
    const dear = await payroll.ask('hr', 'PUT', '/v1/pay-plans/weekly', {
      data: { ...PLAN, baseByGrade: { ...PLAN.baseByGrade, P5: '900' } },
      version: 1,
    });
    if (dear.status !== 200) throw new Error(`The dearer plan was refused: ${JSON.stringify(dear.body)}`);
  });
  afterAll(() => payroll.close());

  const scores = () => [score(0, worker(0)), score(1, worker(1))];
  const cancel = (cycleId: string) =>
    payroll.get(CycleCancellationService).cancel({ tenant: TENANT, cycleId, reason: 'a flood', byId: 'account-hr' });
  const listsOf = (runId: string) =>
    payroll.rows<{ id: string; state: string; version: number }>(
      'SELECT id, state, version::int AS version FROM bonus_list WHERE run_id = $1 ORDER BY part',
      [runId],
    );
  const open = () => payroll.rows(`SELECT 1 FROM approval_task WHERE state = 'open'`);

  it('is paid by the plan that was pinned, once that has arrived', async () => {
    const cycleId = randomUUID();
    const keep = (over: object) =>
      payroll.uow.write(TENANT, (tx) =>
        payroll.get(CycleCopyRepository).keepNewest(tx, { ...cycle(cycleId), ...over }),
      );
    await keep({ control: 1 });
    const batch = batchOf(randomUUID(), cycleId, scores());
    await payroll.receive(batch);
    const build = () => payroll.activities.buildBonusLists({ tenantId: TENANT, cycleId, batch: batch.ref, version: 2 });
    await expect(build()).rejects.toEqual(refusal('not-yet'));
    await keep({ version: 2, control: 2, payPlanVersion: 1 });
    const { runIds } = await build();
    expect(
      await payroll.rows('SELECT plan_version::int AS version FROM payout_run WHERE id = $1', [runIds[0]]),
    ).toEqual([{ version: 1 }]);
  });

  it('is cancelled: nothing of it is signed, built or asked for any more, however often it is said', async () => {
    const cycleId = randomUUID();
    const runId = await payroll.build(cycleId, scores());
    const [list] = await listsOf(runId);
    expect(
      (await payroll.ask('hr', 'POST', `/v1/bonus-lists/${list?.id}/submit`, { version: list?.version })).status,
    ).toBe(200);
    const before = (await open()).length;
    expect(await cancel(cycleId)).toMatchObject({ lists: (await listsOf(runId)).length });
    expect(await cancel(cycleId)).toEqual({ lists: 0 });
    expect((await listsOf(runId)).every(({ state }) => state === 'cancelled')).toBe(true);
    expect(await payroll.rows('SELECT state FROM payout_run WHERE id = $1', [runId])).toEqual([{ state: 'cancelled' }]);
    expect((await open()).length).toBeLessThan(before);
    expect(
      await payroll.rows(`SELECT 1 FROM approval WHERE subject_id = $1 AND closed_at IS NULL`, [list?.id]),
    ).toEqual([]);
    await expect(payroll.build(cycleId, scores())).rejects.toEqual(refusal('wrong-state'));
    const never = randomUUID();
    await cancel(never);
    await expect(payroll.build(never, scores())).rejects.toEqual(refusal('wrong-state'));
  });

  it('is not cancelled once a list is signed, and says what to do', async () => {
    const cycleId = randomUUID();
    const runId = await payroll.build(cycleId, scores());
    await payroll.signAll(runId);
    await expect(cancel(cycleId)).rejects.toEqual(refusal('wrong-state'));
    await expect(cancel(cycleId)).rejects.toThrow(/off-cycle/);
    expect((await listsOf(runId)).some(({ state }) => state === 'cancelled')).toBe(false);
  });

  it('answers goals on its internal routes and nobody else', async () => {
    const url = `/internal/v1/pay-plans?tenant=${TENANT}&code=weekly`;
    expect((await payroll.app.inject({ method: 'GET', url })).statusCode).toBe(401);
    expect((await payroll.ask('hr', 'GET', url)).status).toBeGreaterThanOrEqual(401);
  });
});
