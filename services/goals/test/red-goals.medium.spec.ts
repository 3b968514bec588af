import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { salesTemplate } from './definitions.js';
import { startGoals, type Goals } from './goals-service.js';
import { Week, type Goal } from './week.js';

const MONDAY = '2026-11-30T01:00:00.000Z';
/** Four of five days are gone. */
const THURSDAY_EVENING = '2026-12-03T10:00:00.000Z';
const NEXT_MONDAY = '2026-12-07T12:00:00.000Z';

let goals: Goals;
beforeAll(async () => {
  goals = await startGoals();
  await goals.call('hr', 'PUT', '/v1/goal-templates/sales', salesTemplate);
});
afterAll(() => goals.close());

describe('a goal that time alone has made red', () => {
  const orders = async (week: Week) => {
    const goal = (await week.sheet('ann')).goals.find(({ code }) => code === 'orders');
    return goal as Goal & { pace: { percent: string; red: boolean } | null };
  };
  /** Ann's orders have `share` of their pace on Thursday evening, and nothing was entered since Monday. */
  const weekAt = async (code: string, share: number): Promise<Week> => {
    const week = await new Week(goals).open(code, '2026-W49');
    await goals.at(MONDAY);
    await goals.activities.issueSheets(await week.ref());
    const goal = await orders(week);
    const actual = (Number(goal.target) * 0.8 * share).toFixed(2);
    await week.act('ann', 'progress', { items: [{ goalId: goal.id, actual }] });
    await goals.at(THURSDAY_EVENING);
    return week;
  };
  const control = async (week: Week, action: string, more: object = {}) => {
    const { version } = await week.cycle();
    const body = { action, version, reason: 'stocktaking', ...more };
    expect(await goals.call('hr', 'POST', `/v1/cycles/${week.cycleId}/control`, body)).toMatchObject({ status: 200 });
  };
  const change = async (week: Week, what: object) => {
    const body = {
      version: (await week.cycle()).version,
      reason: 'stocktaking',
      overrideAdjusted: false,
      change: what,
    };
    const look = async (more: object) =>
      goals.call<{ fingerprint: string }>('hr', 'POST', `/v1/cycles/${week.cycleId}/changes`, { ...body, ...more });
    const { fingerprint } = (await look({ dryRun: true })).body;
    expect(await look({ dryRun: false, fingerprint })).toMatchObject({ status: 200 });
  };
  const share = async (week: Week): Promise<number> => Number((await orders(week)).pace?.percent);
  const red = async (week: Week): Promise<boolean | undefined> => (await orders(week)).pace?.red;

  it('stays red when HR extends the deadline, until it has 75 % of its pace', async () => {
    const week = await weekAt('extended', 0.61);
    expect(await red(week)).toBe(true);
    await control(week, 'extend', { step: 'close-reporting', at: NEXT_MONDAY });
    expect(await share(week)).toBeGreaterThan(70);
    expect(await share(week)).toBeLessThan(75);
    expect(await red(week)).toBe(true);
    const { id, actual } = await orders(week);
    await week.act('ann', 'progress', { items: [{ goalId: id, actual: String(Number(actual) * 1.1) }] });
    expect([(await share(week)) > 75, await red(week)]).toEqual([true, false]);
  });

  it('was not red: more time does not make it so', async () => {
    const week = await weekAt('on-pace', 0.72);
    expect(await red(week)).toBe(false);
    await control(week, 'extend', { step: 'close-reporting', at: NEXT_MONDAY });
    expect(await red(week)).toBe(false);
  });

  it('stays red when a change of the cycle gives it more time, or asks for less', async () => {
    const later = await weekAt('moved', 0.61);
    await change(later, { kind: 'deadline', step: 'close-reporting', at: NEXT_MONDAY });
    expect([(await share(later)) > 70, await red(later)]).toEqual([true, true]);
    const less = await weekAt('less', 0.65);
    const target = String(Number((await orders(less)).target) * 0.9);
    await change(less, { kind: 'target', goal: 'orders', target });
    expect([(await share(less)) > 70, (await share(less)) < 75, await red(less)]).toEqual([true, true, true]);
  });

  it('stays red when its lead asks for less', async () => {
    const week = await weekAt('adjusted', 0.61);
    const { id, version } = await week.sheet('ann');
    const { id: goalId, target } = await orders(week);
    const lower = (Number(target) * 0.84).toFixed(2);
    const body = { version, goals: [{ goalId, target: lower }] };
    expect(await goals.call(week.as('lead'), 'PATCH', `/v1/goal-sheets/${id}`, body)).toMatchObject({ status: 200 });
    expect([(await share(week)) > 70, await red(week)]).toEqual([true, true]);
  });

  it('is not made red for good by a pause', async () => {
    const week = await weekAt('paused', 0.78);
    await control(week, 'pause');
    await goals.at('2026-12-04T10:00:00.000Z');
    await control(week, 'resume');
    expect([(await share(week)) > 70, (await share(week)) < 75, await red(week)]).toEqual([true, true, false]);
  });
});
