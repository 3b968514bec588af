import { afterAll, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { ActivatedDefinition, PreviewView } from '@goalbeat/contracts/goals/definition-http';
import type { z } from 'zod';
import { salesTemplate, week, type Data } from './definitions.js';
import { startGoals, type Goals } from './goals-service.js';

type Activated = z.infer<typeof ActivatedDefinition>;
interface Refusal {
  code: string;
  field: string;
  detail: string;
}

let goals: Goals;
beforeAll(async () => {
  goals = await startGoals();
  await goals.at('2026-11-15T20:00:00.000Z');
  await goals.call('hr', 'PUT', '/v1/goal-templates/sales', salesTemplate);
});
afterAll(() => goals.close());
beforeEach(async () => {
  goals.peers.away = false;
  await goals.rows(`UPDATE cycle_definition SET state = 'retired', active_version = NULL`);
});

const MONEY = ['score', 'publish', 'bonus-list', 'payout'];
const unpaid: Data = {
  ...week,
  timeline: week.timeline.filter(({ step }) => !MONEY.includes(step)),
  chains: { plan: week.chains.plan, report: week.chains.report },
  payPlan: undefined,
};

async function put(code: string, data: Data): Promise<string> {
  const { status, body } = await goals.call<{ id: string }>('hr', 'PUT', `/v1/cycle-definitions/${code}`, { data });
  expect(status).toBe(200);
  return body.id;
}
const activate = <T = Activated>(id: string, language = 'en', headers: Record<string, string> = {}) =>
  goals.call<T>(
    'hr',
    'POST',
    `/v1/cycle-definitions/${id}/activate`,
    { version: 1 },
    { 'accept-language': language, ...headers },
  );
const preview = async (id: string, language = 'en') =>
  (
    await goals.call<z.infer<typeof PreviewView>>(
      'hr',
      'POST',
      `/v1/cycle-definitions/${id}/preview`,
      { from: '2026-11-16', count: 1 },
      { 'accept-language': language },
    )
  ).body;

it.each([
  ['ruleSet', 'no-rules', /there is no rule set no-rules: choose one that is there/, /没有评分规则 no-rules/],
  ['payPlan', 'no-plan', /there is no pay plan no-plan: choose one that is there/, /没有奖金方案 no-plan/],
] as const)('does not start with a %s that nobody has', async (field, code, en, zh) => {
  const id = await put(`missing-${field}`, { ...week, [field]: code });
  const [english, chinese] = [await activate<Refusal>(id), await activate<Refusal>(id, 'zh-CN')];
  expect(english).toMatchObject({ status: 400, body: { field: `data.${field}`, detail: expect.stringMatching(en) } });
  expect(chinese.body.detail).toMatch(zh);
  expect((await preview(id)).problems).toEqual([{ field: `data.${field}`, message: expect.stringMatching(en) }]);
});

it('does not start while nobody can say whether the rules exist, and does once they can', async () => {
  const id = await put('unsure', week);
  goals.peers.away = true;
  expect(await activate<Refusal>(id)).toMatchObject({
    status: 503,
    body: { code: 'unavailable', field: 'data.ruleSet', detail: expect.stringMatching(/activate it again/) },
  });
  expect((await activate<Refusal>(id, 'zh-CN')).body.detail).toMatch(/请几分钟后再启用/);
  const seen = await preview(id);
  expect(seen.problems).toEqual([]);
  expect(seen.warnings.map(({ field }) => field)).toEqual(expect.arrayContaining(['data.ruleSet', 'data.payPlan']));
  goals.peers.away = false;
  const key = { 'idempotency-key': 'activate-unsure-1' };
  expect(await activate(id, 'en', key)).toMatchObject({ status: 200, body: { state: 'active' } });
  goals.peers.away = true;
  expect(await activate(id, 'en', key)).toMatchObject({ status: 200, body: { state: 'active' } });
});

it('takes goals without money, and says so where money is named that never comes about', async () => {
  const without = await put('unpaid', unpaid);
  expect(await activate(without)).toMatchObject({ status: 200, body: { warnings: [] } });
  const named = await put('hardly-paid', { ...unpaid, who: { units: ['design'] }, payPlan: 'weekly' });
  expect((await activate(named)).body.warnings).toEqual([
    { field: 'data.payPlan', message: expect.stringMatching(/nobody is paid by it/) },
  ]);
  expect((await preview(named, 'zh-CN')).warnings[0]?.message).toMatch(/不会产生奖金/);
});

it('opens a cycle that pays nothing', async () => {
  const definitionId = await put('free', unpaid);
  await activate(definitionId);
  const opened = await goals.activities.openPeriod({
    tenantId: goals.principal('hr').tenantId,
    definitionId,
    scheduledAt: '2026-11-16T01:00:00.000Z',
    period: '2026-W47',
  });
  expect(opened.cycleId).not.toBeNull();
  const cycle = await goals.call('hr', 'GET', `/v1/cycles/${opened.cycleId ?? ''}`);
  expect(cycle).toMatchObject({ status: 200, body: { payPlan: null } });
  const [event] = await goals.rows<{ data: { payPlan: string; chains: object } }>(
    `SELECT payload->'event'->'data' AS data FROM outbox WHERE payload->'event'->>'subject' = $1`,
    [opened.cycleId],
  );
  expect(event?.data).toMatchObject({ payPlan: '', chains: {} });
});

it('names who would get goals twice, by definition and unit', async () => {
  const first = await put('first', { ...week, name: 'Everybody' });
  await activate(first);
  const second = await put('second', { ...week, who: { units: ['sales'], jobFamilies: ['sales'], except: ['E005'] } });
  const words = /^4 people would also get a sheet by "Everybody" \(first\): sales 4/;
  expect((await preview(second)).warnings).toEqual([{ field: 'data.who', message: expect.stringMatching(words) }]);
  const { body } = await activate(second);
  expect(body).toMatchObject({ state: 'active', warnings: [{ message: expect.stringMatching(words) }] });
  expect((await preview(second, 'zh-CN')).warnings[0]?.message).toMatch(/有 4 人同时属于考核方案“Everybody”（first）/);
  const month = await put('month', {
    ...week,
    period: 'month',
    timeline: week.timeline.map((entry) => ({ ...entry, from: entry.step === 'issue' ? 'start' : 'end' })),
  });
  expect((await preview(month)).warnings).toEqual([]);
});

it('tells of reminders that would come before there is anything to decide', async () => {
  const plan = week.chains.plan.map((link, n) =>
    n > 0 ? link : { ...link, ladder: { ...link.ladder, remindBefore: [2, 20] } },
  );
  const id = await put('early', { ...week, chains: { ...week.chains, plan } });
  expect((await preview(id)).warnings).toEqual([
    {
      field: 'data.chains.plan.0.ladder.remindBefore.1',
      message: expect.stringMatching(/^20 working hours before close-planning there is nothing to decide yet/),
    },
  ]);
});

it('tells of goals that the rule set could not score', async () => {
  const id = await put('strange', { ...week, ruleSet: 'other' });
  expect((await activate(id)).body.warnings).toEqual([
    { field: 'data.ruleSet', message: expect.stringMatching(/template sales has goals in the group kpi/) },
  ]);
});

it('tells of bands that the pay plan and the rule set do not have in common', async () => {
  goals.peers.bands.set('generous', ['goood']);
  const id = await put('bands', { ...week, payPlan: 'generous' });
  const warnings = [
    { field: 'data.payPlan', message: expect.stringMatching(/goes by goood, which the rule set standard never gives/) },
    { field: 'data.payPlan', message: expect.stringMatching(/has nothing for good of the rule set standard/) },
  ];
  expect((await preview(id)).warnings).toEqual(expect.arrayContaining(warnings));
  expect((await preview(id, 'zh-CN')).warnings.map(({ message }) => message).join()).toMatch(/使用等级 goood/);
  goals.peers.bands.set('generous', ['good']);
  expect((await preview(id)).warnings.map(({ field }) => field)).not.toContain('data.payPlan');
});
