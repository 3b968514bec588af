import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Principal } from '@goalbeat/domain/access/roles';
import { OrgWriter } from '@goalbeat/org-copy/org-writer';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { id, people, PEOPLE, ROLES, ROOT, SALES, TENANT, units } from './company.js';
import { changing, of } from './changing.js';
import { AT, salesTemplate } from './definitions.js';
import { startGoals, type Goals } from './goals-service.js';
import { Week } from './week.js';

const HRX = id(13);
let goals: Goals;
beforeAll(async () => {
  goals = await startGoals();
  // The HR lead has goals of their own, alone in a unit.
  await goals.app.get(UnitOfWork, { strict: false }).write(TENANT, async (tx) => {
    const writer = goals.app.get(OrgWriter, { strict: false });
    const [sales] = units.filter(({ unitId }) => unitId === SALES);
    const [hr] = people.filter(({ personId }) => personId === PEOPLE.hr);
    const [partner] = people.filter(({ personId }) => personId === PEOPLE.partner);
    if (sales === undefined || hr === undefined || partner === undefined) throw new Error('the company has changed');
    await writer.units(tx, [{ ...sales, unitId: HRX, code: 'HRX', name: 'HRX', path: [ROOT, HRX] }]);
    await writer.people(tx, [
      { ...hr, unitId: HRX, jobFamily: 'sales', version: 2 },
      { ...partner, roles: hr.roles, version: 2 },
    ]);
  });
});
afterAll(() => goals.close());

const { issued, ask, apply } = changing(() => goals);
const valuesOf = async (week: Week, who: keyof typeof PEOPLE, column: 'target' | 'weight') => {
  const rows = await goals.rows<{ value: string }>(
    `SELECT g.${column}::text AS value FROM goal g JOIN goal_sheet s ON s.id = g.sheet_id
     WHERE s.cycle_id = $1 AND s.person_id = $2 ORDER BY g.position`,
    [week.cycleId, PEOPLE[who]],
  );
  return rows.map(({ value }) => value);
};

describe('a weight', () => {
  it('has at most two decimals, and what it leaves makes 100', async () => {
    const week = await issued('fine-weights');
    expect(await ask(week, { kind: 'weight', goal: 'report', weight: '12.345678' })).toMatchObject({
      status: 400,
      body: { code: 'validation', field: 'change.weight' },
    });
    expect((await apply(week, { kind: 'weight', goal: 'report', weight: '12.350000' })).status).toBe(200);
    expect(await valuesOf(week, 'ann', 'weight')).toEqual(['54.78', '32.87', '12.35']);
  });

  it('mends a sheet whose weights had gone wrong', async () => {
    const week = await issued('mended-weights');
    await goals.rows(
      `UPDATE goal SET weight = 12.345678, issued_weight = 12.345678 WHERE code = 'report'
       AND sheet_id IN (SELECT id FROM goal_sheet WHERE cycle_id = $1)`,
      [week.cycleId],
    );
    expect((await apply(week, { kind: 'weight', goal: 'orders', weight: '50' })).status).toBe(200);
    expect(await valuesOf(week, 'bob', 'weight')).toEqual(['50', '35.42', '14.58']);
    expect((await week.act('bob', 'plan')).status).toBe(200);
  });
});

describe('a target', () => {
  it('can be reached by somebody', async () => {
    const week = await issued('reachable');
    for (const change of [
      { goal: 'orders', target: '0' },
      { goal: 'orders', target: '0.00', person: PEOPLE.ann },
      { goal: 'satisfaction', target: '0', unit: 'sales' },
    ]) {
      for (const more of [{}, { dryRun: false, fingerprint: '0'.repeat(64) }]) {
        const refused = await ask(week, { kind: 'target', ...change }, more);
        expect(refused).toMatchObject({ status: 400, body: { code: 'validation', field: 'change.target' } });
      }
    }
    await goals.rows(
      `UPDATE goal SET direction = 'lower' WHERE code = 'orders' AND sheet_id IN (SELECT id FROM goal_sheet WHERE cycle_id = $1)`,
      [week.cycleId],
    );
    expect((await apply(week, { kind: 'target', goal: 'orders', target: '0' })).status).toBe(200);
  });
});

describe('a version', () => {
  it.each([
    [{ kind: 'rule-set', ruleSet: 'standard' }, 'change.ruleSet', 'standard'],
    [{ kind: 'pay-plan', payPlan: 'weekly' }, 'change.payPlan', 'weekly'],
    [{ kind: 'template', template: 'sales' }, 'change.template', 'sales'],
  ])('is one that there is: %p', async (change, field, code) => {
    const week = await issued(`versions-${change.kind}`);
    for (const version of [99, 3_000_000_000, Number.MAX_SAFE_INTEGER]) {
      const refused = await ask(week, { ...change, version });
      expect(refused).toMatchObject({ status: 400, body: { code: 'validation', field } });
      expect(refused.body.detail).toContain(`${field}：`);
      expect(refused.body.detail).toContain(`${code} 没有版本 ${version}`);
    }
  });
});

describe('whoever changes a cycle', () => {
  const elsewhere = (): Principal => ({ ...goals.principal('partner'), roles: ROLES.hr ?? [] });

  it('does not change their own target, also not by their unit', async () => {
    const week = await issued('own-target');
    const change = { kind: 'target', goal: 'orders', target: '1' };
    for (const which of [{ person: PEOPLE.hr }, { unit: 'HRX' }, { unit: 'HRX', template: 'sales' }]) {
      for (const more of [{}, { dryRun: false, fingerprint: '0'.repeat(64) }, { overrideAdjusted: true }]) {
        const answer = await ask(week, { ...change, ...which }, more);
        expect(answer).toMatchObject({ status: 403, body: { code: 'four-eyes' } });
      }
    }
    const done = await apply(week, { ...change, unit: 'acme' }, { overrideAdjusted: true });
    expect(of(done.body.rows, 'hr')).toMatchObject({ changes: [], kept: [{ goal: 'orders', why: 'own-sheet' }] });
    expect(done.body.counts).toMatchObject({ sheets: 6, changed: 5, kept: 1 });
    expect((await valuesOf(week, 'hr', 'target'))[0]).toBe('10');
    expect((await valuesOf(week, 'ann', 'target'))[0]).toBe('1');
    // Somebody else in HR does it.
    const theirs = await apply(week, { ...change, unit: 'HRX' }, {}, { by: elsewhere() });
    expect(theirs.body.counts).toMatchObject({ sheets: 1, changed: 1, kept: 0 });
    expect((await valuesOf(week, 'hr', 'target'))[0]).toBe('1');
  });

  it('does not change their own weights', async () => {
    const week = await issued('own-weight');
    const change = { kind: 'weight', goal: 'report', weight: '30' };
    expect(await ask(week, { ...change, unit: 'HRX' })).toMatchObject({ status: 403, body: { code: 'four-eyes' } });
    const done = await apply(week, change);
    expect(of(done.body.rows, 'hr')).toMatchObject({
      changes: [],
      kept: ['orders', 'satisfaction', 'report'].map((goal) => ({ goal, why: 'own-sheet' })),
    });
    expect(await valuesOf(week, 'hr', 'weight')).toEqual(['50', '30', '20']);
    expect(await valuesOf(week, 'ann', 'weight')).toEqual(['43.75', '26.25', '30']);
  });

  it('does not change their own goals by a template', async () => {
    const week = await issued('own-template');
    const orders = salesTemplate.goals.map((goal) => (goal.code === 'orders' ? { ...goal, target: '3' } : goal));
    await goals.call('hr', 'PUT', '/v1/goal-templates/sales', { ...salesTemplate, goals: orders });
    const change = { kind: 'template', template: 'sales' };
    const done = await apply(week, change, { overrideAdjusted: true });
    expect(of(done.body.rows, 'hr')).toMatchObject({ changes: [], kept: [{ goal: 'orders', why: 'own-sheet' }] });
    expect((await valuesOf(week, 'hr', 'target'))[0]).toBe('10');
    expect((await valuesOf(week, 'ann', 'target'))[0]).toBe('3');
    const theirs = await apply(week, change, {}, { by: elsewhere() });
    expect(theirs.body.counts).toMatchObject({ changed: 1, kept: 0 });
    expect((await valuesOf(week, 'hr', 'target'))[0]).toBe('3');

    const alone = await new Week(goals).open('alone', '2026-W47', { who: { units: ['HRX'], jobFamilies: ['sales'] } });
    await goals.at(AT.issue);
    await goals.activities.issueSheets(await alone.ref());
    expect(await ask(alone, change)).toMatchObject({ status: 403, body: { code: 'four-eyes' } });
  });
});
