import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { AT } from './definitions.js';
import { startGoals, type Goals } from './goals-service.js';
import { Week, type Cycle } from './week.js';

const WEDNESDAY = '2026-11-18T02:00:00.000Z';
const NOON = '2026-11-18T04:00:00.000Z';

let goals: Goals;
beforeAll(async () => {
  goals = await startGoals();
});
afterAll(() => goals.close());

it('a plan that came back after planning had closed keeps until the report when the cycle moves', async () => {
  const week = await new Week(goals).open('comes-back');
  await goals.at(AT.issue);
  await goals.activities.issueSheets(await week.ref());
  await week.act('ann', 'plan');
  await goals.at(AT.closePlanning);
  await goals.activities.remindToPlan(await week.ref());
  await goals.activities.closePlanning(await week.ref());
  await goals.at(WEDNESDAY);
  const returned = { decision: 'return', comment: 'ten orders are too few' };
  expect(await week.decide('lead', 'ann', returned)).toMatchObject({ status: 200, body: { state: 'returned' } });
  await week.act('ann', 'plan');

  const control = async (body: object) =>
    (
      await goals.call<Cycle>(week.as('hr'), 'POST', `/v1/cycles/${week.cycleId}/control`, {
        reason: 'stocktaking',
        ...body,
      })
    ).body;
  const dueOf = async (who: 'ann') => {
    const { approvalId } = await week.sheet(who);
    return goals.rows<{ due: string; rungs: string[] }>(
      `SELECT s.due_at AS due, array(SELECT r->>'at' FROM jsonb_array_elements(s.rungs) r) AS rungs
       FROM approval_step s JOIN approval a ON a.id = s.approval_id AND s.no = a.step_no WHERE a.id = $1`,
      [approvalId],
    );
  };
  const before = await dueOf('ann');
  expect(before).toMatchObject([{ due: AT.askReport }]);

  await control({ version: 1, action: 'extend', step: 'close-reporting', at: '2026-11-20T14:00:00.000Z' });
  expect(await dueOf('ann')).toEqual(before);

  await control({ version: 2, action: 'pause' });
  await goals.at(NOON);
  const { timeline } = await control({ version: 3, action: 'resume' });
  const asked = timeline.find(({ step }) => step === 'ask-report')?.at;
  expect(asked).not.toBe(AT.askReport);
  expect(await dueOf('ann')).toMatchObject([{ due: asked }]);
}, 60_000);
