import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { STAFF, TENANT, worker } from '@goalbeat/testing/harness/company';
import { UNTAKEN_AFTER, UntakenBatches } from '../src/hand-over/untaken-batches.js';
import { score } from './company.js';
import { answerOf, type Payroll, startPayroll } from './payroll-service.js';

describe('what would be stuck without anybody hearing of it', () => {
  let payroll: Payroll;
  let week = 10;

  beforeAll(async () => {
    payroll = await startPayroll();
    await payroll.seed(TENANT, 4);
    await payroll.putPlan();
    await payroll.rows(
      `INSERT INTO org_role (tenant_id, person_id, role, unit_id, version) VALUES ($1, $2, 'ops', NULL, 1)`,
      [TENANT, STAFF.boss],
    );
  });
  afterAll(() => payroll.close());

  const handOver = async (): Promise<string> => {
    const runId = await payroll.build(randomUUID(), [score(0, worker(0)), score(1, worker(1))], `2028-W${week++}`);
    await payroll.signAll(runId);
    await payroll.activities.postRun({ tenantId: TENANT, runId });
    await payroll.activities.handOverBatch({ tenantId: TENANT, runId });
    return runId;
  };
  const tasks = (kind: string, subjectId: string) =>
    payroll.rows<{ who: string; state: string }>(
      'SELECT assignee_id AS who, state FROM approval_task WHERE subject_kind = $1 AND subject_id = $2 ORDER BY 1',
      [kind, subjectId],
    );
  const tried = (runId: string, attempts: number, next = 'now()') =>
    payroll.rows(
      `UPDATE outbox SET attempts = $2, last_error = 'NO_ROUTE', next_attempt_at = ${next}
       WHERE id IN (SELECT id FROM payout WHERE run_id = $1)`,
      [runId, attempts],
    );

  it('tells operations and finance of a batch for which payroll has no queue, until it is taken', async () => {
    const runId = await handOver();
    const [batch] = await payroll.rows<{ id: string }>('SELECT id FROM payout_batch WHERE run_id = $1', [runId]);
    const look = () => payroll.get(UntakenBatches).look();
    await tried(runId, UNTAKEN_AFTER - 1);
    expect(await look()).toBe(0);
    await tried(runId, UNTAKEN_AFTER);
    expect([await look(), await look()]).toEqual([1, 0]);
    const asked = [STAFF.boss, STAFF.lead].toSorted();
    expect(await tasks('payout-untaken', batch?.id ?? '')).toEqual(asked.map((who) => ({ who, state: 'open' })));
    await payroll.confirmAll();
    expect(await tasks('payout-untaken', batch?.id ?? '')).toEqual(asked.map((who) => ({ who, state: 'superseded' })));
  });

  it('tells nobody of what is stopped on purpose', async () => {
    const runId = await handOver();
    await tried(runId, UNTAKEN_AFTER + 5, `'infinity'`);
    expect(await payroll.get(UntakenBatches).look()).toBe(0);
    await payroll.confirmAll();
  });

  it('keeps an answer about a stranger as a task until somebody has settled it', async () => {
    const stray = answerOf(randomUUID(), 'paid');
    expect(await payroll.answer(stray)).toEqual(['unknown-payout']);
    const shown = async () => (await payroll.ask('reviewer', 'GET', '/v1/unknown-answers')).body['items'];
    expect(await shown()).toMatchObject([
      { payoutId: stray.payoutId, outcomes: ['paid'], answerIds: [stray.answerId] },
    ]);
    const settle = (who: 'lead' | 'hr', id = stray.payoutId) =>
      payroll.ask(who, 'POST', `/v1/unknown-answers/${id}/settle`, { reason: '薪资系统的测试数据' });
    expect((await settle('hr')).status).toBe(403);
    expect((await settle('lead', randomUUID())).status).toBe(404);
    expect(await settle('lead')).toMatchObject({ status: 200, body: { payoutId: stray.payoutId } });
    expect((await settle('lead')).status).toBe(200);
    expect([await shown(), await tasks('payout-not-ours', stray.payoutId)]).toEqual([
      [],
      [{ who: STAFF.lead, state: 'done' }],
    ]);
    const logged = await payroll.rows('SELECT reason FROM process_log WHERE subject_id = $1 AND action = $2', [
      stray.payoutId,
      'not-ours-settled',
    ]);
    expect(logged).toEqual([{ reason: '薪资系统的测试数据' }]);
    // Payroll says another thing of it: somebody looks again.
    await payroll.answer(answerOf(stray.payoutId, 'rejected', { code: 'x' }));
    expect(await shown()).toMatchObject([{ outcomes: ['paid', 'rejected'] }]);
  });
});
