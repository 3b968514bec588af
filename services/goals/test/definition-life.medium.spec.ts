import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { OTHER_TENANT } from './company.js';
import { salesTemplate, week, type Data } from './definitions.js';
import { startGoals, type Goals } from './goals-service.js';

interface Definition {
  id: string;
  code: string;
  version: number;
  state: string;
  activeVersion: number | null;
  data: Data;
}
interface Changes {
  changes: { field: string; before: string | null; after: string | null }[];
}

let goals: Goals;
beforeAll(async () => {
  goals = await startGoals();
  await goals.call('hr', 'PUT', '/v1/goal-templates/sales', salesTemplate);
});
afterAll(() => goals.close());

const YAML = { 'content-type': 'application/yaml' };
const put = (code: string, data: unknown = week) =>
  goals.call<Definition>('hr', 'PUT', `/v1/cycle-definitions/${code}`, { data });
const act = (id: string, action: string, body: object) =>
  goals.call<Definition & { code: string }>('hr', 'POST', `/v1/cycle-definitions/${id}/${action}`, body);
const text = (answer: { body: unknown }): string => String(answer.body);

it('is drafted, activated, retired, and comes back as a new version', async () => {
  // Only a clock that is the world's has a Schedule.
  await goals.rows('UPDATE org_tenant SET clock_held_at = NULL, clock_anchor_virtual = clock_anchor_real');
  const { body: draft } = await put('life');
  expect(draft).toMatchObject({ state: 'draft', activeVersion: null });
  expect((await act(draft.id, 'activate', { version: 1 })).body).toMatchObject({ state: 'active', activeVersion: 1 });
  const reason = 'Replaced by the monthly one';
  expect(await act(draft.id, 'retire', { version: 1 })).toMatchObject({ status: 400 });
  expect(await act(draft.id, 'retire', { version: 2, reason })).toMatchObject({ status: 409 });
  expect((await act(draft.id, 'retire', { version: 1, reason })).body).toMatchObject({
    state: 'retired',
    activeVersion: null,
  });
  expect(await act(draft.id, 'retire', { version: 1, reason })).toMatchObject({
    status: 409,
    body: { code: 'wrong-state' },
  });
  expect(await act(draft.id, 'activate', { version: 1 })).toMatchObject({ status: 409, body: { code: 'wrong-state' } });
  const told = await goals.rows<{ kind: string }>(
    `SELECT payload->>'kind' AS kind FROM outbox WHERE payload->>'scheduleId' LIKE '%' || $1 ORDER BY id`,
    [draft.id],
  );
  expect(told.map(({ kind }) => kind)).toEqual(['upsertSchedule', 'deleteSchedule']);
  const [logged] = await goals.rows<{ reason: string }>(
    `SELECT reason FROM process_log WHERE subject_id = $1 AND action = 'definition.retired'`,
    [draft.id],
  );
  expect(logged?.reason).toBe(reason);

  const again = await put('life', { ...week, name: 'Again' });
  expect(again.body).toMatchObject({ version: 2, state: 'draft', activeVersion: null });
  const early = await act(draft.id, 'cycles', { period: '2026-W47' });
  expect(early.status).toBeGreaterThanOrEqual(400);
  expect((await act(draft.id, 'activate', { version: 2 })).body).toMatchObject({ state: 'active', activeVersion: 2 });
});

it('keeps every version readable, and says what changed between two', async () => {
  const { body } = await put('history');
  await put('history', {
    ...week,
    name: 'Second',
    timeline: week.timeline.map((one) => (one.step === 'ask-report' ? { ...one, time: '16:00' } : one)),
  });
  await put('history', { ...week, name: 'Third', notices: { quietHours: { from: '22:00', to: '07:00' } } });
  await act(body.id, 'activate', { version: 3 });
  const versions = await goals.call<{ items: { version: number; active: boolean; data: Data }[]; next: string | null }>(
    'hr',
    'GET',
    `/v1/cycle-definitions/${body.id}/versions?limit=2`,
  );
  expect(versions.body.items.map(({ version, active, data }) => [version, active, data.name])).toEqual([
    [3, true, 'Third'],
    [2, false, 'Second'],
  ]);
  const rest = await goals.call<{ items: object[] }>(
    'hr',
    'GET',
    `/v1/cycle-definitions/${body.id}/versions?after=${versions.body.next ?? ''}`,
  );
  expect(rest.body.items).toMatchObject([{ version: 1, data: { name: 'Weekly goals' } }]);
  const diff = (query: string) => goals.call<Changes>('hr', 'GET', `/v1/cycle-definitions/${body.id}/diff${query}`);
  expect((await diff('?from=1&to=2')).body.changes).toEqual([
    { field: 'name', before: 'Weekly goals', after: 'Second' },
    { field: 'timeline.ask-report.time', before: '17:00', after: '16:00' },
  ]);
  expect((await diff('')).body).toMatchObject({ from: 2, to: 3 });
  expect(await diff('?to=4')).toMatchObject({ status: 400, body: { field: 'to' } });
  const stranger = goals.principal('hr', OTHER_TENANT);
  for (const path of ['versions', 'diff']) {
    expect((await goals.call(stranger, 'GET', `/v1/cycle-definitions/${body.id}/${path}`)).status).toBe(404);
  }
});

it('goes out as a YAML file and comes back the same', async () => {
  const rich: Data = {
    ...week,
    name: '周目标: "特别" # 一',
    who: { units: ['acme'], grades: ['P4'], except: ['E004', 'design'] },
    notices: { quietHours: { from: '21:30', to: '07:30' } },
  };
  const { body } = await put('file', rich);
  const file = await goals.call('hr', 'GET', `/v1/cycle-definitions/${body.id}`, undefined, {
    accept: 'application/yaml',
  });
  expect(file).toMatchObject({ status: 200, headers: { 'content-type': expect.stringContaining('application/yaml') } });
  const back = await goals.call<Definition>('hr', 'PUT', '/v1/cycle-definitions/file', text(file), YAML);
  expect(back).toMatchObject({ status: 200, body: { version: 2 } });
  expect(back.body.data).toEqual(body.data);
  expect((await goals.call<Changes>('hr', 'GET', `/v1/cycle-definitions/${body.id}/diff`)).body.changes).toEqual([]);
  const elsewhere = await goals.call(
    goals.principal('hr', OTHER_TENANT),
    'PUT',
    '/v1/cycle-definitions/file',
    text(file),
    YAML,
  );
  expect(elsewhere).toMatchObject({ status: 200, body: { version: 1, data: body.data } });
  expect(await goals.call('hr', 'PUT', '/v1/cycle-definitions/other', text(file), YAML)).toMatchObject({
    status: 400,
    body: { field: 'code' },
  });
});

it.each([
  ['a key twice', 'data:\n  name: a\n  name: b\n', 400, 'line 3'],
  ['broken syntax', 'data:\n  name: [a\n', 400, 'line 3'],
  ['a number where a text belongs', 'data:\n  name: 7\n', 400, 'data.name'],
  ['something else', 'just a text', 400, ''],
  ['a big file', `# ${'x'.repeat(300_000)}\n`, 413, ''],
  ['a huge file', `# ${'x'.repeat(1_100_000)}\n`, 413, ''],
])('refuses %s as a file', async (_what, body, status, field) => {
  const answer = await goals.call<{ field?: string }>('hr', 'PUT', '/v1/cycle-definitions/bad', body, YAML);
  expect({ status: answer.status, field: answer.body.field ?? '' }).toEqual({ status, field });
});

it('answers two who make it at the same moment as if one had come later', async () => {
  const both = (version?: number) =>
    Promise.all(
      ['a', 'b'].map((name) =>
        goals.call<Definition & { code: string }>('hr', 'PUT', `/v1/cycle-definitions/at-once-${version ?? 'any'}`, {
          data: { ...week, name },
          ...(version === undefined ? {} : { version }),
        }),
      ),
    );
  const guarded = await both(0);
  expect(guarded.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409]);
  expect(guarded.find(({ status }) => status === 409)?.body.code).toBe('stale-version');
  const free = await both();
  expect(free.map(({ status }) => status)).toEqual([200, 200]);
  expect(free.map(({ body }) => body.version).toSorted((a, b) => a - b)).toEqual([1, 2]);
});

it('names the line of what is wrong in a file, in its shape and in its sense', async () => {
  interface Refusal {
    detail: string;
    errors: { field: string; message: string; line: number }[];
  }
  const { body } = await put('lines', week);
  const file = text(
    await goals.call('hr', 'GET', `/v1/cycle-definitions/${body.id}`, undefined, { accept: 'application/yaml' }),
  );
  const send = (wrong: string, language: string) =>
    goals.call<Refusal>('hr', 'PUT', '/v1/cycle-definitions/lines', wrong, { ...YAML, 'accept-language': language });
  const lineOf = (found: string, within: string) => within.slice(0, within.indexOf(found)).split('\n').length;
  const shape = file.replace('step: ask-report', 'step: ask-raport');
  const line = lineOf('ask-raport', shape);
  const [english, chinese] = [await send(shape, 'en'), await send(shape, 'zh-CN')];
  expect(english.body).toMatchObject({
    detail: expect.stringMatching(`^line ${line}, data.timeline`),
    errors: [{ line }],
  });
  expect(chinese.body.detail).toMatch(new RegExp(`^第 ${line} 行，data.timeline`));
  const sense = file.replace(/zone: .*/, 'zone: Mars/Olympus').replace(/calendar: .*/, 'calendar: none');
  expect((await send(sense, 'en')).body.errors).toMatchObject([
    { field: 'data.zone', line: lineOf('Mars', sense) },
    { field: 'data.calendar', line: lineOf('calendar: none', sense) },
  ]);
});

it('reads no file of somebody who is not signed in, may not, or sends it to another address', async () => {
  const broken = 'data:\n  name: [a\n';
  const sent = async (who: Parameters<typeof goals.call>[0], method: string, path: string, headers = {}) =>
    (await goals.call(who, method, path, broken, { ...YAML, ...headers })).status;
  const path = '/v1/cycle-definitions/bad';
  expect(await sent('hr', 'PUT', path, { authorization: '' })).toBe(401);
  expect(await sent('hr', 'PUT', '/v1/goal-templates/bad', { authorization: '' })).toBe(401);
  expect(await sent('ann', 'PUT', path)).toBe(403);
  expect(await sent('hr', 'POST', '/v1/goal-templates/bad/copies')).toBe(415);
  expect(await sent('hr', 'POST', '/v1/cycles', { authorization: '' })).toBe(415);
  expect(await sent('hr', 'POST', '/health/live')).toBe(415);
});

it('reads no file with a character that the database cannot keep', async () => {
  const answer = await goals.call<{ field?: string }>('hr', 'PUT', '/v1/cycle-definitions/bad', 'code: "a\\0"\n', YAML);
  expect(answer).toMatchObject({ status: 400, body: { field: 'code' } });
});

it('takes the same file again as the same command, written in JSON', async () => {
  const key = { 'idempotency-key': 'file-or-json-0001' };
  const first = await goals.call<Definition>('hr', 'PUT', '/v1/cycle-definitions/same', { data: week }, key);
  const again = await goals.call<Definition>(
    'hr',
    'PUT',
    '/v1/cycle-definitions/same',
    JSON.stringify({ data: week }, null, 1),
    { ...YAML, ...key },
  );
  expect({ status: again.status, body: again.body }).toEqual({ status: first.status, body: first.body });
});

it('says what may be in a file', async () => {
  for (const [path, property] of [
    ['cycle-definitions', 'data'],
    ['goal-templates', 'goals'],
  ]) {
    const { status, body } = await goals.call<{ $schema: string; properties: Record<string, unknown> }>(
      'hr',
      'GET',
      `/v1/${path ?? ''}/schema`,
    );
    expect(status).toBe(200);
    expect(body.$schema).toContain('2020-12');
    expect(body.properties).toHaveProperty(property ?? '');
  }
});
