import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { id } from '@goalbeat/testing/harness/organisation';
import { CYCLE, PEOPLE, TENANT } from './acme.js';
import { type Sheets, startSheets } from './sheets-service.js';

let sheets: Sheets;

beforeAll(async () => {
  sheets = await startSheets();
  await sheets.at('2026-11-16T09:00:00.000Z');
}, 60_000);
afterAll(() => sheets.close(), 60_000);

const todo = (subjectKind: string, subjectId: string) => ({
  subjectKind,
  subjectId,
  title: 'Somebody',
  assigneeIds: [PEOPLE.hr, PEOPLE.hr2],
  cycleId: CYCLE,
  unitId: null,
  dueAt: '2026-11-16T12:00:00.000Z',
});
const logOf = (subjectId: string) =>
  sheets.rows<{ action: string; actor_kind: string; actor_id: string; assignees: string[]; cycle_id: string }>(
    `SELECT action, actor_kind, actor_id, details->'assignees' AS assignees, cycle_id FROM process_log
     WHERE tenant_id = $1 AND subject_id = $2 ORDER BY id`,
    [TENANT, subjectId],
  );
const write = <T>(fn: (tx: Tx) => Promise<T>): Promise<T> => sheets.unitOfWork.write(TENANT, fn);

describe('a todo', () => {
  it('is logged once when it is opened, whoever has it, and when a person did it', async () => {
    const subjectId = id(7001);
    await write((tx) => sheets.engine.openTodo(tx, todo('rejected-payout', subjectId)));
    await write((tx) => sheets.engine.openTodo(tx, todo('rejected-payout', subjectId)));
    await write((tx) =>
      sheets.engine.completeTodo(tx, { subjectKind: 'rejected-payout', subjectId, personId: PEOPLE.hr2 }),
    );
    const log = await logOf(subjectId);
    expect(log.map(({ action, actor_kind, actor_id }) => [action, actor_kind, actor_id])).toEqual([
      ['todo-opened', 'service', 'goals'],
      ['todo-done', 'person', PEOPLE.hr2],
    ]);
    for (const { assignees, cycle_id } of log) {
      expect(assignees.toSorted()).toEqual([PEOPLE.hr, PEOPLE.hr2].toSorted());
      expect(cycle_id).toBe(CYCLE);
    }
  });

  it('is logged when it is no longer needed, each subject by itself, and nothing when there was none', async () => {
    const [one, two, none] = [id(7002), id(7003), id(7004)];
    await write((tx) => sheets.engine.openTodos(tx, [todo('unanswered', one), todo('unanswered', two)]));
    await write((tx) => sheets.engine.closeTodos(tx, { subjectKind: 'unanswered', subjectIds: [one, two, none] }));
    for (const subjectId of [one, two])
      expect((await logOf(subjectId)).map(({ action }) => action)).toEqual(['todo-opened', 'todo-closed']);
    expect(await logOf(none)).toEqual([]);
  });

  it('of the cycle’s own course is told by its sheet’s log alone', async () => {
    const subjectId = id(7005);
    await write((tx) => sheets.engine.openTodo(tx, todo('make-plan', subjectId)));
    await write((tx) => sheets.engine.completeTodo(tx, { subjectKind: 'make-plan', subjectId, personId: PEOPLE.hr }));
    expect(await logOf(subjectId)).toEqual([]);
  });
});
