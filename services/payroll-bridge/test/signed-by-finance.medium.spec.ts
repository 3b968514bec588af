import { randomUUID } from 'node:crypto';
import { LadderActivitiesProvider } from '@goalbeat/approvals/ladder.activities';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { NOW, STAFF, TENANT, worker } from '@goalbeat/testing/harness/company';
import { score } from './company.js';
import { listOf, submitList } from './lists.js';
import { type Payroll, startPayroll } from './payroll-service.js';
import { sign, taskOf, tasksOf } from './signing.js';

/** Lines of 60,000: the lead is asked above 100,000. Everybody's manager is the boss, who has no role; worker 3 is named by the plan. */
describe('money is signed by finance, whatever way it came', () => {
  let payroll: Payroll;
  let week = 0;
  let listId: string;

  beforeAll(async () => {
    payroll = await startPayroll();
    await payroll.seed(TENANT, 5);
    await payroll.putPlan({ baseByGrade: { P5: '40000' }, finalDecider: 'E0003' });
  });
  afterAll(() => payroll.close());
  beforeEach(() => payroll.at(NOW));
  afterEach(async () => {
    await payroll.database.admin.query('DELETE FROM org_delegation WHERE tenant_id = $1', [TENANT]);
    await payroll.database.admin.query(`DELETE FROM org_role WHERE tenant_id = $1 AND person_id = ANY($2::uuid[])`, [
      TENANT,
      [STAFF.reviewer, STAFF.lead],
    ]);
    await give(STAFF.reviewer, 'finance-reviewer');
    await give(STAFF.lead, 'finance-lead');
  });

  const give = (personId: string, role: string) =>
    payroll.database.admin.query('INSERT INTO org_role (tenant_id, person_id, role, version) VALUES ($1, $2, $3, 9)', [
      TENANT,
      personId,
      role,
    ]);
  const take = (personId: string) =>
    payroll.database.admin.query('DELETE FROM org_role WHERE tenant_id = $1 AND person_id = $2', [TENANT, personId]);
  async function submitted(people: readonly number[]): Promise<void> {
    week += 1;
    const runId = await payroll.build(
      randomUUID(),
      people.map((n) => score(n, worker(n))),
      `2027-W${String(week).padStart(2, '0')}`,
    );
    listId = (await listOf(payroll, runId)).id;
    expect((await submitList(payroll, listId, 'hr2')).status).toBe(200);
  }
  async function escalate(): Promise<void> {
    const [step] = await payroll.rows<{ id: string; version: number; stepId: string; n: number; at: string }>(
      `SELECT a.id, a.version::int AS version, s.step_id AS "stepId", (r ->> 'n')::int AS n, r ->> 'at' AS at
       FROM approval a JOIN approval_step s ON s.approval_id = a.id AND s.no = a.step_no, jsonb_array_elements(s.rungs) AS r
       WHERE a.subject_id = $1 AND r ->> 'action' = 'escalate'`,
      [listId],
    );
    if (step === undefined) throw new Error('the ladder escalates nothing');
    await payroll.at(step.at);
    // The ladder of these specs has one such rung: as if it were climbed once more each time.
    await payroll.database.admin.query('UPDATE approval_step SET climbed = 0 WHERE approval_id = $1', [step.id]);
    const climbed = await payroll.get(LadderActivitiesProvider).activities().climbRung({
      tenantId: TENANT,
      approvalId: step.id,
      version: step.version,
      stepId: step.stepId,
      rung: step.n,
      action: 'escalate',
    });
    expect(climbed.outcome).toBe('climbed');
  }
  const asked = async () => (await tasksOf(payroll, listId)).map(({ assigneeId }) => assigneeId);
  const operators = () =>
    payroll.rows<{ title: string; state: string }>(
      `SELECT title, state FROM approval_task WHERE subject_kind = 'list-without-signer' AND subject_id = $1`,
      [listId],
    );

  it('goes up within finance when it is not decided in time, then to the final decider, then to nobody but an operator', async () => {
    await submitted([0]);
    expect(await asked()).toEqual([STAFF.reviewer]);
    await escalate();
    expect(await asked()).toEqual([STAFF.lead]);
    await escalate();
    expect(await asked()).toEqual([worker(3)]);
    expect(await operators()).toEqual([]);
    await escalate();
    expect(await asked()).toEqual([worker(3)]);
    expect(await operators()).toMatchObject([{ state: 'open', title: expect.stringMatching(/财务/) }]);
    expect(await sign(payroll, await taskOf(payroll, listId))).toMatchObject({
      status: 200,
      body: { state: 'approved' },
    });
    expect(await operators()).toMatchObject([{ state: 'superseded' }]);
  });

  it('passes whoever signs it later anyway: two signatures are two people’s', async () => {
    await submitted([0, 1]);
    await escalate();
    expect(await asked()).toEqual([worker(3)]);
    expect(await sign(payroll, await taskOf(payroll, listId))).toMatchObject({
      body: { state: 'open', stepId: 'lead' },
    });
    expect(await asked()).toEqual([STAFF.lead]);
    await escalate();
    expect(await asked()).toEqual([worker(3)]);
  });

  it('is not for who was asked without the role, in code or by hand in the database', async () => {
    await submitted([0]);
    const task = await taskOf(payroll, listId);
    // As an escalation up the reporting line left it.
    await payroll.database.admin.query(
      `UPDATE approval_task SET assignee_id = $2, origin = 'escalated' WHERE id = $1`,
      [task.id, STAFF.boss],
    );
    for (const decision of ['approve', 'reject'])
      expect(await sign(payroll, await taskOf(payroll, listId), decision)).toMatchObject({
        status: 403,
        body: { code: 'forbidden' },
      });
    for (const decision of ['approve', 'reject'])
      for (const by of [STAFF.boss, STAFF.reviewer])
        await expect(
          payroll.uow.write(TENANT, (tx) =>
            tx.execute(
              `UPDATE approval_task SET decision = $3, state = 'done', decided_by = $2, closed_at = now(), comment = 'x' WHERE id = $1`,
              [task.id, by, decision],
            ),
          ),
        ).rejects.toMatchObject({ code: '23514' });
    const given = await payroll.ask('hr', 'POST', `/v1/approvals/${task.approvalId}/reassign`, {
      taskId: task.id,
      toPersonId: STAFF.reviewer,
      reason: '由财务审批',
    });
    expect(given).toMatchObject({ status: 200 });
    expect(await sign(payroll, await taskOf(payroll, listId))).toMatchObject({ body: { state: 'approved' } });
  });

  it('is not for who was escalated to and has lost the role since', async () => {
    await submitted([0]);
    await escalate();
    await take(STAFF.lead);
    expect(await sign(payroll, await taskOf(payroll, listId))).toMatchObject({
      status: 403,
      body: { code: 'forbidden' },
    });
  });

  it('is not the reviewer’s in the lead’s stead', async () => {
    await submitted([0, 1]);
    expect(await sign(payroll, await taskOf(payroll, listId))).toMatchObject({ body: { stepId: 'lead' } });
    await payroll.database.admin.query(
      `INSERT INTO org_delegation (tenant_id, id, from_person_id, to_person_id, valid_from, valid_to, cancelled, version)
       VALUES ($1, gen_random_uuid(), $2, $3, '2026-01-01', '2029-12-31', false, 1)`,
      [TENANT, STAFF.lead, STAFF.reviewer],
    );
    const lead = await taskOf(payroll, listId);
    expect(await sign(payroll, lead, 'approve', STAFF.reviewer)).toMatchObject({ status: 403 });
    await payroll.database.admin.query('DELETE FROM org_delegation WHERE tenant_id = $1', [TENANT]);
    expect(await sign(payroll, lead)).toMatchObject({ body: { state: 'approved' } });
  });

  it('takes two people where one holds both roles', async () => {
    await give(STAFF.lead, 'finance-reviewer');
    await take(STAFF.reviewer);
    await submitted([0, 1]);
    const first = await taskOf(payroll, listId);
    expect(first.assigneeId).toBe(STAFF.lead);
    expect(await sign(payroll, first)).toMatchObject({ body: { stepId: 'lead' } });
    expect(await asked()).toEqual([STAFF.lead]);
    expect(await sign(payroll, await taskOf(payroll, listId))).toMatchObject({
      status: 403,
      body: { code: 'four-eyes', detail: expect.stringMatching(/前一节点/) },
    });
    await escalate();
    expect(await sign(payroll, await taskOf(payroll, listId))).toMatchObject({ body: { state: 'approved' } });
  });

  const byHand = (taskId: string, decision: string, by: string) =>
    payroll.uow.write(TENANT, (tx) =>
      tx.execute(
        `UPDATE approval_task SET decision = $3, state = 'done', decided_by = $2, closed_at = now(), comment = 'x' WHERE id = $1`,
        [taskId, by, decision],
      ),
    );

  it.each(['hr-lead', 'hr-partner'])('is not for an %s, though the pay plan names them', async (role) => {
    await take(STAFF.reviewer);
    await take(STAFF.lead);
    await submitted([2]);
    const task = await taskOf(payroll, listId);
    expect(task.assigneeId).toBe(worker(3));
    await give(worker(3), role);
    for (const decision of ['approve', 'reject']) {
      expect(await sign(payroll, task, decision)).toMatchObject({ status: 403, body: { code: 'four-eyes' } });
      await expect(byHand(task.id, decision, worker(3))).rejects.toMatchObject({ code: '23514' });
    }
    await take(worker(3));
    expect(await sign(payroll, await taskOf(payroll, listId))).toMatchObject({ body: { state: 'approved' } });
  });

  it('is not for a final decider who came to HR a moment ago, as only directory knows', async () => {
    await take(STAFF.hr);
    await payroll.putPlanAgain({ baseByGrade: { P5: '40000' }, finalDecider: 'S2' });
    await take(STAFF.reviewer);
    await take(STAFF.lead);
    await submitted([2]);
    const task = await taskOf(payroll, listId);
    expect(task.assigneeId).toBe(STAFF.hr);
    expect(await sign(payroll, task)).toMatchObject({ status: 403, body: { code: 'four-eyes' } });
    await give(STAFF.hr, 'hr-lead');
    await payroll.putPlanAgain({ baseByGrade: { P5: '40000' }, finalDecider: 'E0003' });
  });

  it('passes over who is of finance and of HR, whom HR cannot give it to either', async () => {
    await give(STAFF.reviewer, 'hr-partner');
    await submitted([0]);
    expect(await asked()).toEqual([STAFF.lead]);
    const [opened] = await payroll.rows<{ skipped: unknown }>(
      `SELECT details -> 'skipped' AS skipped FROM process_log WHERE subject_id = $1 AND action = 'step-opened'`,
      [listId],
    );
    expect(opened?.skipped).toEqual([{ personId: STAFF.reviewer, why: 'hr' }]);
    const task = await taskOf(payroll, listId);
    const given = await payroll.ask('hr', 'POST', `/v1/approvals/${task.approvalId}/reassign`, {
      taskId: task.id,
      toPersonId: STAFF.reviewer,
      reason: '由财务审批',
    });
    expect(given).toMatchObject({ status: 403, body: { code: 'four-eyes', field: 'toPersonId' } });
    await payroll.database.admin.query(
      `INSERT INTO org_delegation (tenant_id, id, from_person_id, to_person_id, valid_from, valid_to, cancelled, version)
       VALUES ($1, gen_random_uuid(), $2, $3, '2026-01-01', '2029-12-31', false, 1)`,
      [TENANT, STAFF.lead, STAFF.reviewer],
    );
    expect(await sign(payroll, task, 'approve', STAFF.reviewer)).toMatchObject({ status: 403 });
    await payroll.database.admin.query('DELETE FROM org_delegation WHERE tenant_id = $1', [TENANT]);
    expect(await sign(payroll, task)).toMatchObject({ body: { state: 'approved' } });
  });

  it('fills an empty link from within finance, then by the final decider, and at last with HR, who only returns it', async () => {
    await take(STAFF.reviewer);
    await submitted([0]);
    expect(await asked()).toEqual([STAFF.lead]);
    await take(STAFF.lead);
    await submitted([1]);
    expect(await asked()).toEqual([worker(3)]);
    expect(await sign(payroll, await taskOf(payroll, listId))).toMatchObject({ body: { state: 'approved' } });
    await submitted([2, 3]);
    expect(await asked()).toEqual([STAFF.hr]);
    for (const decision of ['approve', 'reject'])
      expect(await sign(payroll, await taskOf(payroll, listId), decision)).toMatchObject({
        status: 403,
        body: { code: 'four-eyes' },
      });
    expect(await sign(payroll, await taskOf(payroll, listId), 'return')).toMatchObject({ body: { state: 'returned' } });
  });
});
