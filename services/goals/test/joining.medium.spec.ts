import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DESIGN, id, PEOPLE, person, SALES, TENANT } from './company.js';
import { AT } from './definitions.js';
import { startGoals, type Goals } from './goals-service.js';
import { logOf, tasksOf, Week } from './week.js';

let goals: Goals;
beforeAll(async () => {
  goals = await startGoals();
});
afterAll(() => goals.close());

interface Row {
  id: string;
  state: string;
  worked_days: number;
  left_on: string | null;
  unit_id: string;
  orders: string;
  completion: string;
}
const sheetsOf = (week: Week, personId: string) =>
  goals.rows<Row>(
    `SELECT s.id, s.state, s.worked_days, s.left_on::text, s.unit_id, s.completion, g.target::text AS orders FROM goal_sheet s
     JOIN goal g ON g.sheet_id = s.id AND g.code = 'orders' WHERE s.cycle_id = $1 AND s.person_id = $2`,
    [week.cycleId, personId],
  );
const issued = async (code: string): Promise<Week> => {
  const week = await new Week(goals).open(code);
  await goals.at(AT.issue);
  await goals.activities.issueSheets(await week.ref());
  return week;
};

describe('whoever joins a running cycle', () => {
  it('has one prorated sheet as soon as directory says so, however often and in whatever order it is said', async () => {
    const week = await issued('joiners');
    const eve = person(id(300), 'E300', 'eve', { joinedOn: '2026-11-18' });
    await goals.at('2026-11-17T03:00:00.000Z');
    await Promise.all([1, 2, 3].map(() => goals.hear(eve)));
    await goals.hear({ ...eve, version: 3, name: 'Eve' });
    await goals.hear({ ...eve, version: 2, joinedOn: '2026-11-16' });
    const [sheet, ...more] = await sheetsOf(week, eve.personId);
    expect(more).toEqual([]);
    expect(sheet).toMatchObject({ state: 'issued', worked_days: 3, orders: '6' });
    expect(await tasksOf(goals, 'make-plan', sheet?.id ?? '')).toMatchObject([
      { state: 'open', due_at: AT.closePlanning },
    ]);
    expect((await week.cycle()).funnel).toMatchObject({ issued: 6 });
  });

  it('stands where the others stand: planned after planning, asked once they were asked, and not any more when it is over', async () => {
    const week = await issued('late-joiners');
    await goals.at(AT.closePlanning);
    await goals.activities.remindToPlan(await week.ref());
    await goals.activities.closePlanning(await week.ref());
    await goals.at('2026-11-19T01:00:00.000Z');
    const fay = person(id(301), 'E301', 'fay', { joinedOn: '2026-11-19' });
    await goals.hear(fay);
    const [sheet] = await sheetsOf(week, fay.personId);
    expect(sheet).toMatchObject({ state: 'planned', worked_days: 2, orders: '4' });
    await goals.at(AT.askReport);
    await goals.activities.askForReport(await week.ref());
    const gil = person(id(302), 'E302', 'gil', { joinedOn: '2026-11-20' });
    await goals.hear(gil);
    const [asked] = await sheetsOf(week, gil.personId);
    expect(asked).toMatchObject({ state: 'planned', worked_days: 1, orders: '2' });
    expect(await tasksOf(goals, 'make-report', asked?.id ?? '')).toMatchObject([
      { state: 'open', due_at: AT.closeReporting },
    ]);
    await goals.at(AT.closeReporting);
    await goals.activities.remindToReport(await week.ref());
    await goals.activities.closeReporting(await week.ref());
    await goals.hear(person(id(303), 'E303', 'hal', { joinedOn: '2026-11-20' }));
    expect(await sheetsOf(week, id(303))).toEqual([]);
  });

  it('comes from another unit or family, with the days that are left, and is no longer listed as left out', async () => {
    const week = await issued('movers-in');
    await goals.rows(`INSERT INTO cycle_skipped_person VALUES ($1, $2, $3, 'no-template')`, [
      TENANT,
      week.cycleId,
      PEOPLE.dan,
    ]);
    await goals.at('2026-11-18T03:00:00.000Z');
    await goals.hear(person(PEOPLE.dan, 'E008', 'dan', { unitId: SALES, version: 2 }));
    expect(await sheetsOf(week, PEOPLE.dan)).toMatchObject([{ worked_days: 3, orders: '6' }]);
    expect((await week.cycle()).skippedPeople).not.toContainEqual({ personId: PEOPLE.dan, reason: 'no-template' });
    // Going back does not take it away, nor does it make another.
    await goals.hear(person(PEOPLE.dan, 'E008', 'dan', { unitId: DESIGN, jobFamily: 'design', version: 3 }));
    expect(await sheetsOf(week, PEOPLE.dan)).toMatchObject([{ worked_days: 3, unit_id: SALES }]);
  });

  it('is found by the next step when its event was lost', async () => {
    const week = await issued('lost-event');
    await goals.rows(
      `INSERT INTO org_person (tenant_id, id, number, name, unit_id, job_family, grade, manager_id, joined_on, version)
       VALUES ($1, $2, 'E304', 'ivy', $3, 'sales', 'P4', $4, '2026-11-17', 1)`,
      [TENANT, id(304), SALES, PEOPLE.lead],
    );
    await goals.at(AT.closePlanning);
    await goals.activities.remindToPlan(await week.ref());
    await goals.activities.closePlanning(await week.ref());
    expect(await sheetsOf(week, id(304))).toMatchObject([{ state: 'planned', worked_days: 4, orders: '8' }]);
  });
});

describe('whoever leaves a running cycle', () => {
  beforeAll(async () => {
    await goals.rows(`DELETE FROM org_person WHERE number LIKE 'E30%'`);
  });

  it('keeps the sheet with the days worked, is asked for nothing any more, and counts neither as zero nor as late', async () => {
    const week = await issued('leavers');
    await week.planned('bob');
    await goals.at('2026-11-17T03:00:00.000Z');
    const leaving = person(PEOPLE.bob, 'E006', 'bob', { leftOn: '2026-11-18', version: 2 });
    await goals.hear(leaving);
    await goals.hear(leaving);
    await goals.hear(person(PEOPLE.cat, 'E007', 'cat', { leftOn: '2026-11-18', version: 2 }));
    const [sheet] = await sheetsOf(week, PEOPLE.bob);
    expect(sheet).toMatchObject({ state: 'planned', worked_days: 3, orders: '6', left_on: '2026-11-18' });
    expect((await logOf(goals, sheet?.id ?? '')).filter((line) => line.startsWith('sheet.leaver'))).toHaveLength(1);
    expect(await week.cycle()).toMatchObject({
      leavers: [
        { personId: PEOPLE.bob, leftOn: '2026-11-18' },
        { personId: PEOPLE.cat, leftOn: '2026-11-18' },
      ],
    });
    // Bob reports on his last day and is paid for three days; cat does not.
    await goals.at('2026-11-18T08:00:00.000Z');
    expect((await week.act('bob', 'report', { items: await week.items('bob') })).status).toBe(200);
    await goals.at(AT.closePlanning);
    await goals.activities.remindToPlan(await week.ref());
    await goals.activities.closePlanning(await week.ref());
    await goals.at(AT.askReport);
    expect(await goals.activities.askForReport(await week.ref())).toMatchObject({ counts: { asked: 3 } });
    await goals.at(AT.closeReporting);
    await goals.activities.remindToReport(await week.ref());
    expect(await goals.activities.closeReporting(await week.ref())).toMatchObject({ counts: { late: 3 } });
    await goals.at(AT.closeConfirming);
    const late = await goals.call<{ items: { personId: string }[] }>('hr', 'GET', `/v1/cycles/${week.cycleId}/late`);
    expect(late.body.items.map((item) => item.personId)).not.toContain(PEOPLE.cat);
    const closed = await goals.activities.closeConfirming(await week.ref());
    expect(closed).toMatchObject({ counts: { confirmed: 1, unreported: 3, results: 4 } });
    expect(await sheetsOf(week, PEOPLE.bob)).toMatchObject([{ state: 'confirmed', worked_days: 3 }]);
    expect(await sheetsOf(week, PEOPLE.cat)).toMatchObject([{ state: 'cancelled' }]);
    const cat = (await sheetsOf(week, PEOPLE.cat))[0]?.id ?? '';
    expect((await logOf(goals, cat)).at(-1)).toBe('sheet.left-out by deadline');
    // For the specs that follow.
    await goals.hear(person(PEOPLE.bob, 'E006', 'bob', { version: 4 }));
    await goals.hear(person(PEOPLE.cat, 'E007', 'cat', { version: 4 }));
  });

  it('stays after all: the days and targets are those of before, except where a person set them', async () => {
    const week = await issued('stayers');
    const sheet = await week.sheet('ann');
    const [, satisfaction, report] = sheet.goals;
    await goals.call('ann', 'PATCH', `/v1/goal-sheets/${sheet.id}`, {
      version: sheet.version,
      goals: [
        { goalId: satisfaction?.id, target: '95' },
        { goalId: report?.id, title: 'Write it' },
      ],
    });
    await goals.hear(person(PEOPLE.ann, 'E005', 'ann', { leftOn: '2026-11-17', version: 5 }));
    expect(await sheetsOf(week, PEOPLE.ann)).toMatchObject([{ worked_days: 2, orders: '4' }]);
    expect((await week.sheet('ann')).goals.map((goal) => goal.target)).toEqual(['4', '95', '1']);
    await goals.hear(person(PEOPLE.ann, 'E005', 'ann', { version: 6 }));
    expect(await sheetsOf(week, PEOPLE.ann)).toMatchObject([{ worked_days: 5, orders: '10', left_on: null }]);
    expect(await week.sheet('ann')).toMatchObject({ goals: [{ target: '10' }, { target: '95' }, { target: '1' }] });
  });

  it('takes todos from the desk the day after', async () => {
    const week = await issued('gone');
    const { id: sheetId } = await week.sheet('ann');
    await goals.hear(person(PEOPLE.ann, 'E005', 'ann', { leftOn: '2026-11-16', version: 7 }));
    expect(await tasksOf(goals, 'make-plan', sheetId)).toMatchObject([{ state: 'open' }]);
    await goals.at('2026-11-17T03:00:00.000Z');
    await goals.hear(person(PEOPLE.ann, 'E005', 'ann', { leftOn: '2026-11-16', version: 7 }));
    expect(await tasksOf(goals, 'make-plan', sheetId)).toMatchObject([{ state: 'superseded' }]);
  });
});
