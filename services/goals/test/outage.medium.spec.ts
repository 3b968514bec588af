import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { TENANT } from './company.js';
import { AT } from './definitions.js';
import { startGoals, type Goals } from './goals-service.js';
import { logOf, tasksOf, Week } from './week.js';

let goals: Goals;
beforeAll(async () => {
  goals = await startGoals();
});
afterAll(() => goals.close());

const STEPS = [
  'issueSheets',
  'remindToPlan',
  'closePlanning',
  'askForReport',
  'remindToReport',
  'closeReporting',
] as const;
const noticesOf = (week: Week, kind: string) =>
  goals.rows(
    `SELECT 1 FROM outbox o JOIN goal_sheet s ON s.id::text = o.payload->'event'->'data'->>'subjectId'
     WHERE s.cycle_id = $1 AND o.payload->'event'->'data'->>'kind' = $2`,
    [week.cycleId, kind],
  );

describe('after an outage over several instants', () => {
  it('each step runs once, in order and late, and nobody is asked for what is over', async () => {
    const week = await new Week(goals).open('outage');
    // Everything was away from Monday morning to Saturday.
    await goals.at('2026-11-21T02:00:00.000Z');
    for (let next = (await week.control()).timeline[0]; next !== undefined; next = (await week.control()).timeline[0]) {
      const step = STEPS[(await week.cycle()).timeline.filter((one) => one.doneAt !== null).length];
      if (step === undefined) break;
      const ref = await week.ref();
      await Promise.all([goals.activities[step](ref), goals.activities[step](ref)]);
    }
    expect(await week.control()).toMatchObject({
      timeline: [{ step: 'close-confirming', at: AT.closeConfirming }, {}, {}, {}, {}, {}, {}],
    });
    const late = await goals.rows<{ action: string; late: number }>(
      `SELECT action, (details->>'lateMinutes')::int AS late FROM process_log WHERE subject_id = $1 AND actor_kind = 'deadline' ORDER BY id`,
      [week.cycleId],
    );
    expect(late).toEqual([
      { action: 'cycle.opened', late: null },
      { action: 'cycle.issue', late: 7260 },
      { action: 'cycle.remind-plan', late: 5760 },
      { action: 'cycle.close-planning', late: 5280 },
      { action: 'cycle.ask-report', late: 1020 },
      { action: 'cycle.remind-report', late: 930 },
      { action: 'cycle.close-reporting', late: 840 },
    ]);
    expect(await noticesOf(week, 'report-asked')).toEqual([]);
    expect(await noticesOf(week, 'reminder')).toEqual([]);
    const { id } = await week.sheet('ann');
    expect(await tasksOf(goals, 'make-report', id)).toEqual([]);
    expect((await logOf(goals, id)).filter((line) => line.startsWith('plan.accepted'))).toHaveLength(1);
    // HR gives the people their day back: reporting was never possible for them.
    const late5 = await goals.call<{ items: { what: string; dueAt: string }[]; units: object[] }>(
      'hr',
      'GET',
      `/v1/cycles/${week.cycleId}/late`,
    );
    expect(late5.body.items.map(({ what }) => what)).toEqual(Array.from({ length: 5 }, () => 'not-reported'));
    expect(late5.body.units).toMatchObject([{ name: 'sales', late: 5, notReported: 5, since: AT.closeReporting }]);
  });

  it('asks as usual when only the request was missed', async () => {
    const week = await new Week(goals).open('short-outage');
    await goals.at('2026-11-20T10:00:00.000Z');
    for (const step of STEPS.slice(0, 4)) await goals.activities[step](await week.ref());
    expect(await noticesOf(week, 'report-asked')).toHaveLength(5);
  });
});

describe('at the year’s end', () => {
  it('opens week 53 once, says that it is late, and starts the next year with week 1', async () => {
    const week = await new Week(goals).open('year-end', '2026-W53');
    expect(await goals.rows('SELECT period, run FROM cycle WHERE id = $1', [week.cycleId])).toEqual([
      { period: '2026-W53', run: 1 },
    ]);
    const open = (scheduledAt: string) =>
      goals.activities.openPeriod({ tenantId: TENANT, definitionId: week.definitionId, period: null, scheduledAt });
    await goals.at('2026-12-30T03:00:00.000Z');
    expect(await open('2026-12-28T01:00:00Z')).toMatchObject({ outcome: 'already-open', period: '2026-W53' });
    expect(await open('2026-12-21T01:00:00Z')).toMatchObject({ outcome: 'opened', period: '2026-W52' });
    const [log] = await goals.rows<{ details: { late?: boolean; issueAt?: string } }>(
      `SELECT details FROM process_log WHERE action = 'cycle.opened' ORDER BY id DESC LIMIT 1`,
    );
    expect(log?.details).toMatchObject({ late: true, issueAt: '2026-12-21T01:00:00.000Z' });
    expect(await open('2027-01-04T01:00:00Z')).toMatchObject({ outcome: 'opened', period: '2027-W01' });
  });
});
