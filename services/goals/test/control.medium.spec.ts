import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PEOPLE, TENANT } from './company.js';
import { AT } from './definitions.js';
import { startGoals, type Goals } from './goals-service.js';
import { logOf, tasksOf, Week } from './week.js';

let goals: Goals;
beforeAll(async () => {
  goals = await startGoals();
});
afterAll(() => goals.close());

describe('what HR does to a running cycle', () => {
  it('pauses, resumes, extends, closes now and cancels, each by version and with a reason', async () => {
    const week = await new Week(goals).open('control');
    await goals.at(AT.issue);
    await goals.activities.issueSheets(await week.ref());
    const stale = await week.ref();
    const control = (body: object) =>
      goals.call<{ version: number; state: string; timeline: { step: string; at: string }[]; code?: string }>(
        week.as('hr'),
        'POST',
        `/v1/cycles/${week.cycleId}/control`,
        { reason: 'the system was down', ...body },
      );
    expect((await control({ version: 1, action: 'pause' })).body).toMatchObject({ state: 'paused', version: 2 });
    await goals.at(AT.closePlanning);
    expect(await goals.activities.closePlanning(stale)).toMatchObject({ outcome: 'stale' });
    expect(await goals.activities.closePlanning(await week.ref())).toMatchObject({ outcome: 'stale' });
    expect(await control({ version: 1, action: 'resume' })).toMatchObject({
      status: 409,
      body: { code: 'stale-version' },
    });
    const resumed = await control({ version: 2, action: 'resume' });
    expect(resumed.body).toMatchObject({ state: 'running', version: 3 });
    // The services whose ladders follow the cycle hear how long it was.
    const [told] = await goals.rows<{ data: { state: string; pausedMs: number } }>(
      `SELECT payload->'event'->'data' AS data FROM outbox WHERE payload->'event'->'data'->>'cycleId' = $1
         AND payload->'event'->>'type' = 'goalbeat.goals.cycle.changed.v1' ORDER BY id DESC LIMIT 1`,
      [week.cycleId],
    );
    expect(told?.data).toMatchObject({
      state: 'running',
      pausedMs: Date.parse(AT.closePlanning) - Date.parse(AT.issue),
    });
    // A day and a half later, out of nights and the weekend.
    expect(Object.fromEntries(resumed.body.timeline.map((one) => [one.step, one.at]))).toMatchObject({
      issue: AT.issue,
      'close-planning': '2026-11-19T01:00:00.000Z',
      'ask-report': '2026-11-23T01:00:00.000Z',
      'close-reporting': '2026-11-23T12:00:00.000Z',
      'close-confirming': '2026-11-25T01:00:00.000Z',
    });
    expect(
      (await control({ version: 3, action: 'extend', step: 'close-planning', at: '2026-11-16T10:00:00Z' })).status,
    ).toBe(400);
    const extended = await control({
      version: 3,
      action: 'extend',
      step: 'close-planning',
      at: '2026-11-23T02:00:00Z',
    });
    const at = (step: string) => extended.body.timeline.find((one) => one.step === step)?.at;
    // What would have been overtaken waits; what comes later keeps its time.
    expect([at('close-planning'), at('ask-report'), at('close-reporting')]).toEqual([
      '2026-11-23T02:00:00.000Z',
      '2026-11-23T02:00:00.000Z',
      '2026-11-23T12:00:00.000Z',
    ]);
    const { id } = await week.sheet('ann');
    expect((await tasksOf(goals, 'make-plan', id)).map(({ state, due_at: due }) => [state, due])).toEqual([
      ['superseded', AT.closePlanning],
      ['superseded', '2026-11-19T01:00:00.000Z'],
      ['open', '2026-11-23T02:00:00.000Z'],
    ]);
    const closed = await control({ version: 4, action: 'close-now', step: 'close-planning' });
    expect(closed.body.timeline.find((one) => one.step === 'close-planning')?.at).toBe(AT.closePlanning);
    await goals.activities.remindToPlan(await week.ref());
    expect(await goals.activities.closePlanning(await week.ref())).toMatchObject({ outcome: 'done' });
    expect(
      await control({ version: 5, action: 'extend', step: 'close-planning', at: '2026-11-27T10:00:00Z' }),
    ).toMatchObject({ status: 409, body: { code: 'wrong-state' } });
    await week.act('ann', 'report', { items: await week.items('ann') });
    expect((await control({ version: 5, action: 'cancel' })).body).toMatchObject({ state: 'cancelled' });
    expect((await week.sheet('ann')).state).toBe('cancelled');
    expect(
      await goals.rows(`SELECT 1 FROM approval_task WHERE cycle_id = $1 AND state = 'open'`, [week.cycleId]),
    ).toEqual([]);
    expect(
      await goals.call(week.as('ann'), 'POST', `/v1/cycles/${week.cycleId}/control`, {
        version: 6,
        action: 'pause',
        reason: 'x',
      }),
    ).toMatchObject({ status: 403 });
    const again = await goals.call(week.as('hr'), 'POST', `/v1/cycle-definitions/${week.definitionId}/cycles`, {
      period: '2026-W47',
    });
    expect(again.status).toBe(202);
    const [message] = await goals.rows<{ payload: { workflowId: string } }>(
      `SELECT payload FROM outbox WHERE payload->>'kind' = 'start' ORDER BY id DESC LIMIT 1`,
    );
    expect(message?.payload.workflowId).toMatch(/2026-W47#2$/);
    expect(
      await goals.activities.openPeriod({
        tenantId: TENANT,
        definitionId: week.definitionId,
        period: '2026-W47',
        scheduledAt: null,
      }),
    ).toMatchObject({ outcome: 'opened', run: 2 });
    const signals = await goals.rows<{ n: string }>(
      `SELECT count(*) AS n FROM outbox WHERE payload->>'kind' = 'signal' AND payload->>'signal' = 'controlChanged'`,
    );
    expect(Number(signals[0]?.n)).toBe(5);
  });
});

type Controlled = { version: number; state: string; code?: string; details?: { last?: object; lists?: object } };
const controlOf =
  (week: Week) =>
  (body: object, key?: string): ReturnType<typeof goals.call<Controlled>> =>
    goals.call<Controlled>(
      'hr',
      'POST',
      `/v1/cycles/${week.cycleId}/control`,
      { reason: 'a flood', ...body },
      key === undefined ? {} : { 'idempotency-key': key },
    );
const noticesOf = async (week: Week, kind: string): Promise<string[]> =>
  (
    await goals.rows<{ to: string }>(
      `SELECT payload->'event'->'data'->>'personId' AS to FROM outbox WHERE payload->'event'->'data'->>'kind' = $1
       AND payload->'event'->'data'->>'subjectId' = $2`,
      [kind, week.cycleId],
    )
  ).map(({ to }) => to);
const issued = async (code: string): Promise<Week> => {
  const week = await new Week(goals).open(code);
  await goals.at(AT.issue);
  await goals.activities.issueSheets(await week.ref());
  return week;
};
const ladderOf = async (approvalId: string | null) =>
  (
    await goals.rows<{
      due_at: string;
      rungs: { at: string; action: string; n: number }[];
      version: number;
      step_id: string;
    }>(
      `SELECT s.due_at, s.rungs, a.version::int AS version, s.step_id FROM approval a JOIN approval_step s ON s.approval_id = a.id AND s.no = a.step_no
       WHERE a.id = $1`,
      [approvalId],
    )
  )[0];

describe('ladders of a running cycle', () => {
  it('stand still while it is paused, and go on later by the pause; extending a step lifts their cap', async () => {
    const week = await issued('ladders');
    const control = controlOf(week);
    const { approvalId } = (await week.act('ann', 'plan')).body;
    const before = await ladderOf(approvalId);
    expect(before?.due_at).toBe(AT.closePlanning);
    await control({ version: 1, action: 'pause' });
    await goals.at(AT.closePlanning);
    const last = before?.rungs.at(-1);
    const climb = {
      tenantId: TENANT,
      approvalId: approvalId ?? '',
      version: before?.version ?? 0,
      stepId: before?.step_id ?? '',
      rung: last?.n ?? 0,
      action: last?.action as 'hand-to-hr',
    };
    expect((await goals.ladder.climbRung(climb)).outcome).not.toBe('climbed');
    await control({ version: 2, action: 'resume' });
    expect((await ladderOf(approvalId))?.due_at).toBe('2026-11-19T01:00:00.000Z');
    await control({ version: 3, action: 'extend', step: 'close-planning', at: '2026-11-19T06:00:00Z' });
    const after = await ladderOf(approvalId);
    expect(after?.due_at).toBe('2026-11-19T06:00:00.000Z');
    expect(after?.rungs.every(({ at }) => at <= '2026-11-19T06:00:00.000Z')).toBe(true);
    expect(
      await goals.rows('SELECT DISTINCT due_at FROM approval_task WHERE approval_id = $1 AND state = $2', [
        approvalId,
        'open',
      ]),
    ).toEqual([{ due_at: '2026-11-19T06:00:00.000Z' }]);
    const [task] = await goals.rows<{ version: number }>(
      `SELECT version FROM approval_task WHERE approval_id = $1 AND state = 'open'`,
      [approvalId],
    );
    const decided = await week.decide('lead', 'ann', { decision: 'approve', taskVersion: task?.version });
    expect(decided).toMatchObject({ status: 200, body: { state: 'open' } });
  });
});

describe('whom it concerns', () => {
  it('is told: owners and deciders of what moves, nobody of what is closed', async () => {
    const week = await issued('notices');
    const control = controlOf(week);
    await week.planned('ann');
    await week.act('bob', 'plan');
    await control({ version: 1, action: 'extend', step: 'close-planning', at: '2026-11-18T10:00:00Z' });
    // Ann has planned; the lead has a sheet and decides about bob's.
    expect((await noticesOf(week, 'cycle-extend')).toSorted()).toEqual(
      [PEOPLE.lead, PEOPLE.cat, PEOPLE.new].toSorted(),
    );
    await control({ version: 2, action: 'pause' });
    expect((await noticesOf(week, 'cycle-pause')).toSorted()).toEqual(
      [PEOPLE.lead, PEOPLE.ann, PEOPLE.bob, PEOPLE.cat, PEOPLE.new].toSorted(),
    );
    expect(
      await control({ version: 3, action: 'extend', step: 'close-planning', at: '2026-11-19T10:00:00Z' }),
    ).toMatchObject({
      status: 409,
      body: { code: 'wrong-state' },
    });
    const first = await control({ version: 3, action: 'resume' }, 'resume-1');
    expect((await control({ version: 3, action: 'resume' }, 'resume-1')).body).toEqual(first.body);
    expect(await control({ version: 3, action: 'resume' })).toMatchObject({
      status: 409,
      body: {
        code: 'stale-version',
        details: { state: 'running', last: { action: 'cycle.resume', reason: 'a flood' } },
      },
    });
    expect(await noticesOf(week, 'cycle-resume')).toHaveLength(5);
    expect((await logOf(goals, week.cycleId)).slice(-3)).toEqual([
      'cycle.extend by person',
      'cycle.pause by person',
      'cycle.resume by person',
    ]);
  });
});

describe('a cancelled cycle', () => {
  it('pays nobody: payroll gives up its lists first, and refuses once one is signed', async () => {
    const week = await issued('money');
    const control = controlOf(week);
    await goals.at(AT.archive);
    const ref = await week.ref();
    for (const step of [
      'remindToPlan',
      'closePlanning',
      'askForReport',
      'remindToReport',
      'closeReporting',
      'closeConfirming',
    ] as const) {
      await goals.activities[step](ref);
    }
    goals.peers.signed = true;
    expect(await control({ version: 1, action: 'cancel' })).toMatchObject({
      status: 409,
      body: { code: 'wrong-state' },
    });
    goals.peers.signed = false;
    goals.peers.away = true;
    expect(await control({ version: 1, action: 'cancel' })).toMatchObject({
      status: 503,
      body: { code: 'unavailable' },
    });
    goals.peers.away = false;
    expect(await week.control()).toMatchObject({ state: 'running', version: 1 });
    expect(await control({ version: 7, action: 'cancel' })).toMatchObject({
      status: 409,
      body: { code: 'stale-version' },
    });
    expect(goals.peers.cancelled).toEqual([]);
    const done = await control({ version: 1, action: 'cancel' }, 'cancel-1');
    expect(done.body).toMatchObject({ state: 'cancelled' });
    expect(goals.peers.cancelled).toEqual([week.cycleId]);
    expect((await control({ version: 1, action: 'cancel' }, 'cancel-1')).body).toEqual(done.body);
    expect(goals.peers.cancelled).toEqual([week.cycleId]);
  });

  it('asks nobody when nothing can have been built', async () => {
    const week = await issued('early-cancel');
    await week.act('ann', 'plan');
    expect((await controlOf(week)({ version: 1, action: 'cancel' })).body).toMatchObject({ state: 'cancelled' });
    expect(goals.peers.cancelled).not.toContain(week.cycleId);
    expect(await noticesOf(week, 'cycle-cancel')).toHaveLength(5);
    expect(await goals.rows('SELECT state FROM approval WHERE cycle_id = $1', [week.cycleId])).toEqual([
      { state: 'withdrawn' },
    ]);
  });
});
