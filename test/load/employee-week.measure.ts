import { allOf } from './all-of.js';
import type { GoalbeatClient } from '@goalbeat/api-client/goalbeat-client';
import { approvalWorkflowId, cycleWorkflowId } from '@goalbeat/contracts/workflows';
import type { Bench } from './bench.js';
import { STAFF_FAMILY } from './company.js';
import { ACTION_KINDS, countActions, sumOf, type Actions } from './count-actions.js';
import type { Figure, Measure } from './figure.js';
import { PERIOD, type Tenant } from './tenant.js';
import { until } from './until.js';

const TARGET = 10;

interface OpenTask {
  approval: string;
  version: number;
  assignee: string;
}

/** Whoever is asked decides at once, step after step, until nothing is open. Returns how many decided. */
async function approveAll(bench: Bench, tenant: Tenant, subjectKind: string, subjectId: string): Promise<number> {
  for (let decided = 0; ; decided += 1) {
    const [task] = await bench.sql.rows<OpenTask>(
      `SELECT t.approval_id AS approval, t.version, p.number AS assignee FROM goals.approval_task t
       JOIN goals.org_person p ON p.tenant_id = t.tenant_id AND p.id = t.assignee_id
       WHERE t.tenant_id = $1 AND t.subject_kind = $2 AND t.subject_id = $3 AND t.kind = 'decision' AND t.state = 'open'`,
      [tenant.id, subjectKind, subjectId],
    );
    if (task === undefined) return decided;
    await tenant.createAccounts([task.assignee]);
    const decider: GoalbeatClient = await tenant.as(task.assignee);
    await decider.decide('goals', task.approval, { taskVersion: task.version, decision: 'approve' });
    // Nobody is in such a hurry that two steps reach Temporal in one breath.
    await bench.quiet();
  }
}

async function closedHistory(bench: Bench, workflowId: string): Promise<Actions> {
  const handle = bench.temporal.workflow.getHandle(workflowId);
  await until(`the end of ${workflowId}`, async () =>
    (await handle.describe()).status.name === 'RUNNING' ? undefined : true,
  );
  return countActions((await handle.fetchHistory()).events ?? []);
}

const inWords = (actions: Actions): string =>
  ACTION_KINDS.filter((kind) => actions[kind] > 0)
    .map((kind) => `${actions[kind]} ${kind}`)
    .join(', ');

async function run(bench: Bench): Promise<Figure[]> {
  const tenant = await bench.example();
  const { id: definitionId } = await tenant.define('employee-week');
  const { sheets } = bench.sizes;
  const cycleId = await tenant.issue(definitionId, sheets);
  await bench.quiet();
  const person = tenant.rows.people.find((row) => row.job_family === STAFF_FAMILY && row.grade.startsWith('P'));
  if (person === undefined) throw new Error('Nobody to look at');
  await tenant.createAccounts([person.number]);
  const employee = await tenant.as(person.number);
  const [sheet] = await allOf(employee.sheets({ cycle: cycleId, mine: true }));
  if (sheet === undefined) throw new Error('No sheet');
  await employee.submitPlan(sheet.id, sheet.version);
  await bench.quiet();
  const planSteps = await approveAll(bench, tenant, 'plan', sheet.id);
  const planned = await employee.sheet(sheet.id);
  await employee.submitReport(sheet.id, {
    version: planned.version,
    items: planned.goals.map((goal) => ({ goalId: goal.id, outcome: 'done' })),
  });
  await bench.quiet();
  const reportSteps = await approveAll(bench, tenant, 'report', sheet.id);
  const workflowOf = (subjectKind: string): string =>
    approvalWorkflowId({ tenantId: tenant.id, subjectKind, subjectId: sheet.id, round: 1 });
  const plan = await closedHistory(bench, workflowOf('plan'));
  const report = await closedHistory(bench, workflowOf('report'));
  const cycle = cycleWorkflowId({ tenantId: tenant.id, definitionId, period: PERIOD, run: 1 });
  const shared = countActions((await bench.temporal.workflow.getHandle(cycle).fetchHistory()).events ?? []);
  await tenant.cancel(cycleId);
  const total = sumOf(plan) + sumOf(report);
  return [
    {
      name: 'employee-week-actions',
      work: `Temporal actions of one employee-week (plan: ${planSteps} steps, report: ${reportSteps} step, nobody late)`,
      value: total,
      unit: '',
      target: `${TARGET}`,
      met: total <= TARGET,
      details: {
        plan: `${sumOf(plan)} (${inWords(plan)})`,
        report: `${sumOf(report)} (${inWords(report)})`,
        cycleSoFar: `${sumOf(shared)}, shared by ${sheets} people`,
      },
    },
  ];
}

export const employeeWeek: Measure = { name: 'actions', run };
