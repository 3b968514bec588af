import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { id } from '@goalbeat/testing/harness/organisation';
import { TaskReader } from '../src/task-reader.js';
import { CYCLE, HR_STEP, LEAD_STEP, PEOPLE, SALES, TENANT, type Who, withLadder } from './acme.js';
import { actsOn, MONDAY, refusal } from './acts.js';
import { type Sheets, startSheets } from './sheets-service.js';

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

const { decide, tasks, delegate, climb, logOf } = actsOn(() => sheets);

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
