import { beforeAll, describe, expect, it } from '@jest/globals';
import type { GoalbeatClient } from '@goalbeat/api-client/goalbeat-client';
import type { DefinitionData, PayPlanV1Data, Sheet } from '@goalbeat/api-client/wire-types';
import { Company, payPlan, RULE_SET, TEMPLATE } from './company.js';
import { cookieOf } from './cookie.js';
import { problemOf } from './installation.js';
import { refusal } from './refusal.js';
import { all, present } from './until.js';
import { bonusStep, leadStep, weekly } from './weekly-definition.js';

const PNG = Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52]);
const MEGABYTE = 1024 * 1024;

let company: Company;
let hr: GoalbeatClient;
let staff: GoalbeatClient;
let other: Company;
let sheet: Sheet;
let foreignSheet: Sheet;
let definition: DefinitionData;

beforeAll(async () => {
  const people = [
    { number: 'H1', family: 'board', roles: 'hr-lead' },
    { number: 'L1', family: 'board', manager: 'H1' },
    { number: 'S1', manager: 'L1' },
  ];
  const chains = { 'bonus-list': [bonusStep('finance-reviewer')] };
  company = await Company.found({ name: 'bad', people, chains });
  other = await Company.found({ name: 'other', people, chains });
  await company.issue();
  await other.issue();
  [hr, staff] = [await company.hr, await company.as('S1')];
  [sheet, foreignSheet] = [await company.sheetOf('S1'), await other.sheetOf('S1')];
  definition = weekly({ plan: [leadStep('close-planning')], report: [leadStep('close-confirming')], ...chains });
});

/** What is wrong, how it must be refused, and the request. No field: the refusal may name one or not. */
const bad = (what: string, status: number, code: string, field: string | null, ask: () => Promise<unknown>) => ({
  what,
  status,
  code,
  field,
  ask,
});

/** All that could have been written, as it reads now. */
const state = async () => ({
  templates: await all(pages(hr, '/api/goals/v1/goal-templates')),
  definitions: await all(pages(hr, '/api/goals/v1/cycle-definitions')),
  ruleSets: await all(pages(hr, '/api/appraisal/v1/rule-sets')),
  payPlans: await all(pages(hr, '/api/payroll/v1/pay-plans')),
  delegations: await all(pages(hr, '/api/directory/v1/delegations')),
  calendars: await hr.transport.get('/api/directory/v1/calendars'),
  cycles: (await all(hr.cycles())).map((cycle) => ({ ...cycle, now: '' })),
  sheets: await all(hr.sheets()),
  people: await all(hr.people()),
  foreign: await all((await other.hr).sheets()),
  log: await Promise.all((['goals', 'payroll', 'appraisal'] as const).map(askedFor)),
});
/** What somebody asked for; what comes of its own time, as the warning that a calendar ends, comes when it does. */
const askedFor = async (area: 'goals' | 'payroll' | 'appraisal') =>
  (await hr.processLog(area, {})).items.filter(({ channel }) => channel === 'web' || channel === 'api');
async function* pages(client: GoalbeatClient, path: string) {
  yield* (await client.transport.get<{ items: unknown[] }>(path, { limit: 200 })).items;
}

const put = (path: string, body: unknown) => hr.transport.put(path, body);
const template = (change: object) => put('/api/goals/v1/goal-templates/bad', { ...TEMPLATE, ...change });
const goal = (change: object) => template({ goals: [{ ...TEMPLATE.goals[0], weight: '100', ...change }] });
const define = (change: object) => put('/api/goals/v1/cycle-definitions/bad', { data: { ...definition, ...change } });
const rules = (change: object) => put('/api/appraisal/v1/rule-sets/bad', { data: { ...RULE_SET, ...change } });
const plan = (change: Partial<PayPlanV1Data>) =>
  put('/api/payroll/v1/pay-plans/bad', { data: { ...payPlan('L1'), ...change } });
const ofSheet = (method: 'post' | 'patch', path: string, body: object, id = sheet.id) =>
  staff.transport[method](`/api/goals/v1/goal-sheets/${id}${path}`, { version: sheet.version, ...body });
const goalId = (index = 0) => present(sheet.goals[index], 'goal').id;
const delegate = (change: object) =>
  staff.transport.post('/api/directory/v1/delegations', {
    to: 'L1',
    from: '2026-11-16T00:00:00Z',
    until: '2026-11-20T00:00:00Z',
    ...change,
  });
const upload = (bytes: Uint8Array<ArrayBuffer>, name: string, mediaType: string) =>
  staff.uploadEvidence(sheet.id, goalId(), { name, mediaType, bytes });
const personChain = () => [{ ...leadStep('close-planning'), assign: { kind: 'person', number: 'NOBODY' } }];

const table = [
  // Unknown fields
  bad('an unknown field', 400, 'unknown-field', 'colour', () => template({ colour: 'red' })),
  bad('an unknown field of a goal', 400, 'unknown-field', 'goals.0.colour', () => goal({ colour: 'red' })),
  bad('an unknown field of a definition', 400, 'unknown-field', 'data.colour', () => define({ colour: 1 })),
  bad('an unknown field of a query', 400, 'unknown-field', 'colour', () =>
    hr.transport.get('/api/goals/v1/goal-sheets', { colour: 'red' }),
  ),
  // Weights
  bad('weights of a template that are 99', 422, 'weights-not-100', 'goals', () => goal({ weight: '99' })),
  bad('weights of a rule set that are 90', 422, 'weights-not-100', 'data.groups', () =>
    rules({ groups: [{ code: 'kpi', weight: '90' }] }),
  ),
  bad('weights of a sheet that are 110', 422, 'weights-not-100', 'goals', () =>
    ofSheet('patch', '', { goals: [{ goalId: goalId(), weight: '70' }] }),
  ),
  // Versions
  bad('a stale version of a sheet', 409, 'stale-version', 'version', () =>
    ofSheet('post', '/plan', { version: sheet.version + 1 }),
  ),
  bad('a stale version of a template', 409, 'stale-version', 'version', () =>
    put('/api/goals/v1/goal-templates/work', { ...TEMPLATE, version: 7 }),
  ),
  bad('a stale version of a rule set', 409, 'stale-version', 'version', () =>
    put('/api/appraisal/v1/rule-sets/points', { data: RULE_SET, version: 7 }),
  ),
  bad('a stale version of a pay plan', 409, 'stale-version', 'version', () =>
    put('/api/payroll/v1/pay-plans/bonus', { data: payPlan('L1'), version: 7 }),
  ),
  bad('a stale version of a definition', 409, 'stale-version', 'version', () =>
    put('/api/goals/v1/cycle-definitions/weekly', { data: definition, version: 7 }),
  ),
  // Whom nobody knows
  bad('a delegation to nobody', 422, 'unknown-person', 'to', () => delegate({ to: 'NOBODY' })),
  bad('a chain that asks nobody', 422, 'unknown-person', 'data.chains.plan.0.assign.number', () =>
    define({ chains: { ...definition.chains, plan: personChain() } }),
  ),
  bad('a unit that is not', 422, 'unknown-unit', 'data.who.units.0', () => define({ who: { units: ['NOWHERE'] } })),
  bad('a final decider who is not', 422, 'unknown-person', 'data.finalDecider', () => plan({ finalDecider: 'NOBODY' })),
  // Money
  bad('a third decimal of a yuan', 422, 'money-scale', 'data.baseByGrade.P', () =>
    plan({ baseByGrade: { P: '200.005' } }),
  ),
  bad('a decimal of a yen', 422, 'money-scale', 'data.baseByGrade.P', () =>
    plan({ currency: 'JPY', baseByGrade: { P: '200.5' } }),
  ),
  bad('a currency that is not', 422, 'unknown-currency', 'data.currency', () => plan({ currency: 'XQX' })),
  bad('a currency that is no code', 400, 'validation', 'data.currency', () => plan({ currency: 'yuan' })),
  bad('a negative base', 400, 'validation', 'data.baseByGrade.P', () => plan({ baseByGrade: { P: '-200.00' } })),
  // Numbers, dates, periods
  bad('a negative target', 400, 'validation', 'goals.0.target', () => goal({ target: '-10' })),
  bad('a number where a decimal string belongs', 400, 'validation', 'goals.0.target', () => goal({ target: 10 })),
  bad('a negative target of a sheet', 400, 'validation', 'goals.0.target', () =>
    ofSheet('patch', '', { goals: [{ goalId: goalId(), target: '-1' }] }),
  ),
  bad('a negative actual', 400, 'validation', 'items.0.actual', () =>
    ofSheet('post', '/progress', { items: [{ goalId: goalId(), actual: '-1' }] }),
  ),
  bad('a day that is not', 400, 'validation', 'until', () => delegate({ until: '2026-02-30T00:00:00Z' })),
  bad('a range that ends before it begins', 400, 'validation', 'until', () =>
    delegate({ until: '2026-11-15T00:00:00Z' }),
  ),
  bad('a week that is not', 400, 'validation', 'period', () =>
    hr.openCycle(present(company.definition, 'definition').id, '2026-W54'),
  ),
  bad('a 53rd week of a year that has 52', 400, 'validation', 'period', () =>
    hr.openCycle(present(company.definition, 'definition').id, '2027-W53'),
  ),
  bad('a month for a weekly definition', 400, 'validation', 'period', () =>
    hr.openCycle(present(company.definition, 'definition').id, '2026-12'),
  ),
  bad('a time of 25 o’clock', 400, 'validation', 'data.timeline.0.time', () =>
    define({ timeline: [{ step: 'issue', day: 1, time: '25:00' }, ...definition.timeline.slice(1)] }),
  ),
  bad('a zone that is not', 400, 'validation', 'data.zone', () => define({ zone: 'Mars/Olympus' })),
  bad('a day of a calendar that is not', 400, 'validation', null, () =>
    put('/api/directory/v1/calendars/BAD', {
      weekdays: {},
      days: { '2026-02-30': 'holiday' },
      coveredUntil: '2026-12-31',
    }),
  ),
  // Files
  bad('a file of more than ten megabytes', 413, 'too-large', null, () =>
    upload(new Uint8Array(10 * MEGABYTE + 1), 'big.png', 'image/png'),
  ),
  bad('a file of more than the gateway takes', 413, 'too-large', null, () =>
    upload(new Uint8Array(13 * MEGABYTE), 'big.png', 'image/png'),
  ),
  bad('a picture that is called a PDF', 415, 'unsupported-media', 'file', () =>
    upload(PNG, 'proof.pdf', 'application/pdf'),
  ),
  bad('a program that is called a picture', 415, 'unsupported-media', 'file', () =>
    upload(Uint8Array.from([0x4d, 0x5a, 0x90, 0, 3, 0, 0, 0]), 'proof.png', 'image/png'),
  ),
  bad('an empty file', 400, 'validation', 'file', () => upload(new Uint8Array(0), 'proof.png', 'image/png')),
  bad('a table of people of more than the limit', 413, 'too-large', null, () =>
    company.admin.importPeople('x'.repeat(13 * MEGABYTE)),
  ),
  bad('a goal of another sheet', 400, 'validation', 'goals.0.goalId', () =>
    ofSheet('patch', '', { goals: [{ goalId: foreignSheet.goals[0]?.id, target: '5' }] }),
  ),
  // Others' things
  bad('another company’s sheet', 404, 'not-found', null, () => staff.sheet(foreignSheet.id)),
  bad('a change of another company’s sheet', 404, 'not-found', null, () =>
    ofSheet('post', '/plan', {}, foreignSheet.id),
  ),
  bad('another company’s cycle', 404, 'not-found', null, () => hr.cycle(other.cycleId)),
  bad('opening another company’s cycle', 404, 'not-found', null, () =>
    hr.openCycle(present(other.definition, 'definition').id, '2026-W48'),
  ),
  bad('an employee who writes templates', 403, 'forbidden', null, () => staff.putTemplate('bad', TEMPLATE)),
  bad('an id that is none', 400, 'validation', 'id', () => staff.sheet('1 OR 1=1')),
  bad('an address that is none', 404, 'not-found', null, () => staff.transport.get('/api/goals/v1/nothing')),
];

describe('bad input', () => {
  it('is refused with a problem that names the field, each of the table, and nothing is written', async () => {
    const before = await state();
    const expected: unknown[] = [];
    const found: unknown[] = [];
    for (const { what, ask, status, code, field } of table) {
      const got = await refusal(ask()).catch((error: unknown) => ({ status: 0, code: String(error), field, body: {} }));
      expected.push({ what, status, code, field: field ?? got.field, said: true });
      const { correlationId, detail, title, type } = got.body as Record<string, unknown>;
      const said = [correlationId, detail, title, type].every((text) => typeof text === 'string' && text !== '');
      found.push({ what, status: got.status, code: got.code, field: got.field, said });
    }
    expect(found).toEqual(expected);
    expect(await state()).toEqual(before);
  });

  it('is told as problem+json, also when it cannot even be read', async () => {
    const session = await cookieOf(company.slug, 'H1');
    const headers = { cookie: session, 'x-goalbeat-csrf': '1', 'content-type': 'application/json' };
    const broken = await problemOf('/api/goals/v1/goal-templates/bad', { method: 'PUT', headers, body: '{"name":' });
    expect(broken).toMatchObject({ status: 400, code: 'validation' });
    expect(broken.type).toContain('application/problem+json');
    const type = { ...headers, 'content-type': 'text/yaml' };
    const media = await problemOf('/api/goals/v1/goal-templates/bad', {
      method: 'PUT',
      headers: type,
      body: 'name: x',
    });
    expect(media).toMatchObject({ status: 415, code: 'unsupported-media' });
    const list = await problemOf('/api/goals/v1/goal-templates/bad', { method: 'PUT', headers, body: '[]' });
    expect(list).toMatchObject({ status: 400, code: 'validation' });
    const nothing = await problemOf('/api/goals/v1/goal-templates/bad', {
      method: 'PUT',
      headers: { cookie: session, 'x-goalbeat-csrf': '1' },
    });
    expect(nothing).toMatchObject({ status: 400, code: 'validation', field: 'name' });
  });
});

describe('one Idempotency-Key', () => {
  it('takes one body: the same again is answered the same, another is refused', async () => {
    const key = crypto.randomUUID();
    const path = '/api/goals/v1/goal-templates/once';
    const first = await hr.transport.put<{ version: number }>(path, TEMPLATE, { idempotencyKey: key });
    expect(await hr.transport.put(path, TEMPLATE, { idempotencyKey: key })).toEqual(first);
    const changed = refusal(hr.transport.put(path, { ...TEMPLATE, name: 'Another' }, { idempotencyKey: key }));
    expect(await changed).toMatchObject({ status: 422, code: 'idempotency-mismatch', field: 'Idempotency-Key' });
    expect(await hr.transport.get(path)).toMatchObject({ name: TEMPLATE.name, version: first.version });
    // Another person's key is another key.
    const foreign = (await other.hr).transport.put(path, { ...TEMPLATE, name: 'Theirs' }, { idempotencyKey: key });
    await expect(foreign).resolves.toMatchObject({ name: 'Theirs' });
  });
});
