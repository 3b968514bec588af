import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Company } from '../e2e/company.js';
import { drained, healthy, installation } from '../e2e/installation.js';
import { refusal } from '../e2e/refusal.js';
import { all, present, until } from '../e2e/until.js';
import { leadStep, roleStep } from '../e2e/weekly-definition.js';

const { control } = installation;
const HOUR = 60 * 60_000;

let company: Company;
const before = new Map<string, string>();

beforeAll(async () => {
  company = await Company.found({
    name: 'away',
    people: [
      { number: 'G1', family: 'board' },
      { number: 'H1', family: 'board', manager: 'G1', roles: 'hr-lead' },
      { number: 'L1', family: 'board', manager: 'G1' },
      ...['S1', 'S2', 'S3'].map((number) => ({ number, manager: 'L1' })),
    ],
    chains: {
      plan: [
        leadStep('close-planning'),
        roleStep('hr-lead', {
          due: { workingHours: 2 },
          remindBefore: [1],
          escalateAfter: [1],
          last: { action: 'approve', after: 3 },
        }),
      ],
    },
  });
  await company.issue();
  for (const number of ['S1', 'S2']) before.set(number, await company.submitPlan(number));
  await drained();
});
afterAll(async () => {
  for (const name of ['temporal', 'rabbitmq']) await control.act('start', name);
  await healthy();
});

const approveAs = async (number: string, approvalId: string): Promise<number> => {
  const client = await company.as(number);
  const { steps } = await client.approval('goals', approvalId);
  const task = present(
    steps.at(-1)?.tasks.find(({ state }) => state === 'open'),
    'open task',
  );
  const since = performance.now();
  await client.decide('goals', approvalId, { taskId: task.taskId, taskVersion: task.version, decision: 'approve' });
  return performance.now() - since;
};

describe('while Temporal and RabbitMQ are away', () => {
  const plans = new Map<string, string>();

  it('plans are submitted and decided, and the next one’s task is on the desk', async () => {
    await control.act('stop', 'temporal');
    await control.act('stop', 'rabbitmq');
    for (const [number, approvalId] of before) {
      plans.set(number, approvalId);
      await approveAs('L1', approvalId);
    }
    // One whose ladder has never been heard of by Temporal.
    plans.set('S3', await company.submitPlan('S3'));
    expect((await company.onDesk('L1', 'plan', (await company.sheetOf('S3')).id)).approvalId).toBe(plans.get('S3'));
    await approveAs('L1', present(plans.get('S3'), 'plan'));

    for (const number of plans.keys()) await company.onDesk('H1', 'plan', (await company.sheetOf(number)).id);
    const desk = await (await company.as('H1')).desk();
    expect(desk.source).toBe('direct');
    expect(desk.counts.byKind['plan']).toBe(3);
    await approveAs('H1', present(plans.get('S1'), 'plan'));
    expect((await company.sheetOf('S1')).state).toBe('planned');
  });

  it('and when they are back the ladder goes on: reminder, escalation, last action, each once', async () => {
    await control.act('start', 'temporal');
    await control.act('start', 'rabbitmq');
    await healthy();
    await drained();
    const h1 = await company.as('H1');
    const waiting = ['S2', 'S3'].map((number) => present(plans.get(number), 'plan'));
    const history = async (approvalId: string, action: string) =>
      (await h1.approval('goals', approvalId)).history.filter((entry) => entry.action === action);
    const openedAt = Date.parse(
      present((await h1.approval('goals', present(waiting[0], 'plan'))).steps.at(-1), 'step').openedAt,
    );
    // Nine o'clock plus working hours; noon to one is no working time.

    await company.clock.travelTo(new Date(openedAt + 1.2 * HOUR).toISOString());
    for (const id of waiting) await until('a reminder', async () => (await history(id, 'reminded')).at(0));
    await company.clock.travelTo(new Date(openedAt + 4.3 * HOUR).toISOString());
    for (const id of waiting) await until('an escalation', async () => (await history(id, 'escalated')).at(0));
    const escalated = await company.onDesk('G1', 'plan', (await company.sheetOf('S3')).id);
    await (
      await company.as('G1')
    ).decide('goals', present(plans.get('S3'), 'plan'), {
      taskId: escalated.taskId,
      taskVersion: escalated.version,
      decision: 'approve',
    });
    await company.clock.travelTo(new Date(openedAt + 6.5 * HOUR).toISOString());
    const timedOut = await until('the last action', async () => {
      const approval = await h1.approval('goals', present(plans.get('S2'), 'plan'));
      return approval.state === 'approved' ? approval : undefined;
    });
    expect(timedOut.steps.at(-1)).toMatchObject({ state: 'approved', timedOut: true });
    const late = h1.decide('goals', timedOut.id, { taskVersion: 1, decision: 'reject', comment: 'Too late' });
    const { status, code, body } = await refusal(late);
    expect([status, code]).toEqual([409, 'already-decided']);
    expect(body['details']).toMatchObject({ by: 'timeout' });
    for (const id of waiting) {
      expect(await history(id, 'reminded')).toHaveLength(1);
      expect(await history(id, 'escalated')).toHaveLength(1);
    }
  });

  it('nothing has happened twice', async () => {
    const h1 = await company.as('H1');
    for (const [number, approvalId] of plans) {
      const approval = await h1.approval('goals', approvalId);
      expect(approval.state).toBe('approved');
      expect(approval.steps).toHaveLength(2);
      const decided = approval.steps.flatMap(({ tasks }) => tasks).filter(({ decision }) => decision !== null);
      expect(decided).toHaveLength(number === 'S2' ? 1 : 2);
      expect((await company.sheetOf(number)).state).toBe('planned');
    }
    expect((await h1.desk()).items.filter(({ subjectKind }) => subjectKind === 'plan')).toEqual([]);
    const sheets = await all(h1.sheets({ cycle: company.cycleId }));
    expect(sheets).toHaveLength(3);
  });
});
