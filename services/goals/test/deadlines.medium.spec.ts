import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AT, salesTemplate, week as weekly } from './definitions.js';
import { startGoals, type Goals } from './goals-service.js';
import { Week, type Goal, type Sheet } from './week.js';

interface Dated extends Goal {
  metric: string | null;
  dueOn: string | null;
  dueAt: string | null;
  daysLeft: number | null;
  late: { since: string } | null;
}
type Refused = Sheet & { detail?: string };

const EN = { 'accept-language': 'en' };
const WEDNESDAY_ENDS = '2026-11-18T16:00:00.000Z';
const THURSDAY = '2026-11-19T02:00:00.000Z';
/** Orders by Wednesday, the report by Friday; satisfaction until reporting closes. */
const dated = (day: number) => ({
  ...salesTemplate,
  goals: salesTemplate.goals.map((goal) => {
    if (goal.code === 'orders') return { ...goal, metric: 'crm-orders', deadline: { from: 'start', day } };
    return goal.code === 'report' ? { ...goal, deadline: { from: 'end', day: -2 } } : goal;
  }),
});

let goals: Goals;
beforeAll(async () => {
  goals = await startGoals();
});
afterAll(() => goals.close());

const put = (template: object, headers = EN) =>
  goals.call<Refused>('hr', 'PUT', '/v1/goal-templates/sales', template, headers);

describe('a deadline that the definition has no room for', () => {
  it('is pointed out when the definition is looked at and activated, and refused to the template from then on', async () => {
    await goals.at('2026-11-15T20:00:00.000Z');
    expect((await put(dated(6))).status).toBe(200);
    const definition = await goals.call<{ id: string; version: number }>('hr', 'PUT', '/v1/cycle-definitions/early', {
      data: weekly,
    });
    const { id, version } = definition.body;
    const closes = weekly.timeline.findIndex(({ step }) => step === 'close-reporting');
    const warning = {
      field: `data.timeline.${closes}.day`,
      message:
        'the deadline of the goal "Orders" (sales, orders) is after reporting closes: choose an earlier day, or close reporting later',
    };
    const preview = await goals.call<{ warnings: object[] }>(
      'hr',
      'POST',
      `/v1/cycle-definitions/${id}/preview`,
      { count: 1, from: '2026-11-16' },
      EN,
    );
    expect(preview.body.warnings).toContainEqual(warning);
    const activated = await goals.call<{ warnings: object[] }>(
      'hr',
      'POST',
      `/v1/cycle-definitions/${id}/activate`,
      { version },
      EN,
    );
    expect(activated).toMatchObject({ status: 200 });
    expect(activated.body.warnings).toContainEqual(warning);
    expect(await put(dated(6))).toMatchObject({ status: 400, body: { field: 'goals.0.deadline.day' } });
    expect((await put(dated(6), { 'accept-language': 'zh' })).body.detail).toMatch(/晚于“填报截止”/);
    expect((await put(dated(8))).body.detail).toMatch(/outside of the period: choose a day from 1 to 7/);
    expect((await put(dated(0))).body.detail).toMatch(/outside of the period/);
    expect((await put(dated(3))).status).toBe(200);
    const edit = await goals.call<Refused>(
      'hr',
      'PATCH',
      '/v1/goal-templates/sales/goals/orders',
      { deadline: { from: 'end', day: -1 } },
      EN,
    );
    expect(edit).toMatchObject({ status: 400, body: { field: 'goals.0.deadline.day' } });
  });

  it('and a metric that is no code are refused', async () => {
    const [first, ...rest] = salesTemplate.goals;
    const answer = await put({ ...salesTemplate, goals: [{ ...first, metric: 'orders of the week' }, ...rest] });
    expect(answer).toMatchObject({ status: 400, body: { field: 'goals.0.metric' } });
  });
});

describe('a goal’s own deadline', () => {
  let week: Week;
  beforeAll(async () => {
    week = await new Week(goals).open('dated');
    await put(dated(3));
    await goals.at(AT.issue);
    await goals.activities.issueSheets(await week.ref());
  });
  const goalsOf = async (who: 'ann' | 'bob') => (await week.sheet(who)).goals as Dated[];

  it('is an instant in the sheet, with the days that are left and the metric', async () => {
    const closes = AT.closeReporting;
    expect(await goalsOf('ann')).toMatchObject([
      { metric: 'crm-orders', dueOn: '2026-11-18', dueAt: WEDNESDAY_ENDS, daysLeft: 2, late: null },
      { metric: null, dueOn: null, dueAt: closes, daysLeft: 4 },
      { dueOn: '2026-11-20', dueAt: closes, daysLeft: 4 },
    ]);
  });

  it('is changed with the goal, within the period and before reporting closes', async () => {
    const { id, goals: own } = await week.sheet('ann');
    const adjust = async (dueOn: string | null, headers = EN) =>
      goals.call<Refused>(
        week.as('lead'),
        'PATCH',
        `/v1/goal-sheets/${id}`,
        { version: (await week.sheet('ann')).version, goals: [{ goalId: own[1]?.id, dueOn }] },
        headers,
      );
    const refused = await adjust('2026-11-23');
    expect(refused).toMatchObject({ status: 400, body: { code: 'validation', field: 'goals.0.dueOn' } });
    expect(refused.body.detail).toMatch(/outside of the period .* choose a day from 2026-11-16 to 2026-11-20/);
    expect((await adjust('2026-11-21')).body.detail).toMatch(/after reporting closes on 2026-11-20/);
    expect((await adjust('2026-11-21', { 'accept-language': 'zh' })).body.detail).toMatch(/晚于填报截止日/);
    expect((await adjust('2026-11-17')).body.goals[1]).toMatchObject({
      dueOn: '2026-11-17',
      dueAt: '2026-11-17T16:00:00.000Z',
      daysLeft: 1,
    });
    expect((await adjust(null)).body.goals[1]).toMatchObject({ dueOn: null, dueAt: AT.closeReporting });
  });

  it('makes late what is entered after it, not what a report repeats', async () => {
    await week.planned('ann', 'bob');
    const [orders] = await goalsOf('ann');
    await goals.at('2026-11-18T09:00:00.000Z');
    const progress = await week.act('ann', 'progress', { items: [{ goalId: orders?.id, actual: '10' }] });
    expect(progress.body.goals[0]).toMatchObject({ late: null, daysLeft: 0 });
    await goals.at(THURSDAY);
    const inTime = await week.act('ann', 'report', {
      items: await week.items('ann', 'done', { orders: { actual: '10.0', links: ['https://example.com/o'] } }),
    });
    expect(inTime.body.goals).toMatchObject([{ late: null, daysLeft: null }, { late: null }, { late: null }]);
    const tooLate = await week.act('bob', 'report', { items: await week.items('bob') });
    expect(tooLate.body.goals).toMatchObject([{ late: { since: WEDNESDAY_ENDS } }, { late: null }, { late: null }]);
    const logged = await goals.rows(
      `SELECT details->'late'->0->>'goal' AS goal FROM process_log WHERE action = 'report.submitted' AND subject_id = $1`,
      [(await week.sheet('bob')).id],
    );
    expect(logged).toEqual([{ goal: 'orders' }]);
  });

  it('is what the lead confirms, mended or not, and what appraisal hears', async () => {
    const { id } = await week.sheet('bob');
    const [orders] = await goalsOf('bob');
    await week.decide('lead', 'bob', {
      decision: 'return',
      items: [{ itemId: orders?.id, decision: 'return', comment: 'two were cancelled' }],
    });
    await week.act('bob', 'report', {
      items: [{ goalId: orders?.id, outcome: 'partly', actual: '8', links: ['https://example.com/8'] }],
    });
    const seen = await goals.call<Sheet>(week.as('lead'), 'GET', `/v1/goal-sheets/${id}`);
    expect(seen.body.goals[0]).toMatchObject({ actual: '8', late: { since: WEDNESDAY_ENDS } });
    await week.decide('lead', 'bob');
    await week.decide('lead', 'ann');
    expect(await week.sheet('bob')).toMatchObject({
      state: 'confirmed',
      goals: [{ late: { since: WEDNESDAY_ENDS } }, {}, {}],
    });
    await goals.at(AT.closeReporting);
    await goals.activities.closePlanning(await week.ref());
    await goals.activities.askForReport(await week.ref());
    await goals.activities.closeReporting(await week.ref());
    await goals.at(AT.closeConfirming);
    expect(await goals.activities.closeConfirming(await week.ref())).toMatchObject({ outcome: 'done' });
    const [page] = await goals.rows<{ sheets: { sheetId: string; goals: { late?: boolean }[] }[] }>(
      `SELECT payload->'event'->'data'->'sheets' AS sheets FROM outbox
       WHERE payload->'event'->>'type' = 'goalbeat.goals.results.published.v1'`,
    );
    const told = page?.sheets.flatMap((sheet) =>
      sheet.goals.flatMap((goal, n) => ('late' in goal ? [[sheet.sheetId, n, goal.late]] : [])),
    );
    expect(told).toEqual([[id, 0, true]]);
  });
});

it('comes later by a pause', async () => {
  const week = await new Week(goals).open('paused', '2026-W48');
  await put(dated(3));
  await goals.at('2026-11-23T01:00:00.000Z');
  await goals.activities.issueSheets(await week.ref());
  const control = async (action: string) =>
    goals.call('hr', 'POST', `/v1/cycles/${week.cycleId}/control`, {
      action,
      version: (await week.cycle()).version,
      reason: 'stocktaking',
    });
  expect((await week.sheet('ann')).goals[0]).toMatchObject({ dueAt: '2026-11-25T16:00:00.000Z' });
  await control('pause');
  await goals.at('2026-11-24T01:00:00.000Z');
  expect((await control('resume')).status).toBe(200);
  expect((await week.sheet('ann')).goals[0]).toMatchObject({ dueAt: '2026-11-26T16:00:00.000Z' });
});

it('is red when the working time gone by asks for more than is there', async () => {
  const week = await new Week(goals).open('pace', '2026-W49');
  await put(salesTemplate);
  await goals.at('2026-11-30T01:00:00.000Z');
  await goals.activities.issueSheets(await week.ref());
  const paces = async () =>
    (await week.sheet('ann')).goals.map((goal) => (goal as Goal & { pace: { percent: string; red: boolean } }).pace);
  expect(new Set(await paces())).toEqual(new Set([null]));
  // Wednesday's close: three of five days are gone.
  await goals.at('2026-12-02T10:00:00.000Z');
  const early = await paces();
  expect(early[0]).toEqual({ percent: '0.00', red: true });
  const { goals: items } = await week.sheet('ann');
  const [orders] = items;
  await week.act('ann', 'progress', { items: [{ goalId: orders?.id, actual: '8' }] });
  const [now] = await paces();
  expect([now?.red, Number(now?.percent) > 100]).toEqual([false, true]);
  // Once red it is back at 75 % of its pace; what was not red is red below 70.
  const told = async (actual: string) => {
    await week.act('ann', 'progress', { items: [{ goalId: orders?.id, actual }] });
    return (await paces())[0]?.red;
  };
  const target = Number(orders?.target);
  const at = (share: number) => String((target * 0.6 * share).toFixed(2));
  expect([await told(at(0.72)), await told(at(0.69)), await told(at(0.72))]).toEqual([false, true, true]);
  expect([await told(at(0.76)), await told(at(0.72))]).toEqual([false, false]);
  // Time alone makes it red, and progress to less than 75 % does not bring it back.
  await goals.at('2026-12-03T10:00:00.000Z');
  expect((await paces())[0]?.red).toBe(true);
  expect(await told(String((target * 0.8 * 0.72).toFixed(2)))).toBe(true);
  expect(await told(String((target * 0.8 * 0.76).toFixed(2)))).toBe(false);
});
