import { randomUUID } from 'node:crypto';
import { LadderActivitiesProvider } from '@goalbeat/approvals/ladder.activities';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { NOW, STAFF, TENANT, worker } from '@goalbeat/testing/harness/company';
import { score } from './company.js';
import { linesOf, listOf, submitList } from './lists.js';
import { type Payroll, startPayroll } from './payroll-service.js';
import { holdLine, sign, taskOf } from './signing.js';

/** Lines of 60,000: the lead is asked above 100,000. */
describe('a list that nobody of finance signed in time', () => {
  let payroll: Payroll;
  let week = 0;
  let listId: string;

  beforeAll(async () => {
    payroll = await startPayroll();
    await payroll.seed(TENANT, 4);
    await payroll.putPlan({ baseByGrade: { P5: '40000' } });
  });
  afterAll(() => payroll.close());
  beforeEach(() => payroll.at(NOW));

  async function handed(people: readonly number[], maker: 'hr' | 'hr2' = 'hr2'): Promise<void> {
    week += 1;
    const runId = await payroll.build(
      randomUUID(),
      people.map((n) => score(n, worker(n))),
      `2027-W${String(week).padStart(2, '0')}`,
    );
    listId = (await listOf(payroll, runId)).id;
    expect((await submitList(payroll, listId, maker)).status).toBe(200);
    const [step] = await payroll.rows<{ id: string; version: number; stepId: string; n: number; at: string }>(
      `SELECT a.id, a.version::int AS version, s.step_id AS "stepId", (r ->> 'n')::int AS n, r ->> 'at' AS at
       FROM approval a JOIN approval_step s ON s.approval_id = a.id AND s.no = a.step_no, jsonb_array_elements(s.rungs) AS r
       WHERE a.subject_id = $1 AND r ->> 'action' = 'hand-to-hr'`,
      [listId],
    );
    if (step === undefined) throw new Error('the ladder hands nothing to HR');
    await payroll.at(step.at);
    const climbed = await payroll.get(LadderActivitiesProvider).activities().climbRung({
      tenantId: TENANT,
      approvalId: step.id,
      version: step.version,
      stepId: step.stepId,
      rung: step.n,
      action: 'hand-to-hr',
    });
    expect(climbed.outcome).toBe('climbed');
  }
  const reassign = async (toPersonId: string) => {
    const task = await taskOf(payroll, listId);
    return payroll.ask('hr', 'POST', `/v1/approvals/${task.approvalId}/reassign`, {
      taskId: task.id,
      toPersonId,
      reason: '请财务处理',
    });
  };
  const closings = async (): Promise<number> => {
    const { approvalId } = await taskOfAny();
    const told = await payroll.rows(
      `SELECT FROM outbox WHERE payload::text LIKE $1 AND payload::text LIKE '%"kind": "closed"%'`,
      [`%${approvalId}%`],
    );
    return told.length;
  };
  const taskOfAny = async () => {
    const [row] = await payroll.rows<{ approvalId: string }>(
      'SELECT id AS "approvalId" FROM approval WHERE subject_id = $1',
      [listId],
    );
    return row ?? { approvalId: '' };
  };

  it('is not signed by HR, nor changed by it', async () => {
    await handed([0, 1]);
    const task = await taskOf(payroll, listId);
    expect(task.assigneeId).toBe(STAFF.hr);
    const hr = await payroll.ask('hr', 'POST', `/v1/approvals/${task.approvalId}/decisions`, {
      taskVersion: task.version,
      decision: 'approve',
    });
    expect(hr).toMatchObject({
      status: 403,
      body: { code: 'four-eyes', detail: expect.stringMatching(/请指派给财务人员/) },
    });
    expect(await sign(payroll, task, 'reject')).toMatchObject({ status: 403, body: { code: 'four-eyes' } });
    await expect(
      payroll.uow.write(TENANT, (tx) =>
        tx.execute(
          `UPDATE approval_task SET decision = 'approve', state = 'done', decided_by = $2, closed_at = now() WHERE id = $1`,
          [task.id, STAFF.hr],
        ),
      ),
    ).rejects.toMatchObject({ code: '23514' });
    const [line] = await linesOf(payroll, listId);
    expect(await holdLine(payroll, listId, line, true, 'hr')).toMatchObject({ status: 403 });
    expect(await taskOf(payroll, listId)).toMatchObject({ id: task.id, assigneeId: STAFF.hr });
  });

  it('is given within finance only, and not to who signs it later anyway; then everybody signs who would have', async () => {
    await handed([0, 1]);
    expect(await closings()).toBe(0);
    for (const [who, code] of [
      [STAFF.hr2, 'four-eyes'],
      [STAFF.partner, 'four-eyes'],
      [STAFF.boss, 'forbidden'],
      [STAFF.lead, 'forbidden'],
    ])
      expect((await reassign(who ?? '')).body).toMatchObject({ code });
    expect(await reassign(STAFF.reviewer)).toMatchObject({ status: 200, body: { state: 'handed-to-hr' } });
    expect(await sign(payroll, await taskOf(payroll, listId))).toMatchObject({
      status: 200,
      body: { state: 'open', stepId: 'lead' },
    });
    expect(await closings()).toBe(0);
    const lead = await taskOf(payroll, listId);
    expect(lead.assigneeId).toBe(STAFF.lead);
    expect(await sign(payroll, lead)).toMatchObject({ body: { state: 'approved' } });
    expect(await closings()).toBe(1);
  });

  it('is signed by the lead in the reviewer’s stead where nobody signs after them', async () => {
    await handed([2]);
    expect(await reassign(STAFF.lead)).toMatchObject({ status: 200 });
    const task = await taskOf(payroll, listId);
    expect(task.assigneeId).toBe(STAFF.lead);
    expect(await sign(payroll, task)).toMatchObject({ body: { state: 'approved' } });
  });

  it('is returned by HR, or withdrawn', async () => {
    await handed([0]);
    const task = await taskOf(payroll, listId);
    const returned = await payroll.ask('hr', 'POST', `/v1/approvals/${task.approvalId}/decisions`, {
      taskVersion: task.version,
      decision: 'return',
      comment: '请更正',
    });
    expect(returned).toMatchObject({ status: 200, body: { state: 'returned' } });
    expect(await closings()).toBe(1);
    await handed([1]);
    const { approvalId } = await taskOf(payroll, listId);
    const withdrawn = await payroll.ask('hr', 'POST', `/v1/approvals/${approvalId}/withdraw`, { reason: '作废' });
    expect(withdrawn).toMatchObject({ status: 200, body: { state: 'withdrawn' } });
    expect(await closings()).toBe(1);
  });

  it('stays with finance where HR has nobody but its maker, and goes on from there', async () => {
    await handed([0, 1], 'hr');
    const task = await taskOf(payroll, listId);
    expect(task.assigneeId).toBe(STAFF.reviewer);
    expect(await sign(payroll, task)).toMatchObject({ body: { state: 'open', stepId: 'lead' } });
  });
});
