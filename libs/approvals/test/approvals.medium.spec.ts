import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Chain } from '@goalbeat/domain/approval/chain';
import type { Decision } from '@goalbeat/domain/approval/lifecycle';
import { undeclaredEndpoints } from '@goalbeat/service-kit/auth/undeclared-endpoints';
import { TEST_SERVICE_KEY } from '@goalbeat/testing/harness/offline-config';
import { id } from '@goalbeat/testing/harness/organisation';
import { DelayReader } from '../src/delay-reader.js';
import { ApprovalReader } from '../src/approval-reader.js';
import { TaskReader } from '../src/task-reader.js';
import { CYCLE, HR_STEP, LEAD_STEP, OTHER_TENANT, PEOPLE, SALES, TENANT, type Who, withLadder } from './acme.js';
import { type Sheets, startSheets } from './sheets-service.js';

const MONDAY = '2026-11-16T09:00:00.000Z';
let sheets: Sheets;

beforeAll(async () => {
  sheets = await startSheets();
}, 60_000);
afterAll(() => sheets.close(), 60_000);
beforeEach(async () => {
  await sheets.at(MONDAY);
  await sheets.rows('DELETE FROM org_delegation');
  sheets.handler.heard.length = 0;
  sheets.handler.fail = false;
});

const decide = (who: Who, approvalId: string, decision: Decision = 'approve', more: object = {}) =>
  sheets.engine.decide(sheets.command(who), approvalId, {
    taskVersion: 1,
    decision,
    ...(decision === 'approve' ? {} : { comment: 'not like this' }),
    ...more,
  });
const refusal = (code: string) => expect.objectContaining({ code });
const tasks = (approvalId: string) =>
  sheets.rows<{ assignee_id: string; state: string; step_no: number; origin: string; version: number; id: string }>(
    'SELECT * FROM approval_task WHERE approval_id = $1 ORDER BY id',
    [approvalId],
  );
const delegate = (from: Who, to: Who, kinds: string[] | null = null) =>
  sheets.rows(
    `INSERT INTO org_delegation (tenant_id, id, from_person_id, to_person_id, valid_from, valid_to, kinds, cancelled, version)
     VALUES ($1, gen_random_uuid(), $2, $3, '2026-11-16T00:00Z', '2026-11-18T00:00Z', $4, false, 1)`,
    [TENANT, PEOPLE[from], PEOPLE[to], kinds],
  );
const climb = async (approvalId: string, rung: number, step = 'lead', version = 1) => {
  const [row] = await sheets.rows<{ rungs: { n: number; at: string; action: 'remind' }[] }>(
    'SELECT rungs FROM approval_step WHERE approval_id = $1 AND step_id = $2',
    [approvalId, step],
  );
  const planned = row?.rungs.find((one) => one.n === rung);
  if (planned !== undefined) await sheets.at(planned.at);
  return sheets.ladder.activities().climbRung({
    tenantId: TENANT,
    approvalId,
    version,
    stepId: step,
    rung,
    action: planned?.action ?? 'remind',
  });
};
const logOf = (approvalId: string) =>
  sheets.rows<{
    action: string;
    actor_kind: string;
    actor_id: string | null;
    on_behalf_of: string | null;
    reason: string | null;
    channel: string;
  }>(`SELECT * FROM process_log WHERE details->>'approvalId' = $1 ORDER BY id`, [approvalId]);

describe('a chain of two steps', () => {
  it('goes from lead to HR and tells the owner once, at the end', async () => {
    const approvalId = await sheets.open();
    expect(await decide('lead', approvalId)).toMatchObject({ state: 'open', stepId: 'hr-lead', version: 2 });
    expect((await tasks(approvalId)).map((task) => [task.assignee_id, task.state])).toEqual([
      [PEOPLE.lead, 'done'],
      [PEOPLE.hr, 'open'],
      [PEOPLE.hr2, 'open'],
    ]);
    expect(sheets.handler.heard).toEqual([]);
    expect(await decide('hr2', approvalId)).toMatchObject({ state: 'approved', stepId: null });
    expect(sheets.handler.heard).toMatchObject([
      { outcome: 'approved', approval: { id: approvalId, round: 1 }, detail: { by: { personId: PEOPLE.hr2 } } },
    ]);
    expect((await tasks(approvalId)).map((task) => task.state)).toEqual(['done', 'superseded', 'done']);
  });

  it('tells desk and workflow everything by the outbox alone, while Temporal is away', async () => {
    const approvalId = await sheets.open();
    await decide('lead', approvalId);
    await decide('hr', approvalId);
    type News = { kind: string; version: number };
    const rows = await sheets.rows<{
      destination: string;
      payload: { signalInput?: News; input?: { news?: News }; event?: { data: { tasks: { state: string }[] } } };
    }>(
      `SELECT destination, payload FROM outbox WHERE payload->'input'->>'approvalId' = $1 OR payload->'event'->'data'->'tasks'->0->>'approvalId' = $1 ORDER BY id`,
      [approvalId],
    );
    const news = rows.flatMap((row) => row.payload.signalInput ?? row.payload.input?.news ?? []);
    expect(news.map((one) => [one.kind, one.version])).toEqual([
      ['stepOpened', 1],
      ['stepOpened', 2],
      ['closed', 3],
    ]);
    const states = rows.flatMap((row) => row.payload.event?.data.tasks.map((task) => task.state) ?? []);
    expect(states.toSorted()).toEqual(['done', 'done', 'open', 'open', 'open', 'superseded']);
  });

  it('undoes the decision when its owner cannot take it', async () => {
    const approvalId = await sheets.open({ chain: [LEAD_STEP] });
    sheets.handler.fail = true;
    await expect(decide('lead', approvalId)).rejects.toThrow('cannot be moved');
    expect((await tasks(approvalId)).map((task) => task.state)).toEqual(['open']);
  });

  it('approves at once when no step applies, and refuses that where money is decided', async () => {
    const chain = [{ ...LEAD_STEP, when: { fact: 'amount' as const, above: '1000' } }];
    const approvalId = await sheets.open({ chain, facts: { amount: '1000' } });
    expect(sheets.handler.heard).toMatchObject([{ outcome: 'approved', approval: { id: approvalId } }]);
    await expect(sheets.open({ subjectKind: 'bonus-list', chain: [LEAD_STEP] })).rejects.toEqual(refusal('validation'));
  });
});

describe('how many must agree', () => {
  it('all: the step closes with the last approval', async () => {
    const approvalId = await sheets.open({ chain: [{ ...HR_STEP, mode: 'all' }] });
    expect(await decide('hr', approvalId)).toMatchObject({ state: 'open' });
    expect(await decide('hr2', approvalId)).toMatchObject({ state: 'approved' });
  });

  it('quorum: refused at opening when there are too few people', async () => {
    const approvalId = await sheets.open({ chain: [{ ...HR_STEP, mode: { quorum: 2 } }] });
    await decide('hr2', approvalId);
    expect(await decide('hr', approvalId)).toMatchObject({ state: 'approved' });
    await expect(sheets.open({ chain: [{ ...HR_STEP, mode: { quorum: 3 } }] })).rejects.toEqual(
      refusal('nobody-to-approve'),
    );
  });

  it('one return of two decides at once', async () => {
    const approvalId = await sheets.open({ chain: [{ ...HR_STEP, mode: 'all' }] });
    expect(await decide('hr', approvalId, 'return')).toMatchObject({ state: 'returned' });
    await expect(decide('hr2', approvalId)).rejects.toEqual(refusal('already-decided'));
  });
});

describe('opposite decisions at once', () => {
  it('leave exactly one, out of fifty', async () => {
    const approvalId = await sheets.open({ chain: [HR_STEP] });
    const outcomes = await Promise.allSettled(
      Array.from({ length: 50 }, (_, n) =>
        decide(n % 2 === 0 ? 'hr' : 'hr2', approvalId, n % 3 === 0 ? 'reject' : 'approve'),
      ),
    );
    expect(outcomes.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    const refused = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
    expect(refused).toEqual(Array.from({ length: 49 }, () => refusal('already-decided')));
    expect(sheets.handler.heard).toHaveLength(1);
    expect((await tasks(approvalId)).filter((task) => task.state === 'done')).toHaveLength(1);
  }, 30_000);

  it('a late one is told what happened', async () => {
    const approvalId = await sheets.open({ chain: [HR_STEP] });
    await decide('hr', approvalId, 'reject');
    await expect(decide('hr2', approvalId)).rejects.toMatchObject({
      code: 'already-decided',
      details: { decision: 'reject', by: PEOPLE.hr, at: MONDAY, state: 'rejected' },
    });
  });
});

describe('a decision is refused', () => {
  it('without a reason, by a stranger, on a made-up version, with an item that contradicts it', async () => {
    const approvalId = await sheets.open();
    await expect(async () => decide('lead', approvalId, 'return', { comment: undefined })).rejects.toEqual(
      refusal('validation'),
    );
    await expect(decide('bob', approvalId)).rejects.toEqual(refusal('forbidden'));
    await expect(decide('lead', approvalId, 'approve', { taskVersion: 7 })).rejects.toEqual(refusal('stale-version'));
    await expect(async () =>
      decide('lead', approvalId, 'approve', { items: [{ itemId: 'g1', decision: 'return', comment: 'why' }] }),
    ).rejects.toEqual(refusal('validation'));
    await expect(decide('lead', id(5))).rejects.toEqual(refusal('not-found'));
  });

  it('of the owner, the requester and a beneficiary: four eyes, in the database too', async () => {
    const approvalId = await sheets.open({ requesterId: PEOPLE.bob, beneficiaryIds: [PEOPLE.cat] });
    for (const who of ['ann', 'bob', 'cat'] as const)
      await expect(decide(who, approvalId)).rejects.toEqual(refusal('four-eyes'));
    const [task] = await tasks(approvalId);
    await expect(
      sheets.rows(`UPDATE approval_task SET state = 'done', decision = 'approve', decided_by = $2 WHERE id = $1`, [
        task?.id,
        PEOPLE.ann,
      ]),
    ).rejects.toThrow('four-eyes');
  });

  it('a lead who submits is replaced by the next in line, and the log says so', async () => {
    const approvalId = await sheets.open({ requesterId: PEOPLE.lead });
    expect((await tasks(approvalId)).map((task) => task.assignee_id)).toEqual([PEOPLE.boss]);
    expect((await logOf(approvalId))[0]).toMatchObject({ action: 'step-opened', reason: 'skipped' });
  });

  it('nobody above falls to HR', async () => {
    const approvalId = await sheets.open({ ownerId: PEOPLE.boss, requesterId: PEOPLE.boss, unitId: null });
    expect((await tasks(approvalId)).map((task) => task.assignee_id)).toEqual([PEOPLE.hr, PEOPLE.hr2]);
  });
});

describe('return and submit again', () => {
  it('is a new round with a fresh deadline; two open rounds are refused', async () => {
    const subjectId = id(5000);
    const first = await sheets.open({ subjectId });
    await expect(sheets.open({ subjectId })).rejects.toEqual(refusal('duplicate'));
    await decide('lead', first, 'return', { items: [{ itemId: 'g1', decision: 'return', comment: 'too low' }] });
    expect(sheets.handler.heard).toMatchObject([
      { outcome: 'returned', detail: { items: [{ itemId: 'g1' }], comment: 'not like this' } },
    ]);
    await sheets.at('2026-11-17T09:00:00.000Z');
    const second = await sheets.open({ subjectId });
    expect(
      await sheets.rows(
        `SELECT a.round, s.due_at AT TIME ZONE 'UTC' AS due FROM approval a JOIN approval_step s ON s.approval_id = a.id WHERE a.id = $1`,
        [second],
      ),
    ).toMatchObject([{ round: 2 }]);
    expect(await decide('lead', second)).toMatchObject({ stepId: 'hr-lead' });
  });
});

describe('delegation', () => {
  it('B decides on behalf of A while it lasts, and it is written down', async () => {
    const approvalId = await sheets.open();
    await delegate('lead', 'bob');
    const reader = sheets.app.get(TaskReader, { strict: false });
    const mine = async (who: Who) =>
      (await reader.mine(sheets.principal(who), { limit: 200, state: 'open' })).items.filter(
        (task) => task.approvalId === approvalId,
      );
    expect(await mine('bob')).toMatchObject([{ assigneeId: PEOPLE.bob, onBehalfOf: PEOPLE.lead }]);
    expect(await mine('lead')).toEqual([]);
    await decide('bob', approvalId);
    expect((await logOf(approvalId)).find((entry) => entry.action === 'approved')).toMatchObject({
      actor_id: PEOPLE.bob,
      on_behalf_of: PEOPLE.lead,
    });
  });

  it('returns what is undone, is limited to its kinds, and never reaches the requester', async () => {
    const approvalId = await sheets.open({ requesterId: PEOPLE.bob });
    await delegate('lead', 'bob');
    await expect(decide('bob', approvalId)).rejects.toEqual(refusal('four-eyes'));
    await delegate('lead', 'cat', ['report']);
    await expect(decide('cat', approvalId)).rejects.toEqual(refusal('forbidden'));
    await delegate('lead', 'cat', ['plan']);
    await sheets.at('2026-11-18T00:00:00.000Z');
    await expect(decide('cat', approvalId)).rejects.toEqual(refusal('forbidden'));
    await sheets.at(MONDAY);
    expect(await decide('cat', approvalId)).toMatchObject({ stepId: 'hr-lead' });
  });
});

describe('the ladder', () => {
  it('does nothing early; reminds; a reminder leaves the version in hand good', async () => {
    const approvalId = await sheets.open();
    expect(
      await sheets.ladder
        .activities()
        .climbRung({ tenantId: TENANT, approvalId, version: 1, stepId: 'lead', rung: 1, action: 'remind' }),
    ).toMatchObject({ outcome: 'early', at: MONDAY });
    expect(await climb(approvalId, 1)).toMatchObject({ outcome: 'climbed' });
    expect(await climb(approvalId, 1)).toMatchObject({ outcome: 'climbed' });
    expect(await tasks(approvalId)).toMatchObject([{ reminders: 1, version: 2 }]);
    expect(await decide('lead', approvalId)).toMatchObject({ stepId: 'hr-lead' });
    expect(await climb(approvalId, 2)).toMatchObject({ outcome: 'moved-on' });
  });

  it('escalates to the next in line; who was asked before comes too late', async () => {
    const approvalId = await sheets.open();
    await climb(approvalId, 2);
    expect((await tasks(approvalId)).map((task) => [task.assignee_id, task.state, task.origin])).toEqual([
      [PEOPLE.lead, 'superseded', 'chosen'],
      [PEOPLE.boss, 'open', 'escalated'],
    ]);
    await expect(decide('lead', approvalId)).rejects.toMatchObject({
      code: 'already-decided',
      details: { decision: 'escalated', by: 'timeout' },
    });
    expect(await decide('boss', approvalId)).toMatchObject({ stepId: 'hr-lead' });
  });

  it('approves by timeout without anybody’s name and opens the next step', async () => {
    const approvalId = await sheets.open();
    expect(await climb(approvalId, 3)).toMatchObject({ outcome: 'climbed' });
    expect((await logOf(approvalId)).find((entry) => entry.action === 'approved')).toMatchObject({
      actor_kind: 'deadline',
      actor_id: null,
      reason: 'timeout',
      channel: 'timer',
    });
    await expect(decide('lead', approvalId)).rejects.toMatchObject({
      code: 'already-decided',
      details: { decision: 'approved', by: 'timeout' },
    });
    expect(await decide('hr', approvalId)).toMatchObject({ state: 'approved' });
    expect(await climb(approvalId, 1, 'hr-lead', 2)).toMatchObject({ outcome: 'closed' });
  });

  it.each(['return', 'reject'] as const)('%ss by timeout', async (action) => {
    const approvalId = await sheets.open({ chain: [withLadder(LEAD_STEP, action)] });
    await climb(approvalId, 3);
    expect(sheets.handler.heard).toMatchObject([
      { outcome: action === 'return' ? 'returned' : 'rejected', detail: { by: { kind: 'deadline', personId: null } } },
    ]);
  });

  it('hands to HR, whose word ends it', async () => {
    const approvalId = await sheets.open({ chain: [withLadder(LEAD_STEP, 'hand-to-hr'), HR_STEP] });
    await climb(approvalId, 3);
    expect(sheets.handler.handed).toContain(approvalId);
    expect(sheets.handler.heard).toEqual([]);
    await expect(decide('lead', approvalId)).rejects.toMatchObject({
      details: { decision: 'handed-to-hr', by: 'timeout' },
    });
    expect(await decide('hr', approvalId)).toMatchObject({ state: 'approved' });
  });

  it('against a person at the same moment: one of them', async () => {
    for (let round = 0; round < 10; round += 1) {
      await sheets.at(MONDAY);
      const approvalId = await sheets.open({ chain: [withLadder(LEAD_STEP, 'reject')] });
      await sheets.at('2026-11-20T16:00:00.000Z');
      const [person, deadline] = await Promise.allSettled([decide('lead', approvalId), climb(approvalId, 3)]);
      const [row] = await sheets.rows<{ state: string }>('SELECT state FROM approval WHERE id = $1', [approvalId]);
      expect(row?.state).toBe(person.status === 'fulfilled' ? 'approved' : 'rejected');
      expect(deadline).toMatchObject({ value: { outcome: person.status === 'fulfilled' ? 'closed' : 'climbed' } });
    }
  }, 30_000);

  it('never approves money', async () => {
    await expect(sheets.open({ subjectKind: 'bonus-list', chain: [LEAD_STEP] })).rejects.toMatchObject({
      code: 'validation',
      field: 'chain.0.ladder.last.action',
    });
  });
});

describe('HR', () => {
  it('reassigns with a reason, never to somebody whose own it is', async () => {
    const approvalId = await sheets.open();
    const [task] = await tasks(approvalId);
    const to = (who: Who) =>
      sheets.engine.reassign(sheets.command('hr'), approvalId, {
        taskId: task?.id ?? '',
        toPersonId: PEOPLE[who],
        reason: 'left',
      });
    await expect(to('ann')).rejects.toEqual(refusal('four-eyes'));
    await expect(
      sheets.engine.reassign(sheets.command('bob'), approvalId, {
        taskId: task?.id ?? '',
        toPersonId: PEOPLE.cat,
        reason: 'x',
      }),
    ).rejects.toEqual(refusal('forbidden'));
    await to('bob');
    await expect(decide('lead', approvalId)).rejects.toMatchObject({ details: { decision: 'reassigned' } });
    expect(await decide('bob', approvalId)).toMatchObject({ stepId: 'hr-lead' });
  });

  it('gives money to other holders of the role only, held where it is', async () => {
    const money = async (chain: Chain, who: Who) => {
      const approvalId = await sheets.open({ subjectKind: 'bonus-list', chain });
      const task = (await tasks(approvalId)).find((one) => one.state === 'open');
      return sheets.engine.reassign(sheets.command('hr'), approvalId, {
        taskId: task?.id ?? '',
        toPersonId: PEOPLE[who],
        reason: 'left',
      });
    };
    const review: Chain[number]['assign'] = { kind: 'role', role: 'finance-reviewer', scope: 'tenant' };
    const byRole = [{ ...withLadder(HR_STEP, 'reject'), mode: 'any' as const, assign: review }];
    const byLead = [withLadder(LEAD_STEP, 'reject')];
    for (const who of ['bob', 'boss', 'designReviewer', 'finance'] as const)
      await expect(money(byRole, who)).rejects.toEqual(refusal('forbidden'));
    for (const who of ['cat', 'boss', 'salesReviewer'] as const)
      await expect(money(byLead, who)).rejects.toEqual(refusal('forbidden'));
    await expect(money(byRole, 'salesReviewer')).resolves.toMatchObject({ state: 'open' });
    await expect(money(byLead, 'finance')).resolves.toMatchObject({ state: 'open' });
  });

  it('withdraws, and the owner of the subject hears it', async () => {
    const approvalId = await sheets.open();
    await sheets.engine.withdraw(sheets.command('hr'), approvalId, { reason: 'cancelled' });
    expect(sheets.handler.heard).toMatchObject([{ outcome: 'withdrawn', detail: { comment: 'cancelled' } }]);
    await expect(decide('lead', approvalId)).rejects.toMatchObject({
      code: 'already-decided',
      details: { decision: 'withdrawn' },
    });
  });
});

describe('many at once', () => {
  it('decides 200, each for itself, and gives the same answers to the same key', async () => {
    const ids = await Promise.all(Array.from({ length: 199 }, () => sheets.open()));
    const foreign = await sheets.open({ ownerId: PEOPLE.lead, requesterId: PEOPLE.lead });
    const body = {
      decisions: [...ids, foreign].map((approvalId) => ({ approvalId, taskVersion: 1, decision: 'approve' as const })),
    };
    const { results } = await sheets.engine.decideMany(sheets.command('lead', 'bulk-1'), body);
    expect(results.filter((one) => one.ok)).toHaveLength(199);
    expect(results.at(-1)).toMatchObject({ approvalId: foreign, ok: false, code: 'four-eyes' });
    expect(await sheets.engine.decideMany(sheets.command('lead', 'bulk-1'), body)).toEqual({ results });
  }, 60_000);

  it('opens 2,000 todos in a moment, once, and closes them', async () => {
    const subjects = Array.from({ length: 2000 }, (_, n) => id(20_000 + n));
    const todos = subjects.map((subjectId) => ({
      subjectKind: 'make-plan',
      subjectId,
      title: 'A plan',
      assigneeIds: [PEOPLE.bob],
      cycleId: CYCLE,
      unitId: SALES,
      dueAt: '2026-11-16T12:00:00.000Z',
    }));
    expect(await sheets.unitOfWork.write(TENANT, (tx) => sheets.engine.openTodos(tx, todos))).toHaveLength(2000);
    expect(await sheets.unitOfWork.write(TENANT, (tx) => sheets.engine.openTodos(tx, todos.slice(0, 10)))).toEqual([]);
    const [first = '', second = ''] = subjects;
    await sheets.unitOfWork.write(TENANT, async (tx) => {
      expect(
        await sheets.engine.completeTodo(tx, { subjectKind: 'make-plan', subjectId: first, personId: PEOPLE.bob }),
      ).toBe(1);
      expect(await sheets.engine.closeTodos(tx, { subjectKind: 'make-plan', subjectIds: subjects })).toBe(1999);
    });
    expect(
      await sheets.rows('SELECT state FROM approval_task WHERE subject_id = ANY($1) ORDER BY subject_id', [
        [first, second],
      ]),
    ).toEqual([{ state: 'done' }, { state: 'superseded' }]);
  }, 30_000);

  it('withdraws what a cancelled cycle leaves open', async () => {
    const subjectIds = [id(6001), id(6002)];
    for (const subjectId of subjectIds) await sheets.open({ subjectId });
    expect(
      await sheets.unitOfWork.write(TENANT, (tx) =>
        sheets.engine.withdrawSubjects(tx, { subjectKind: 'plan', subjectIds, reason: 'cycle cancelled' }),
      ),
    ).toBe(2);
    expect(sheets.handler.heard).toEqual([]);
  });
});

describe('over HTTP', () => {
  it('every route declares who it is for', () => {
    expect(undeclaredEndpoints(sheets.app)).toEqual([]);
  });

  it('gives the desk people’s tasks as they are stored, to services only', async () => {
    const approvalId = await sheets.open();
    const ask = (key: string) =>
      sheets.app.inject({
        url: `/internal/v1/tasks?tenant=${TENANT}&assignees=${PEOPLE.lead},${PEOPLE.boss}`,
        headers: { authorization: `Bearer ${key}` },
      });
    const answer = await ask(TEST_SERVICE_KEY);
    expect(answer.statusCode).toBe(200);
    expect(answer.json<{ items: object[] }>().items).toContainEqual(
      expect.objectContaining({ approvalId, service: 'goals', assigneeId: PEOPLE.lead, onBehalfOf: null }),
    );
    expect((await ask('somebody else')).statusCode).toBe(401);
    expect((await sheets.app.inject({ url: '/v1/tasks?mine' })).statusCode).toBe(401);
  });
});

describe('what is seen', () => {
  it('one’s own, one’s tree’s, one’s units’; not somebody else’s', async () => {
    const reader = sheets.app.get(ApprovalReader, { strict: false });
    const approvalId = await sheets.open({ chain: [HR_STEP] });
    for (const who of ['ann', 'lead', 'boss', 'hr'] as const) {
      expect(await reader.detail(sheets.principal(who), approvalId)).toMatchObject({
        id: approvalId,
        stepId: 'hr-lead',
      });
    }
    await expect(reader.detail(sheets.principal('bob'), approvalId)).rejects.toEqual(refusal('not-found'));
    const listed = await reader.list(sheets.principal('hr'), { limit: 2, subjectKind: 'plan' });
    expect(listed.items).toHaveLength(2);
    expect(listed.next).not.toBeNull();
  });

  it('tells the whole story, step by step', async () => {
    const reader = sheets.app.get(ApprovalReader, { strict: false });
    const approvalId = await sheets.open();
    await decide('lead', approvalId);
    const detail = await reader.detail(sheets.principal('hr'), approvalId);
    expect(detail.steps.map((step) => [step.stepId, step.state, step.tasks.length])).toEqual([
      ['lead', 'approved', 1],
      ['hr-lead', 'open', 2],
    ]);
    expect(detail.history.map((entry) => entry.action)).toEqual(['step-opened', 'approved', 'step-opened']);
    expect(detail.steps[0]?.tasks[0]?.by).toEqual({ kind: 'person', personId: PEOPLE.lead, onBehalfOf: null });
  });

  it('nothing of another tenant', async () => {
    const approvalId = await sheets.open();
    await expect(
      sheets.engine.decide(
        { ...sheets.command('lead'), principal: sheets.principal('lead', OTHER_TENANT) },
        approvalId,
        { taskVersion: 1, decision: 'approve' },
      ),
    ).rejects.toEqual(refusal('not-found'));
    const reader = sheets.app.get(ApprovalReader, { strict: false });
    await expect(reader.detail(sheets.principal('hr', OTHER_TENANT), approvalId)).rejects.toEqual(refusal('not-found'));
    expect((await reader.list(sheets.principal('hr', OTHER_TENANT), { limit: 50 })).items).toEqual([]);
  });

  it('counts a cycle from SQL', async () => {
    const cycleId = id(77);
    const reader = sheets.app.get(ApprovalReader, { strict: false });
    const [one, two, three] = [
      await sheets.open({ cycleId }),
      await sheets.open({ cycleId }),
      await sheets.open({ cycleId }),
    ];
    await delegate('lead', 'bob');
    await decide('bob', one, 'return');
    await climb(two, 1);
    await climb(two, 2);
    await climb(three, 3);
    expect(await reader.summary(sheets.principal('hr'), cycleId)).toMatchObject({
      opened: 3,
      decided: 1,
      returned: 1,
      reminded: 1,
      escalated: 1,
      delegated: 1,
      timedOut: 1,
      late: [{ approvalId: two, assigneeId: PEOPLE.boss }],
    });
  });
});

describe('who delayed it', () => {
  const HOUR = 3_600_000;
  const delays = (who: Who, subject: string) =>
    sheets.app.get(DelayReader, { strict: false }).delays(sheets.principal(who), { subject });

  it('is told from the log alone: the person waited on, not their delegate; the timeout; the parts sum to the whole', async () => {
    const subjectId = id(7_777);
    const approvalId = await sheets.open({ subjectId });
    await delegate('lead', 'bob');
    await sheets.at('2026-11-16T11:00:00.000Z');
    await decide('bob', approvalId);
    await sheets.at('2026-11-16T14:00:00.000Z');
    const { steps, people, waits } = await delays('hr', `plan:${subjectId}`);
    expect(waits.map((wait) => [wait.stepId, wait.end, wait.waitedMs / HOUR])).toEqual([
      ['hr-lead', 'open', 3],
      ['lead', 'approved', 2],
    ]);
    expect(waits[1]?.parts).toMatchObject([{ personId: PEOPLE.lead, end: 'decided', shareMs: 2 * HOUR }]);
    expect(steps).toHaveLength(2);
    expect(people.reduce((all, one) => all + one.shareMs, 0)).toBe(5 * HOUR);
    await decide('hr', approvalId);
    const after = await delays('hr', `plan:${subjectId}`);
    expect(after.waits.find((wait) => wait.stepId === 'hr-lead')).toMatchObject({
      end: 'approved',
      waitedMs: 3 * HOUR,
    });
    expect(after.people.find((one) => one.personId === PEOPLE.hr2)).toMatchObject({ tasks: 1, shareMs: 1.5 * HOUR });
    await expect(delays('cat', `plan:${subjectId}`)).rejects.toEqual(refusal('forbidden'));
  });
});
