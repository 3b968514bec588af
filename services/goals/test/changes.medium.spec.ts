import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { id, PEOPLE, person, SALES, TENANT } from './company.js';
import { type Change, changing, of, type Row } from './changing.js';
import { startGoals, type Goals } from './goals-service.js';
import { logOf } from './week.js';

let goals: Goals;
beforeAll(async () => {
  goals = await startGoals();
});
afterAll(() => goals.close());

const { issued, ask, apply, template, targetsOf, weightsOf } = changing(() => goals);

describe('one template edit', () => {
  it('reissues everybody’s sheet: first seen, then done, and told to whom it concerns', async () => {
    const week = await issued('reissue');
    await week.planned('ann');
    await week.act('bob', 'plan');
    const cat = await week.sheet('cat');
    await goals.call('lead', 'PATCH', `/v1/goal-sheets/${cat.id}`, {
      version: cat.version,
      goals: [{ goalId: cat.goals[0]?.id, target: '7' }],
    });
    await week.act('ann', 'progress', { items: [{ goalId: (await week.sheet('ann')).goals[0]?.id, actual: '6' }] });
    await template('12');
    // An edit of the library alone changes nothing that runs.
    expect((await week.sheet('ann')).goals[0]?.target).toBe('10');

    const dry = await ask(week, { kind: 'template', template: 'sales' });
    expect(dry.body).toMatchObject({
      id: null,
      counts: { sheets: 5, changed: 4, kept: 1, staysApproved: 1, beingDecided: 1, resultsMoved: 1 },
    });
    expect(of(dry.body.rows, 'ann')).toMatchObject({
      changes: [{ goal: 'orders', field: 'target', before: '10', after: '12' }],
      plan: 'stays-approved',
      completionBefore: '30.00',
      completionAfter: '25.00',
      scoreBefore: '24.00',
      scoreAfter: '20.00',
    });
    expect(of(dry.body.rows, 'cat')).toMatchObject({ changes: [], kept: [{ goal: 'orders', why: 'target-adjusted' }] });
    expect(of(dry.body.rows, 'new')?.changes[0]).toMatchObject({ before: '4', after: '5' });
    expect((await week.sheet('ann')).goals[0]?.target).toBe('10');

    const done = await ask(
      week,
      { kind: 'template', template: 'sales' },
      { dryRun: false, fingerprint: dry.body.fingerprint },
    );
    expect(done.body).toMatchObject({ no: 1, version: 2, counts: dry.body.counts });
    expect(await week.sheet('ann')).toMatchObject({
      state: 'planned',
      completion: '25.00',
      changedByHr: { reason: 'the quarter goes on' },
      goals: [{ target: '12', actual: '6' }, {}, {}],
    });
    expect(await week.sheet('bob')).toMatchObject({ state: 'plan-submitted', goals: [{ target: '12' }, {}, {}] });
    expect((await week.sheet('cat')).goals[0]?.target).toBe('7');
    expect((await week.sheet('new')).goals[0]?.target).toBe('5');
    expect((await logOf(goals, week.cycleId)).at(-1)).toBe('cycle.changed by person');
    expect((await logOf(goals, done.body.rows[0]?.sheetId ?? '')).at(-1)).toBe('sheet.changed-by-hr by person');
    const notices = await goals.rows<{ to: string }>(
      `SELECT DISTINCT payload->'event'->'data'->>'personId' AS to FROM outbox WHERE payload->'event'->'data'->>'kind' = 'sheet-changed'`,
    );
    // Owners of the four sheets, the lead also as who decides about bob's.
    expect(notices.map(({ to }) => to).toSorted()).toEqual(
      [PEOPLE.lead, PEOPLE.ann, PEOPLE.bob, PEOPLE.new].toSorted(),
    );

    // Who joins now gets what the others have; other cycles open with the newest anyway.
    await goals.at('2026-11-17T03:00:00.000Z');
    await goals.hear(person(id(310), 'E310', 'eve', { joinedOn: '2026-11-16' }));
    expect(await targetsOf(week, id(310))).toEqual(['12', '90', '1']);
    const list = await goals.call<{ items: Change[] }>('hr', 'GET', `/v1/cycles/${week.cycleId}/changes`);
    expect(list.body.items).toMatchObject([{ no: 1, change: { kind: 'template', template: 'sales', version: 2 } }]);
    const rows = await goals.call<{ items: Row[]; next: string | null }>(
      'hr',
      'GET',
      `/v1/cycles/${week.cycleId}/changed-sheets?change=${done.body.id}&limit=3`,
    );
    expect(rows.body.items).toHaveLength(3);
    const more = await goals.call<{ items: Row[]; next: string | null }>(
      'hr',
      'GET',
      `/v1/cycles/${week.cycleId}/changed-sheets?change=${done.body.id}&limit=3&after=${rows.body.next}`,
    );
    expect([more.body.items.length, more.body.next]).toEqual([2, null]);
    await goals.rows(`DELETE FROM org_person WHERE number LIKE 'E31%'`);
    await template('10');
  });

  it('adds and drops goals, keeps what has progress, and every sheet still weighs 100', async () => {
    const week = await issued('goals-move');
    const ann = await week.sheet('ann');
    await week.act('ann', 'progress', { items: [{ goalId: ann.goals[1]?.id, actual: '80' }] });
    const calls = { code: 'calls', title: 'Calls', type: 'quantity', target: '50', unit: 'calls', weight: '30' };
    await template('10', [calls], ['satisfaction']);
    const done = await apply(week, { kind: 'template', template: 'sales' });
    expect(done.status).toBe(200);
    const after = await week.sheet('ann');
    expect(after.goals.map(({ code }) => code)).toEqual(['orders', 'report', 'calls', 'satisfaction']);
    expect(await weightsOf(after.id)).toEqual(['38.46', '15.38', '23.08', '23.08']);
    expect(of(done.body.rows, 'ann')?.kept).toEqual([{ goal: 'satisfaction', why: 'has-progress' }]);
    const bob = await week.sheet('bob');
    expect(bob.goals.map(({ code }) => code)).toEqual(['orders', 'report', 'calls']);
    expect(await weightsOf(bob.id)).toEqual(['50', '20', '30']);
    expect((await week.act('ann', 'plan')).status).toBe(200);
    await template('10');
  });

  it('reissues a department of 300 in seconds', async () => {
    await goals.rows(
      `INSERT INTO org_person (tenant_id, id, number, name, unit_id, job_family, grade, manager_id, joined_on, version)
       SELECT $1, gen_random_uuid(), 'M' || lpad(n::text, 5, '0'), 'person ' || n, $2, 'sales', 'P4', $3, '2020-01-01', 1
       FROM generate_series(1, 295) AS n`,
      [TENANT, SALES, PEOPLE.lead],
    );
    const week = await issued('department');
    await template('12');
    const done = await apply(week, { kind: 'template', template: 'sales' });
    expect(done.body.counts).toMatchObject({ sheets: 300, changed: 300 });
    const targets = await goals.rows(
      `SELECT g.target::text, count(*)::int AS n FROM goal g JOIN goal_sheet s ON s.id = g.sheet_id
       WHERE s.cycle_id = $1 AND g.code = 'orders' GROUP BY 1 ORDER BY 2`,
      [week.cycleId],
    );
    expect(targets).toEqual([
      { target: '5', n: 1 },
      { target: '12', n: 299 },
    ]);
    await template('10');
    await goals.rows(`DELETE FROM org_person WHERE number LIKE 'M%'`);
  });
});

describe('a target or a weight', () => {
  it('changes for all, a unit or one person, prorated for who works less, and over a lead’s word only when said so', async () => {
    const week = await issued('targets');
    const bob = await week.sheet('bob');
    await goals.call('lead', 'PATCH', `/v1/goal-sheets/${bob.id}`, {
      version: bob.version,
      goals: [{ goalId: bob.goals[0]?.id, target: '8' }],
    });
    const change = { kind: 'target', goal: 'orders', target: '20', unit: 'sales' };
    expect((await apply(week, change)).body.counts).toMatchObject({ changed: 4, kept: 1 });
    expect([(await week.sheet('ann')).goals[0]?.target, (await week.sheet('new')).goals[0]?.target]).toEqual([
      '20',
      '8',
    ]);
    expect((await week.sheet('bob')).goals[0]?.target).toBe('8');
    expect((await apply(week, change, { overrideAdjusted: true })).body.counts).toMatchObject({ changed: 1, kept: 0 });
    expect((await week.sheet('bob')).goals[0]?.target).toBe('20');
    expect((await apply(week, { kind: 'target', goal: 'orders', target: '6', person: PEOPLE.new })).status).toBe(200);
    expect((await week.sheet('new')).goals[0]?.target).toBe('6');
    expect((await ask(week, { ...change, unit: 'nowhere' })).body).toMatchObject({
      code: 'unknown-unit',
      field: 'change.unit',
    });
    expect((await ask(week, { ...change, goal: 'nothing' })).body).toMatchObject({
      code: 'validation',
      field: 'change.goal',
    });
    // Whoever joins later gets the changed target, prorated.
    await goals.at('2026-11-18T03:00:00.000Z');
    await goals.hear(person(id(320), 'E320', 'eve', { joinedOn: '2026-11-18' }));
    expect(await targetsOf(week, id(320))).toEqual(['12', '90', '1']);
    await goals.rows(`DELETE FROM org_person WHERE number LIKE 'E32%'`);
  });

  it('scales the other weights of the group to 100 (20 to 30)', async () => {
    const week = await issued('weights');
    const dry = await ask(week, { kind: 'weight', goal: 'report', weight: '30' });
    expect(of(dry.body.rows, 'ann')?.changes).toEqual([
      { goal: 'orders', field: 'weight', before: '50', after: '43.75' },
      { goal: 'satisfaction', field: 'weight', before: '30', after: '26.25' },
      { goal: 'report', field: 'weight', before: '20', after: '30' },
    ]);
    await apply(week, { kind: 'weight', goal: 'report', weight: '30' });
    expect(await weightsOf((await week.sheet('ann')).id)).toEqual(['43.75', '26.25', '30']);
    expect((await ask(week, { kind: 'weight', goal: 'report', weight: '101' })).body).toMatchObject({
      field: 'change.weight',
    });
  });
});
