import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ApprovalNews } from '@goalbeat/contracts/workflows';
import type { Rung } from '@goalbeat/domain/ladder/ladder';
import { id } from '@goalbeat/testing/harness/organisation';
import { HR_STEP, LEAD_STEP, PEOPLE, TENANT, withLadder } from './acme.js';
import { MONDAY } from './acts.js';
import { type Sheets, startSheets } from './sheets-service.js';

const HOUR = 3_600_000;
let sheets: Sheets;
let cycles = 500;
let cycleId = id(cycles);

beforeAll(async () => {
  sheets = await startSheets();
}, 60_000);
afterAll(() => sheets.close(), 60_000);
beforeEach(async () => {
  await sheets.at(MONDAY);
  cycles += 1;
  cycleId = id(cycles);
});

const AT_STEP = { ...LEAD_STEP, ladder: { ...LEAD_STEP.ladder, due: { atStep: 'close-planning' as const } } };
const open = (chain = [LEAD_STEP, HR_STEP], caps = {}) => sheets.open({ cycleId, chain, stepCaps: caps });
const write = <R>(work: Parameters<typeof sheets.unitOfWork.write<R>>[1]) => sheets.unitOfWork.write(TENANT, work);
const recap = (stepCaps: object, subjectKinds: string[] | null = null) =>
  write((tx) => sheets.engine.recap(tx, { cycleId, subjectKinds, stepCaps }));
const stepOf = async (approvalId: string) => {
  const [row] = await sheets.rows<{ due: string; rungs: Rung[]; task: string; version: number; climbed: number }>(
    `SELECT s.due_at AS due, s.rungs, s.climbed, t.due_at AS task, a.version FROM approval a
     JOIN approval_step s ON s.approval_id = a.id AND s.no = a.step_no
     JOIN approval_task t ON t.approval_id = a.id AND t.step_no = a.step_no AND t.state = 'open' WHERE a.id = $1`,
    [approvalId],
  );
  if (row === undefined) throw new Error('it has no open step');
  expect(row.task).toEqual(row.due);
  return {
    due: row.due,
    rungs: row.rungs.map(({ n, at, action }) => [n, at, action]),
    version: row.version,
    climbed: row.climbed,
  };
};
const newsOf = async (approvalId: string) => {
  const rows = await sheets.rows<{ news: ApprovalNews }>(
    `SELECT COALESCE(payload->'signalInput', payload->'input'->'news') AS news FROM outbox
     WHERE payload->'input'->>'approvalId' = $1 ORDER BY id`,
    [approvalId],
  );
  return rows.map(({ news }) => news);
};
const climb = async (approvalId: string, rung: number, version: number) =>
  sheets.ladder
    .activities()
    .climbRung({ tenantId: TENANT, approvalId, version, stepId: 'lead', rung, action: 'remind' });

describe('the cycle caps a ladder', () => {
  it('in its deadline, its rungs and its last action, in order', async () => {
    const approvalId = await open([LEAD_STEP], { 'close-confirming': '2026-11-16T15:00:00.000Z' });
    expect(await stepOf(approvalId)).toMatchObject({
      due: '2026-11-16T15:00:00.000Z',
      rungs: [
        [1, '2026-11-16T11:00:00.000Z', 'remind'],
        [2, '2026-11-16T15:00:00.000Z', 'approve'],
      ],
    });
  });

  it('by the step that the ladder names, and refuses one that the cycle does not have', async () => {
    const chain = [{ ...LEAD_STEP, ladder: { ...LEAD_STEP.ladder, cap: 'close-planning' as const } }];
    const approvalId = await open(chain, { 'close-planning': '2026-11-16T12:00:00.000Z' });
    expect(await stepOf(approvalId)).toMatchObject({ due: '2026-11-16T12:00:00.000Z' });
    await expect(open(chain)).rejects.toMatchObject({ code: 'validation', field: 'ladder.cap' });
  });
});

describe('extending a step of the cycle', () => {
  it('moves deadline, rungs, task and workflow of what hangs on it, and goes on from the rung reached', async () => {
    const approvalId = await open([AT_STEP], { 'close-planning': '2026-11-16T15:00:00.000Z' });
    await sheets.at('2026-11-16T11:00:00.000Z');
    expect(await climb(approvalId, 1, 1)).toMatchObject({ outcome: 'climbed' });
    expect(await recap({ 'close-planning': '2026-11-17T15:00:00.000Z' })).toBe(1);
    const step = await stepOf(approvalId);
    expect(step).toEqual({
      due: '2026-11-17T15:00:00.000Z',
      climbed: 1,
      version: 2,
      rungs: [
        [1, '2026-11-16T11:00:00.000Z', 'remind'],
        [2, '2026-11-17T11:00:00.000Z', 'remind'],
        [3, '2026-11-17T17:00:00.000Z', 'escalate'],
        [4, '2026-11-18T11:00:00.000Z', 'approve'],
      ],
    });
    expect(await newsOf(approvalId)).toMatchObject([
      { kind: 'stepOpened', version: 1 },
      { kind: 'stepOpened', version: 2, dueAt: step.due, openedAt: MONDAY },
    ]);
    expect(
      await sheets.rows(
        `SELECT reason, details->>'to' AS to FROM process_log WHERE action = 'deadline-moved' AND details->>'approvalId' = $1`,
        [approvalId],
      ),
    ).toEqual([{ reason: null, to: step.due }]);
    expect(await climb(approvalId, 2, 1)).toMatchObject({ outcome: 'moved-on' });
  });

  it('said twice moves nothing the second time, touches only its kinds, and is known to later steps', async () => {
    const caps = { 'close-planning': '2026-11-17T15:00:00.000Z' };
    const approvalId = await open([LEAD_STEP, { ...AT_STEP, id: 'second' }], {
      'close-planning': '2026-11-16T15:00:00.000Z',
    });
    expect(await recap(caps, ['report'])).toBe(0);
    expect(await recap(caps, ['plan'])).toBe(0);
    const tied = await open([AT_STEP], { 'close-planning': '2026-11-16T15:00:00.000Z' });
    expect(await recap(caps)).toBe(1);
    expect(await recap(caps)).toBe(0);
    expect(await stepOf(tied)).toMatchObject({ version: 2 });
    await sheets.engine.decide(sheets.command('lead'), approvalId, { taskVersion: 1, decision: 'approve' });
    expect(await stepOf(approvalId)).toMatchObject({ due: '2026-11-17T15:00:00.000Z' });
  });

  it('escalates no second time, and leaves time to answer where the new deadline has passed', async () => {
    const approvalId = await open([AT_STEP], { 'close-planning': '2026-11-16T12:00:00.000Z' });
    await sheets.at('2026-11-16T14:00:00.000Z');
    expect(await climb(approvalId, 1, 1)).toMatchObject({ outcome: 'climbed' });
    await recap({ 'close-planning': '2026-11-16T13:00:00.000Z' });
    expect(await stepOf(approvalId)).toMatchObject({
      due: '2026-11-16T13:00:00.000Z',
      rungs: [
        [1, '2026-11-16T14:00:00.000Z', 'escalate'],
        [2, '2026-11-16T17:00:00.000Z', 'approve'],
      ],
    });
  });
});

describe('a pause of the cycle', () => {
  const hold = () => write((tx) => sheets.engine.hold(tx, { cycleId }));
  const shift = (byMs: number, stepCaps?: object) =>
    write((tx) => sheets.engine.shift(tx, { cycleId, byMs, stepCaps }));

  it('holds every rung while people may decide, and moves what is left by its length', async () => {
    const approvalId = await open();
    const decided = await open();
    await sheets.at('2026-11-16T10:00:00.000Z');
    expect(await hold()).toBe(2);
    expect(await hold()).toBe(0);
    expect((await newsOf(approvalId)).at(-1)).toMatchObject({ version: 2, rungs: [] });
    await sheets.at('2026-11-16T14:00:00.000Z');
    expect(await climb(approvalId, 1, 2)).toMatchObject({ outcome: 'moved-on' });
    await sheets.engine.decide(sheets.command('lead'), decided, { taskVersion: 1, decision: 'approve' });
    expect((await newsOf(decided)).at(-1)).toMatchObject({ stepId: 'hr-lead', rungs: [] });
    expect(await shift(4 * HOUR)).toBe(2);
    // 17:00 + 4 h is night: the next morning. The next step was opened as the pause ended.
    expect(await stepOf(approvalId)).toMatchObject({
      due: '2026-11-17T09:00:00.000Z',
      climbed: 0,
      rungs: [
        [1, '2026-11-16T17:00:00.000Z', 'remind'],
        [2, '2026-11-17T15:00:00.000Z', 'escalate'],
        [3, '2026-11-17T17:00:00.000Z', 'approve'],
      ],
    });
    expect((await newsOf(decided)).at(-1)).toMatchObject({ stepId: 'hr-lead', dueAt: '2026-11-17T14:00:00.000Z' });
    await sheets.at('2026-11-16T17:00:00.000Z');
    expect(await climb(approvalId, 1, 3)).toMatchObject({ outcome: 'climbed' });
  });

  it('goes by the new timeline where it is given', async () => {
    const approvalId = await open([AT_STEP], { 'close-planning': '2026-11-16T15:00:00.000Z' });
    await hold();
    await shift(HOUR, { 'close-planning': '2026-11-16T20:00:00.000Z' });
    expect(await stepOf(approvalId)).toMatchObject({ due: '2026-11-16T20:00:00.000Z' });
    await expect(shift(-1)).rejects.toMatchObject({ code: 'validation' });
  });

  it('says it to an approval that was opened in it', async () => {
    await hold();
    const approvalId = await open([withLadder(LEAD_STEP, 'hand-to-hr')]);
    expect(await newsOf(approvalId)).toMatchObject([{ kind: 'stepOpened', version: 1, rungs: [] }]);
    await sheets.at('2026-11-16T10:00:00.000Z');
    await shift(24 * HOUR);
    expect((await newsOf(approvalId)).at(-1)).toMatchObject({ version: 2, rungs: [{ n: 1 }, { n: 2 }, { n: 3 }] });
    // It has been open for an hour of the pause.
    expect(await stepOf(approvalId)).toMatchObject({ due: '2026-11-17T09:00:00.000Z' });
    expect(PEOPLE.lead).toBeDefined();
  });
});

it('two thousand open ladders move in seconds', async () => {
  const caps = { 'close-planning': '2026-11-16T15:00:00.000Z' };
  for (let opened = 0; opened < 2000; opened += 25)
    await Promise.all(Array.from({ length: 25 }, () => open([AT_STEP], caps)));
  expect(await recap({ 'close-planning': '2026-11-17T15:00:00.000Z' })).toBe(2000);
}, 120_000);
