import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PEOPLE, TENANT } from './company.js';
import { AT } from './definitions.js';
import { startGoals, type Goals } from './goals-service.js';
import { tasksOf, Week } from './week.js';

let goals: Goals;
beforeAll(async () => {
  goals = await startGoals();
});
afterAll(() => goals.close());

describe('opening and issuing', () => {
  it('opens a period once, skips a week without a working day, and says so', async () => {
    const week = await new Week(goals).open('opening');
    const again = await goals.activities.openPeriod({
      tenantId: TENANT,
      definitionId: week.definitionId,
      period: '2026-W47',
      scheduledAt: null,
    });
    expect(again).toMatchObject({ outcome: 'already-open', cycleId: week.cycleId, run: 1 });
    const bySchedule = await goals.activities.openPeriod({
      tenantId: TENANT,
      definitionId: week.definitionId,
      period: null,
      scheduledAt: '2026-11-16T01:00:00Z',
    });
    expect(bySchedule).toMatchObject({ outcome: 'already-open', period: '2026-W47' });
    const spring = await goals.activities.openPeriod({
      tenantId: TENANT,
      definitionId: week.definitionId,
      period: '2026-W08',
      scheduledAt: null,
    });
    expect(spring).toMatchObject({ outcome: 'skipped', cycleId: null });
    expect(await goals.rows(`SELECT state, skip_reason FROM cycle WHERE period = '2026-W08'`)).toEqual([
      { state: 'skipped', skip_reason: 'no-working-day' },
    ]);
    expect(
      await goals.call(week.as('hr'), 'POST', `/v1/cycle-definitions/${week.definitionId}/cycles`, {
        period: '2026-W47',
      }),
    ).toMatchObject({ status: 409, body: { code: 'duplicate' } });
    expect(
      (
        await goals.call(week.as('hr'), 'POST', `/v1/cycle-definitions/${week.definitionId}/cycles`, {
          period: '2026-W48',
        })
      ).status,
    ).toBe(202);
    expect(
      (
        await goals.call(week.as('hr'), 'POST', `/v1/cycle-definitions/${week.definitionId}/cycles`, {
          period: '2026-11',
        })
      ).status,
    ).toBe(400);
  });

  it('is not opened by a slip for a period that nobody can report on any more', async () => {
    const week = await new Week(goals).open('slip');
    const ask = (body: object) =>
      goals.call(week.as('hr'), 'POST', `/v1/cycle-definitions/${week.definitionId}/cycles`, body);
    expect(await ask({ period: '2020-W48' })).toMatchObject({
      status: 409,
      body: { code: 'wrong-state', detail: expect.stringContaining('"late": true') as unknown },
    });
    expect((await ask({ period: '2020-W48', late: true })).status).toBe(202);
  });

  it('is refused early and by a stale version, and issues once however often it runs', async () => {
    const week = await new Week(goals).open('issuing');
    expect(await goals.activities.issueSheets(await week.ref())).toMatchObject({ outcome: 'early' });
    await goals.at(AT.issue);
    expect(await goals.activities.issueSheets({ ...(await week.ref()), version: 7 })).toMatchObject({
      outcome: 'stale',
    });
    const ref = await week.ref();
    const results = await Promise.all([1, 2, 3].map(() => goals.activities.issueSheets(ref)));
    for (const result of results) expect(result).toMatchObject({ outcome: 'done', counts: { issued: 5, skipped: 1 } });
    const cycle = await week.cycle();
    expect(cycle).toMatchObject({
      state: 'running',
      funnel: { people: 6, issued: 5, planned: 0 },
      sheets: { issued: 5 },
    });
    expect(cycle.skippedPeople).toEqual([{ personId: PEOPLE.gone, reason: 'left' }]);
    const late = await week.sheet('new');
    expect(late).toMatchObject({ workedDays: 2, fullDays: 5 });
    expect(late.goals.map((goal) => goal.target)).toEqual(['4', '90', '1']);
    const { id } = await week.sheet('ann');
    expect(await tasksOf(goals, 'make-plan', id)).toMatchObject([{ state: 'open', due_at: AT.closePlanning }]);
    const events = await goals.rows<{ n: string }>(
      `SELECT count(*) AS n FROM outbox WHERE payload->'event'->>'type' = 'goalbeat.goals.cycle.changed.v1' AND payload->'event'->'data'->>'cycleId' = $1`,
      [week.cycleId],
    );
    expect(Number(events[0]?.n)).toBe(2);
  });

  it('prorates a week with a holiday', async () => {
    const week = await new Week(goals).open('holiday', '2026-W50');
    await goals.at('2026-12-07T01:00:00.000Z');
    await goals.activities.issueSheets(await week.ref());
    const sheet = await week.sheet('ann');
    expect(sheet).toMatchObject({ workedDays: 4, fullDays: 4 });
    expect(sheet.goals[0]?.target).toBe('8');
  });
});
