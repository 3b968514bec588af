import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client, Connection } from '@temporalio/client';
import { Company, TEMPLATE } from './company.js';
import { installation } from './installation.js';
import { Payroll } from './payroll.js';
import { all, present, until } from './until.js';
import { AT, bonusStep, leadStep, roleStep } from './weekly-definition.js';

/** None of these may be found in what Temporal keeps: it is for the installation's operators. */
const PLANTED = {
  name: 'Quillfeather',
  mail: 'quillfeather@planted.example',
  title: 'Sell snowglobes',
  amount: '271.83',
  minor: '27183',
  comment: 'Zanzibar is further',
};

let company: Company;
let payroll: Payroll;
let connection: Connection;
let client: Client;

beforeAll(async () => {
  connection = await Connection.connect({ address: installation.temporalAddress });
  client = new Client({ connection, namespace: installation.temporalNamespace });
  const [orders, visits] = TEMPLATE.goals;
  company = await Company.found({
    name: 'temporal',
    people: [
      { number: 'G1', family: 'board', name: `Gerda ${PLANTED.name}` },
      { number: 'H1', family: 'board', manager: 'G1', roles: 'hr-lead' },
      { number: 'F1', family: 'board', manager: 'G1', roles: 'finance-reviewer' },
      { number: 'L1', manager: 'G1', family: 'board', name: `Lena ${PLANTED.name}` },
      { number: 'S1', manager: 'L1', name: `Sam ${PLANTED.name}`, email: PLANTED.mail },
    ],
    template: { ...TEMPLATE, goals: [{ ...present(orders, 'goal'), title: PLANTED.title }, present(visits, 'goal')] },
    payPlan: {
      baseByGrade: { P: PLANTED.amount },
      multiplierByBand: { excellent: '1', qualified: '1', unqualified: '1' },
    },
    chains: {
      plan: [leadStep('close-planning'), roleStep('hr-lead')],
      'bonus-list': [bonusStep('finance-reviewer')],
    },
  });
  payroll = await Payroll.open(company.tenantId);
});
afterAll(async () => {
  await payroll.close();
  await connection.close();
});

/** Visibility follows the histories by a moment. */
const found = (query: string) =>
  until(query, async () => {
    const workflows = await all(listed(`GoalbeatTenant = "${company.tenantId}" AND ${query}`));
    return workflows.length > 0 ? workflows : undefined;
  });
async function* listed(query: string) {
  for await (const one of client.workflow.list({ query })) yield one;
}
const details = async (workflowId: string): Promise<string> => {
  const metadata = await client.workflow
    .getHandle(workflowId)
    .query<{ currentDetails?: string }>('__temporal_workflow_metadata');
  return metadata.currentDetails ?? '';
};

describe('Temporal, as operators see it', () => {
  it('finds a cycle by tenant, cycle and stage, and says in words what it waits for', async () => {
    await company.issue();
    const [cycle] = await found(
      `GoalbeatCycle = "${company.cycleId}" AND WorkflowType = "cycle" AND GoalbeatStage = "issue"`,
    );
    const { workflowId } = present(cycle, 'cycle');
    await until('the next step in words', async () =>
      /^[A-Z][a-z ]+ .*2026-11-17T10:00:00/.test(await details(workflowId)) ? true : undefined,
    );
    expect((await (await company.hr).cycle(company.cycleId)).workflowId).toBe(workflowId);
  });

  it('finds an approval by tenant, cycle, subject and stage, and says whom it waits for by role', async () => {
    const approvalId = await company.submitPlan('S1');
    const cycle = `GoalbeatCycle = "${company.cycleId}" AND WorkflowType = "approval" AND GoalbeatSubject = "plan"`;
    const [approval] = await found(`${cycle} AND GoalbeatStage = "lead"`);
    const { workflowId } = present(approval, 'approval');
    expect(await details(workflowId)).toMatch(/^Waiting for lead \(their manager\) to decide step lead by 2026-11-17/);

    const lead = await company.as('L1');
    await lead.decide('goals', approvalId, { taskVersion: 1, decision: 'approve' });
    await found(`${cycle} AND GoalbeatStage = "hr-lead"`);
    await until('the next step in words', async () =>
      /Waiting for hr-lead \(hr-lead\)/.test(await details(workflowId)) ? true : undefined,
    );
    const hr = await company.as('H1');
    await hr.decide('goals', approvalId, { taskVersion: 1, decision: 'return', comment: PLANTED.comment });
    await found(`${cycle} AND ExecutionStatus = "Completed"`);
  });

  it('keeps no name, mail, text or amount of anybody in any history of the company', async () => {
    await company.clock.travelTo(AT.bonusList);
    await company.done('bonus-list');
    const hr = await company.hr;
    const [list] = await until('the list', async () => {
      const lists = await all(hr.bonusLists({ cycle: company.cycleId }));
      return lists.length > 0 ? lists : undefined;
    });
    const { id, version, total } = present(list, 'list');
    expect(total.amount).toBe(PLANTED.amount);
    await hr.submitBonusList(id, version);
    const task = await company.onDesk('F1', 'bonus-list', id);
    const body = { taskId: task.taskId, taskVersion: task.version, decision: 'approve' as const };
    await (await company.as('F1')).decide('payroll', present(task.approvalId, 'approval'), body);
    await company.clock.travelTo(AT.payout);
    await found('WorkflowType = "payout" AND ExecutionStatus = "Completed"');

    const workflows = await all(listed(`GoalbeatTenant = "${company.tenantId}"`));
    expect(new Set(workflows.map(({ type }) => type))).toEqual(new Set(['openCycle', 'cycle', 'approval', 'payout']));
    let payloads = 0;
    for (const { workflowId, runId } of workflows) {
      const history = await client.workflow.getHandle(workflowId, runId).fetchHistory();
      const texts = textsIn(history);
      payloads += texts.length;
      const told = texts.join('\n');
      for (const [what, planted] of Object.entries(PLANTED)) {
        expect({ workflowId, what, found: told.includes(planted) }).toEqual({ workflowId, what, found: false });
      }
    }
    expect(payloads).toBeGreaterThan(50);
  });

  it('lets every timer of a cycle say what comes', async () => {
    const [cycle] = await found(`WorkflowType = "cycle"`);
    const { events } = await client.workflow.getHandle(present(cycle, 'cycle').workflowId).fetchHistory();
    const timers = (events ?? []).filter((event) => event.timerStartedEventAttributes != null);
    expect(timers.length).toBeGreaterThan(3);
    for (const timer of timers) {
      const summary = present(timer.userMetadata?.summary?.data, 'summary of a timer');
      expect(Buffer.from(summary).toString('utf8')).toMatch(/[a-z]+ .*at 2026-/);
    }
  });
});

/** Every text and every payload of a history, whatever event it lies in. */
function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (value instanceof Uint8Array) return [Buffer.from(value).toString('utf8')];
  if (Array.isArray(value)) return value.flatMap(textsIn);
  if (typeof value === 'object' && value !== null) return Object.values(value).flatMap(textsIn);
  return [];
}
