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

describe('plans', () => {
  let week: Week;
  beforeAll(async () => {
    week = await new Week(goals).open('planning');
    await goals.at(AT.issue);
    await goals.activities.issueSheets(await week.ref());
    await goals.at(AT.planning);
  });

  it('are adjusted by employee and lead, with weights of 100 and the version that was read', async () => {
    const sheet = await week.sheet('ann');
    const [orders, satisfaction] = sheet.goals;
    const patch = (who: 'ann' | 'lead' | 'bob', version: number, items: object[]) =>
      goals.call<{ version: number; code?: string }>(week.as(who), 'PATCH', `/v1/goal-sheets/${sheet.id}`, {
        version,
        goals: items,
      });
    expect((await patch('ann', 1, [{ goalId: orders?.id, target: '12' }])).body.version).toBe(2);
    expect(await patch('ann', 1, [{ goalId: orders?.id, target: '13' }])).toMatchObject({
      status: 409,
      body: { code: 'stale-version' },
    });
    expect(await patch('lead', 2, [{ goalId: orders?.id, weight: '60' }])).toMatchObject({
      status: 422,
      body: { code: 'weights-not-100', field: 'goals' },
    });
    expect(
      (
        await patch('lead', 2, [
          { goalId: orders?.id, weight: '60' },
          { goalId: satisfaction?.id, weight: '20' },
        ])
      ).status,
    ).toBe(200);
    expect(await patch('lead', 3, [{ goalId: orders?.id, target: '0' }])).toMatchObject({
      status: 400,
      body: { code: 'validation', field: 'goals.0.target' },
    });
    expect((await patch('bob', 3, [{ goalId: orders?.id, target: '1' }])).status).toBe(403);
    expect((await patch('ann', 3, [{ goalId: sheet.id, target: '1' }])).status).toBe(400);
  });

  it('go to the lead, come back with a reason, and show what changed when they return', async () => {
    expect(await week.act('ann', 'report', { items: await week.items('ann') })).toMatchObject({
      status: 409,
      body: { code: 'wrong-state' },
    });
    expect((await week.act('ann', 'plan')).body).toMatchObject({ state: 'plan-submitted' });
    const {
      id,
      goals: [orders],
    } = await week.sheet('ann');
    expect((await tasksOf(goals, 'make-plan', id)).map((task) => task.state)).toEqual(['done']);
    const returned = await week.decide('lead', 'ann', {
      decision: 'return',
      items: [{ itemId: orders?.id, decision: 'return', comment: 'ten is what we can do' }],
    });
    expect(returned).toMatchObject({ status: 200, body: { state: 'returned' } });
    const sheet = await week.sheet('ann');
    expect(sheet).toMatchObject({
      state: 'plan-returned',
      goals: [{ returnedReason: 'ten is what we can do' }, { returnedReason: null }, {}],
    });
    expect((await tasksOf(goals, 'make-plan', id)).map((task) => task.state)).toEqual(['done', 'open']);
    await goals.call(week.as('ann'), 'PATCH', `/v1/goal-sheets/${id}`, {
      version: sheet.version,
      goals: [{ goalId: orders?.id, target: '10' }],
    });
    const again = await week.act('ann', 'plan');
    expect(again.body.diff).toEqual([{ goalId: orders?.id, field: 'target', before: '12', after: '10' }]);
    expect((await week.decide('lead', 'ann')).body.state).toBe('open');
    expect((await week.decide('hr', 'ann')).body.state).toBe('approved');
    expect(await week.sheet('ann')).toMatchObject({ state: 'planned', goals: [{ returnedReason: null }, {}, {}] });
    expect(await week.cycle()).toMatchObject({ funnel: { planned: 1 } });
  });

  it('that nobody made or decided hold as they stand: at the deadline, and at the latest when reports are asked for', async () => {
    await week.act('bob', 'plan');
    await goals.at(AT.remindPlan);
    expect(await goals.activities.remindToPlan(await week.ref())).toMatchObject({
      outcome: 'done',
      counts: { reminded: 3 },
    });
    // Somebody joins on Wednesday, and directory says so on Tuesday.
    const joiner = '01890000-0000-7000-8000-000000000200';
    await goals.rows(
      `INSERT INTO org_person (tenant_id, id, number, name, unit_id, job_family, grade, manager_id, joined_on, version)
       SELECT tenant_id, $2, 'E200', 'eve', unit_id, job_family, grade, manager_id, '2026-11-18', 1 FROM org_person WHERE tenant_id = $1 AND number = 'E005'`,
      [TENANT, joiner],
    );
    await goals.at(AT.closePlanning);
    expect(await goals.activities.closePlanning(await week.ref())).toMatchObject({ counts: { acceptedAsIssued: 4 } });
    const [eve] = await goals.rows(
      `SELECT s.state, s.worked_days, g.target FROM goal_sheet s JOIN goal g ON g.sheet_id = s.id AND g.position = 0
      WHERE s.person_id = $1 AND s.cycle_id = $2`,
      [joiner, week.cycleId],
    );
    expect(eve).toEqual({ state: 'planned', worked_days: 3, target: '6' });
    await goals.rows('DELETE FROM org_person WHERE id = $1', [joiner]);
    expect((await week.sheet('bob')).state).toBe('plan-submitted');
    const cat = await week.sheet('cat');
    expect(cat.state).toBe('planned');
    expect(await logOf(goals, cat.id)).toEqual([
      'sheet.issued by deadline',
      'make-plan.reminded by deadline',
      'plan.accepted-as-issued by deadline',
    ]);
    expect((await tasksOf(goals, 'make-plan', cat.id)).map((task) => task.state)).toEqual(['superseded']);
    // Returned after planning closed and handed in again: to be decided by when reports are asked for.
    await week.decide('lead', 'bob', { decision: 'return', comment: 'more' });
    expect((await tasksOf(goals, 'make-plan', (await week.sheet('bob')).id)).at(-1)).toMatchObject({
      state: 'open',
      due_at: AT.askReport,
    });
    expect((await week.act('bob', 'plan')).body).toMatchObject({ state: 'plan-submitted' });
    expect((await tasksOf(goals, 'plan', (await week.sheet('bob')).id)).at(-1)).toMatchObject({
      state: 'open',
      due_at: AT.askReport,
    });
    await goals.at(AT.askReport);
    expect(await goals.activities.askForReport(await week.ref())).toMatchObject({
      counts: { acceptedAsIssued: 1, asked: 6 },
    });
    const bob = await week.sheet('bob');
    expect(bob.state).toBe('planned');
    expect(await goals.rows('SELECT state FROM approval WHERE subject_id = $1 ORDER BY id', [bob.id])).toEqual([
      { state: 'returned' },
      { state: 'withdrawn' },
    ]);
    expect(await tasksOf(goals, 'make-report', bob.id)).toMatchObject([{ state: 'open', due_at: AT.closeReporting }]);
  });
});
