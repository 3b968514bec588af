import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { AT, salesTemplate } from './definitions.js';
import { startGoals, type Goals } from './goals-service.js';
import { Week, type Sheet } from './week.js';

interface Goal {
  code: string;
  title: string;
  target: string;
  weight: string;
  pack: string | null;
}
interface Template {
  version: number;
  name: string;
  jobFamily: string;
  goals: Goal[];
  field?: string;
}

let goals: Goals;
beforeAll(async () => {
  goals = await startGoals();
});
afterAll(() => goals.close());

const EN = { 'accept-language': 'en' };
const put = (code: string, change: object = {}) =>
  goals.call<Template & { detail?: string }>(
    'hr',
    'PUT',
    `/v1/goal-templates/${code}`,
    { ...salesTemplate, ...change },
    EN,
  );
const weights = (template: Template): string[] => template.goals.map((goal) => goal.weight);
const sum = (template: Template): number =>
  Math.round(template.goals.reduce((all, goal) => all + Number(goal.weight) * 100, 0));

it('is copied and changed', async () => {
  await put('original');
  const copy = await goals.call<Template>('hr', 'POST', '/v1/goal-templates/original/copies', {
    code: 'copied',
    name: 'Key accounts',
    jobFamily: 'key-accounts',
  });
  expect(copy).toMatchObject({ status: 201, body: { version: 1, name: 'Key accounts', jobFamily: 'key-accounts' } });
  expect(weights(copy.body)).toEqual(['50', '30', '20']);
  const again = { code: 'copied' };
  expect(await goals.call('hr', 'POST', '/v1/goal-templates/original/copies', again)).toMatchObject({
    status: 409,
    body: { code: 'duplicate' },
  });
  expect((await goals.call('hr', 'POST', '/v1/goal-templates/none/copies', again)).status).toBe(404);
  expect((await goals.call('ann', 'POST', '/v1/goal-templates/original/copies', { code: 'x' })).status).toBe(403);
  const library = await goals.call<{ items: { code: string }[] }>(
    'ann',
    'GET',
    '/v1/goal-templates?jobFamily=key-accounts',
  );
  expect(library.body.items.map(({ code }) => code)).toEqual(['copied']);
});

it('takes packs by ticking them, and gives them back', async () => {
  await put('packed');
  const tick = (packs: string[], version?: number) =>
    goals.call<Template>('hr', 'POST', '/v1/goal-templates/packed/packs', { packs, version }, EN);
  const packs = await goals.call<{ items: { code: string; goals: Goal[] }[] }>('ann', 'GET', '/v1/indicator-packs');
  expect(packs.body.items.map(({ code }) => code)).toEqual([
    'sales',
    'customer-service',
    'warehouse',
    'operations',
    'compliance',
  ]);
  for (const pack of packs.body.items) {
    expect(pack.goals.reduce((all, goal) => all + Number(goal.weight), 0)).toBe(100);
  }
  const one = await tick(['compliance'], 1);
  expect(one).toMatchObject({ status: 200, body: { version: 2 } });
  expect(weights(one.body)).toEqual(['25', '15', '10', '25', '15', '10']);
  expect(one.body.goals[3]).toMatchObject({ title: 'Breaches', pack: 'compliance' });
  const two = await tick(['compliance', 'customer-service']);
  expect(two.body.goals).toHaveLength(9);
  expect(sum(two.body)).toBe(10_000);
  const back = await tick([]);
  expect(weights(back.body)).toEqual(['50', '30', '20']);
  expect(await tick([], 1)).toMatchObject({ status: 409 });
  const once = await tick(['compliance']);
  const twice = await tick(['compliance', 'compliance']);
  expect(twice).toMatchObject({ status: 200, body: { version: once.body.version, goals: once.body.goals } });
  expect(await tick(['magic'])).toMatchObject({ status: 400, body: { field: 'packs.0' } });
});

it('keeps its versions, says what changed, and goes out as a file', async () => {
  await put('kept');
  await put('kept', {
    goals: salesTemplate.goals.map((goal) => (goal.code === 'orders' ? { ...goal, target: '12' } : goal)),
  });
  const versions = await goals.call<{ items: Template[] }>('hr', 'GET', '/v1/goal-templates/kept/versions');
  expect(versions.body.items.map((one) => [one.version, one.goals[0]?.target])).toEqual([
    [2, '12'],
    [1, '10'],
  ]);
  expect(await goals.call('hr', 'GET', '/v1/goal-templates/kept/diff')).toMatchObject({
    body: { changes: [{ field: 'goals.orders.target', before: '10', after: '12' }] },
  });
  const file = await goals.call('hr', 'GET', '/v1/goal-templates/kept', undefined, { accept: 'application/yaml' });
  const back = await goals.call<Template>('hr', 'PUT', '/v1/goal-templates/kept', String(file.body), {
    'content-type': 'application/yaml',
  });
  expect(back).toMatchObject({ status: 200, body: { version: 3, goals: versions.body.items[0]?.goals } });
});

it('changes 10 to 12 in one edit, and says which sheets are out', async () => {
  const week = await new Week(goals).open('edited');
  await goals.at(AT.issue);
  await goals.activities.issueSheets(await week.ref());
  const { items: sheets } = (await goals.call<{ items: Sheet[] }>('hr', 'GET', `/v1/goal-sheets?cycle=${week.cycleId}`))
    .body;
  const edit = (goal: string, body: object) =>
    goals.call<{ template: Template; uses: { sheets: number; cycles: object[] }; field?: string }>(
      'hr',
      'PATCH',
      `/v1/goal-templates/sales/goals/${goal}`,
      body,
      EN,
    );
  const twelve = await edit('orders', { target: '12', version: 1 });
  expect(twelve).toMatchObject({
    status: 200,
    body: {
      template: { version: 2 },
      uses: {
        sheets: sheets.length,
        cycles: [{ cycleId: week.cycleId, definitionCode: 'edited', period: '2026-W47', sheets: sheets.length }],
      },
    },
  });
  expect(sheets.length).toBeGreaterThan(2);
  expect(twelve.body.template.goals[0]).toMatchObject({ code: 'orders', target: '12', weight: '50', pack: null });
  const heavier = await edit('orders', { weight: '70' });
  expect(weights(heavier.body.template)).toEqual(['70', '18', '12']);
  expect(await edit('orders', { weight: '101' })).toMatchObject({ status: 422 });
  expect(await edit('nothing', { target: '1' })).toMatchObject({ status: 404 });
  expect(await edit('orders', { target: '12', version: 1 })).toMatchObject({ status: 409 });
  const { body } = await goals.call<{ sheets: number }>('hr', 'GET', '/v1/goal-templates/sales/uses');
  expect(body.sheets).toBe(sheets.length);
});

it('issues targets that say by how much as the value to reach', async () => {
  await put('design', {
    jobFamily: 'design',
    goals: [
      {
        code: 'points',
        title: 'Conversion',
        type: 'percentage',
        targetIs: 'percentage-points',
        baseline: '20',
        target: '5',
        weight: '60',
      },
      {
        code: 'fewer',
        title: 'Defects',
        type: 'quantity',
        direction: 'lower',
        targetIs: 'relative-change',
        baseline: '20',
        target: '10',
        weight: '40',
      },
    ],
  });
  const week = await new Week(goals).open('by-how-much', '2026-W48', { who: { units: ['design'] } });
  await goals.at('2026-11-23T01:00:00.000Z');
  await goals.activities.issueSheets(await week.ref());
  const sheets = await goals.call<{ items: Sheet[] }>('hr', 'GET', `/v1/goal-sheets?cycle=${week.cycleId}`);
  expect(sheets.body.items[0]?.goals.map(({ code, target }) => [code, target])).toEqual([
    ['points', '25'],
    ['fewer', '18'],
  ]);
});

it('issues what a template says of deadline, metric and scoring, and measures by it', async () => {
  const week = await new Week(goals).open('scored', '2026-W49');
  await put('sales', {
    goals: [
      {
        code: 'orders',
        title: 'Orders',
        type: 'quantity',
        target: '10',
        weight: '40',
        metric: 'orders',
        deadline: { from: 'end', day: -2 },
      },
      {
        code: 'complaints',
        title: 'Complaints',
        type: 'quantity',
        direction: 'lower',
        target: '2',
        weight: '30',
        scoring: { lower: 'target-over-actual' },
      },
      { code: 'team', title: 'Teamwork', type: 'rating', target: '4', weight: '30', scoring: { scale: '5' } },
    ],
  });
  await goals.at('2026-11-30T01:00:00.000Z');
  await goals.activities.issueSheets(await week.ref());
  const { goals: issued } = await week.sheet('ann');
  expect(issued[0]).toMatchObject({ metric: 'orders', dueOn: '2026-12-04', lowerFormula: null, ratingMax: null });
  expect(issued[1]).toMatchObject({ metric: null, dueOn: null, lowerFormula: 'target-over-actual' });
  expect(issued[2]).toMatchObject({ ratingMax: '5' });
  const row = (code: string) =>
    goals.rows<{ lower_formula: string | null; rating_max: string | null }>(
      'SELECT lower_formula, rating_max FROM goal WHERE code = $1 LIMIT 1',
      [code],
    );
  expect(await row('complaints')).toEqual([{ lower_formula: 'target-over-actual', rating_max: null }]);
});

it.each([
  ['weights that are not 100', { weight: '60' }, 422, 'goals', /add up to 110.00, not to 100/],
  ['points without a baseline', { targetIs: 'relative-change' }, 400, 'goals.0.baseline', /is needed/],
  [
    'points of a quantity',
    { targetIs: 'percentage-points', baseline: '3' },
    400,
    'goals.0.targetIs',
    /percentage points are for percentages/,
  ],
  [
    'a fall below nothing',
    { direction: 'lower', targetIs: 'relative-change', baseline: '3', target: '101' },
    400,
    'goals.0.target',
    /more than the baseline/,
  ],
  ['a rating without a scale', { type: 'rating', target: '0' }, 400, 'goals.0.target', /above 0/],
  ['a target that nobody reaches', { target: '0' }, 400, 'goals.0.target', /nobody could reach/],
  ['a rating of 0', { type: 'rating', target: '0.0', scoring: { scale: '5' } }, 400, 'goals.0.target', /nobody could/],
  ['a scale of no rating', { scoring: { scale: '5' } }, 400, 'goals.0.scoring.scale', /only a rating/],
  [
    'a formula for the other direction',
    { scoring: { lower: 'target-over-actual' } },
    400,
    'goals.0.scoring.lower',
    /lower is better/,
  ],
  ['a code twice', { code: 'satisfaction' }, 400, 'goals.1.code', /code of its own/],
])('refuses %s', async (_what, change, status, field, message) => {
  const [first, ...rest] = salesTemplate.goals;
  const answer = await put('wrong', { goals: [{ ...first, ...change }, ...rest] });
  expect({ status: answer.status, field: answer.body.field }).toEqual({ status, field });
  expect(answer.body.detail).toMatch(message);
});

it('refuses an edit to a target that nobody reaches, in the reader’s language', async () => {
  await put('reach');
  const edit = (change: object, language: string) =>
    goals.call<{ field: string; detail: string }>('hr', 'PATCH', '/v1/goal-templates/reach/goals/orders', change, {
      'accept-language': language,
    });
  expect(await edit({ target: '0' }, 'en')).toMatchObject({ status: 400, body: { field: 'goals.0.target' } });
  expect((await edit({ target: '0' }, 'zh')).body.detail).toContain('无人能达成');
  expect((await edit({ target: '0', direction: 'lower' }, 'en')).status).toBe(200);
  expect((await edit({ direction: 'higher' }, 'en')).body.field).toBe('goals.0.target');
});
