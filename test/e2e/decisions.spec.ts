import { beforeAll, describe, expect, it } from '@jest/globals';
import type { GoalbeatClient } from '@goalbeat/api-client/goalbeat-client';
import type { ApprovalDetail } from '@goalbeat/contracts/approvals/http';
import { Company } from './company.js';
import { refusal } from './refusal.js';
import { present, until } from './until.js';
import { roleStep } from './weekly-definition.js';

const RACES = 20;
const BULK = 6;
const STAFF = Array.from({ length: RACES + BULK + 3 }, (_, n) => `S${n + 1}`);
const [LATE = '', DELEGATED = '', STALE = ''] = STAFF.slice(RACES + BULK);

let company: Company;
/** The approval of each one's plan. */
const plans = new Map<string, string>();

const planOf = (number: string): string => present(plans.get(number), `plan of ${number}`);
const task = async (client: GoalbeatClient, approvalId: string, assignee: string) => {
  const { steps } = await client.approval('goals', approvalId);
  const { taskId, version } = present(
    steps.at(-1)?.tasks.find((one) => one.assigneeId === company.personId(assignee)),
    `task of ${assignee}`,
  );
  return { taskId, taskVersion: version };
};
const decisionsIn = ({ steps, history }: ApprovalDetail) => ({
  tasks: steps.flatMap((step) => step.tasks).filter(({ decision }) => decision !== null),
  logged: history.filter(({ action }) => action === 'approved' || action === 'returned'),
});

beforeAll(async () => {
  company = await Company.found({
    name: 'decisions',
    people: [
      { number: 'G1', family: 'board' },
      { number: 'H1', manager: 'G1', roles: 'hr-lead' },
      { number: 'H2', manager: 'G1', roles: 'hr-lead' },
      { number: 'D1', manager: 'G1' },
      ...STAFF.map((number) => ({ number, manager: 'G1' })),
    ],
    chains: { plan: [roleStep('hr-lead')] },
  });
  await company.issue();
  for (const number of ['H1', 'D1', ...STAFF]) plans.set(number, await company.submitPlan(number));
});

describe('a decision', () => {
  it(`of two opposite ones at once leaves exactly one, ${RACES} times`, async () => {
    const [one, other] = [await company.as('H1'), await company.as('H2')];
    for (const number of STAFF.slice(0, RACES)) {
      const id = planOf(number);
      const [a, b] = [await task(one, id, 'H1'), await task(one, id, 'H2')];
      const results = await Promise.allSettled([
        one.decide('goals', id, { ...a, decision: 'approve' }),
        other.decide('goals', id, { ...b, decision: 'return', comment: 'Not yet' }),
      ]);
      expect(results.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
      const [lost] = results.flatMap((result) => (result.status === 'rejected' ? [result.reason as unknown] : []));
      expect(lost).toMatchObject({ status: 409, code: 'already-decided' });

      const won = results[0].status === 'fulfilled' ? 'approve' : 'return';
      const approval = await one.approval('goals', id);
      const { tasks, logged } = decisionsIn(approval);
      expect(approval.state).toBe(won === 'approve' ? 'approved' : 'returned');
      expect(tasks.map(({ decision }) => decision)).toEqual([won]);
      expect(logged).toHaveLength(1);
      expect((await company.sheetOf(number)).state).toBe(won === 'approve' ? 'planned' : 'plan-returned');
    }
  });

  it('of one person on two devices at once is one decision', async () => {
    const one = await company.as('H2');
    const id = planOf('H1');
    const mine = await task(one, id, 'H2');
    const twice = await Promise.allSettled([
      one.decide('goals', id, { ...mine, decision: 'approve' }),
      one.decide('goals', id, { ...mine, decision: 'reject', comment: 'No' }),
    ]);
    expect(twice.map(({ status }) => status).toSorted()).toEqual(['fulfilled', 'rejected']);
    expect(decisionsIn(await one.approval('goals', id)).tasks).toHaveLength(1);
  });

  it('that comes too late is told what happened', async () => {
    const id = planOf(LATE);
    const h2 = await company.as('H2');
    const [first, late] = [await task(h2, id, 'H1'), await task(h2, id, 'H2')];
    await (await company.as('H1')).decide('goals', id, { ...first, decision: 'approve' });
    const { status, code, body } = await refusal(
      h2.decide('goals', id, { ...late, decision: 'reject', comment: 'No' }),
    );
    expect([status, code]).toEqual([409, 'already-decided']);
    expect(body['details']).toMatchObject({
      decision: 'approve',
      by: company.personId('H1'),
      at: expect.any(String),
      state: 'approved',
    });
  });

  it('on a version that is not, or on a sheet that has changed since, is refused', async () => {
    const h1 = await company.as('H1');
    const { taskId, taskVersion } = await task(h1, planOf(STALE), 'H1');
    const ahead = h1.decide('goals', planOf(STALE), { taskId, taskVersion: taskVersion + 1, decision: 'approve' });
    expect(await refusal(ahead)).toMatchObject({ status: 409, code: 'stale-version', field: 'taskVersion' });
    const sheet = await company.sheetOf(STALE);
    const stale = (await company.as(STALE)).submitPlan(sheet.id, sheet.version - 1);
    expect(await refusal(stale)).toMatchObject({ status: 409, code: 'stale-version', field: 'version' });
  });

  it('by a delegate counts, and the log says for whom', async () => {
    const h2 = await company.as('H2');
    const from = await company.clock.now();
    const range = { from: new Date(from).toISOString(), until: new Date(from + 3 * 86_400_000).toISOString() };
    await h2.createDelegation({ to: 'D1', ...range, kinds: ['plan'] });
    const delegate = await company.as('D1');
    const item = await company.onDesk('D1', 'plan', (await company.sheetOf(DELEGATED)).id);
    expect(item.standsInFor?.id).toBe(company.personId('H2'));
    const body = { taskId: item.taskId, taskVersion: item.version, decision: 'approve' as const };
    // The copy of the organisation in goals hears of a delegation a moment after directory.
    await until('the delegation in goals', () =>
      delegate.decide('goals', planOf(DELEGATED), body).catch(onlyForbidden),
    );
    const approval = await h2.approval('goals', planOf(DELEGATED));
    const { tasks, logged } = decisionsIn(approval);
    expect(tasks[0]?.by).toEqual({
      kind: 'person',
      personId: company.personId('D1'),
      onBehalfOf: company.personId('H2'),
    });
    expect(logged[0]).toMatchObject({ actorId: company.personId('D1'), onBehalfOf: company.personId('H2') });
  });

  it('is never on one’s own sheet, neither by role nor by delegation', async () => {
    const h1 = await company.as('H1');
    const own = await h1.approval('goals', planOf('H1'));
    expect(own.steps[0]?.tasks.map(({ assigneeId }) => assigneeId)).toEqual([company.personId('H2')]);
    expect(own.steps[0]?.skipped).toContainEqual(expect.objectContaining({ personId: company.personId('H1') }));
    const mine = h1.decide('goals', planOf('H1'), { taskVersion: 1, decision: 'approve' });
    expect(await refusal(mine)).toMatchObject({ status: 403, code: 'four-eyes' });

    const delegate = await company.as('D1');
    const { taskId, taskVersion } = await task(await company.as('H2'), planOf('D1'), 'H2');
    const delegated = delegate.decide('goals', planOf('D1'), { taskId, taskVersion, decision: 'approve' });
    expect(await refusal(delegated)).toMatchObject({ status: 403, code: 'four-eyes' });
    // The desk shows it to the delegate, the approval judges; and whoever delegated keeps it.
    await company.onDesk('H2', 'plan', (await company.sheetOf('D1')).id);
    expect((await h1.approval('goals', planOf('D1'))).state).toBe('open');
  });

  it('of two hundred at once is taken item by item, each with its own answer', async () => {
    const h1 = await company.as('H1');
    const staff = STAFF.slice(RACES, RACES + BULK);
    const approved = staff.slice(0, 3);
    const returned = staff.slice(3);
    const items = await Promise.all(
      staff.map(async (number) => ({ approvalId: planOf(number), ...(await task(h1, planOf(number), 'H1')) })),
    );
    const real = items.map((item, n) =>
      n < approved.length
        ? { ...item, decision: 'approve' as const }
        : { ...item, decision: 'return' as const, comment: 'Aim higher' },
    );
    const silent = real.slice(0, 1).map((item) => ({ ...item, decision: 'reject' as const }));
    const unknown = Array.from({ length: 100 }, () => ({
      approvalId: crypto.randomUUID(),
      taskVersion: 1,
      decision: 'approve' as const,
    }));
    const foreign = [{ approvalId: planOf('H1'), taskVersion: 1, decision: 'approve' as const }];
    const decided = Array.from({ length: 200 - real.length - silent.length - unknown.length - foreign.length }, () => ({
      approvalId: planOf(LATE),
      taskVersion: 1,
      decision: 'approve' as const,
    }));
    const decisions = [...silent, ...real, ...unknown, ...foreign, ...decided];
    expect(decisions).toHaveLength(200);
    const key = crypto.randomUUID();
    const ask = () =>
      h1.transport.post<{ results: { approvalId: string; ok: boolean; code?: string; state?: string }[] }>(
        '/api/goals/v1/approvals/decisions',
        { decisions },
        { idempotencyKey: key },
      );
    const { results } = await ask();
    expect(results.map(({ approvalId }) => approvalId)).toEqual(decisions.map(({ approvalId }) => approvalId));
    const codes = results.map(({ ok, code, state }) => (ok ? state : code));
    expect(codes).toEqual([
      'validation',
      ...real.map(({ decision }) => (decision === 'approve' ? 'approved' : 'returned')),
      ...unknown.map(() => 'not-found'),
      'four-eyes',
      ...decided.map(() => 'already-decided'),
    ]);
    for (const number of approved) expect((await company.sheetOf(number)).state).toBe('planned');
    for (const number of returned) expect((await company.sheetOf(number)).state).toBe('plan-returned');
    // Asked again under its key: the same answers, nothing decided twice.
    expect((await ask()).results.slice(0, 7)).toEqual(results.slice(0, 7));
    for (const number of staff) expect(decisionsIn(await h1.approval('goals', planOf(number))).logged).toHaveLength(1);
    const many = refusal(h1.decideMany('goals', { decisions: [...decisions, ...foreign] }));
    expect(await many).toMatchObject({ status: 400, code: 'validation', field: 'decisions' });
  });
});

function onlyForbidden(error: unknown): undefined {
  if ((error as { code?: string }).code !== 'forbidden') throw error;
}
