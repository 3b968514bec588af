import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { periodAfter, periodHolding } from '@goalbeat/domain/period/period';
import { scheduleOptions } from '@goalbeat/service-kit/temporal/schedule-options';
import { Client, Connection, type ScheduleHandle } from '@temporalio/client';
import type { Data as ReadData } from '../src/cycle-definition/cycle-definition.repository.js';
import { openingOf } from '../src/cycle-definition/opens-on.js';
import { scheduleOf } from '../src/cycle-definition/schedule-of.js';
import { ScheduleReconciler } from '../src/schedule/schedule-reconciler.js';
import { TENANT } from './company.js';
import { salesTemplate, week, type Data } from './definitions.js';
import { startGoals, type Goals } from './goals-service.js';

const given = (name: string): string => {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`Medium specs need ${name}`);
  return value;
};

let goals: Goals;
let connection: Connection;
let client: Client;
let reconciler: ScheduleReconciler;

beforeAll(async () => {
  const address = given('TEST_TEMPORAL_ADDRESS');
  const namespace = given('TEST_TEMPORAL_NAMESPACE');
  goals = await startGoals({
    TEMPORAL_ADDRESS: address,
    TEMPORAL_NAMESPACE: namespace,
    AMQP_URL: given('TEST_AMQP_URL'),
    RUN: ['http', 'relay'],
  });
  connection = await Connection.connect({ address });
  client = new Client({ connection, namespace });
  reconciler = goals.app.get(ScheduleReconciler, { strict: false });
  await clock('real');
  await goals.call('hr', 'PUT', '/v1/goal-templates/sales', salesTemplate);
});
afterAll(async () => {
  for await (const { scheduleId } of client.schedule.list()) {
    if (scheduleId.startsWith(`cycle/${TENANT}/`)) await client.schedule.getHandle(scheduleId).delete();
  }
  await connection.close();
  await goals.close();
});

async function clock(kind: 'real' | 'own'): Promise<void> {
  await goals.rows(
    kind === 'real'
      ? `UPDATE org_tenant SET clock_held_at = NULL, clock_rate = 1, clock_anchor_virtual = clock_anchor_real`
      : `UPDATE org_tenant SET clock_rate = 60`,
  );
}

/** A definition that will not find its present period due: its week opens on its last day. */
const issuedOn = (day: number, time: string, changes: Partial<Data> = {}): Data => ({
  ...week,
  ...changes,
  timeline: week.timeline.map((one) => {
    if (one.step === 'issue') return { ...one, day, time };
    return { ...one, day: one.day + 30 };
  }),
});

interface Definition {
  id: string;
  version: number;
}
interface View {
  state: string;
  next: { period: string; opensAt: string; issueAt: string | null }[];
}

async function activated(data: Data, code = `w${randomUUID().slice(0, 8)}`): Promise<Definition & { code: string }> {
  const put = await goals.call<Definition>('hr', 'PUT', `/v1/cycle-definitions/${code}`, { data });
  expect(put).toMatchObject({ status: 200 });
  const { id, version } = put.body;
  const done = await goals.call<Definition>('hr', 'POST', `/v1/cycle-definitions/${id}/activate`, { version });
  expect(done).toMatchObject({ status: 200 });
  await delivered();
  return { ...done.body, code };
}

async function delivered(): Promise<void> {
  for (let n = 0; n < 900; n += 1) {
    const [row] = await goals.rows<{ n: string }>(`SELECT count(*) AS n FROM outbox WHERE destination = 'workflows'`);
    if (Number(row?.n) === 0) return;
    await sleep(50);
  }
  throw new Error('The outbox was not emptied');
}

async function reconciled(): Promise<void> {
  await reconciler.reconcile();
  await delivered();
}

const handleOf = (id: string): ScheduleHandle => client.schedule.getHandle(`cycle/${TENANT}/${id}`);
const nextTimes = async (id: string): Promise<string[]> =>
  (await handleOf(id).describe()).info.nextActionTimes.map((time) => time.toISOString());
const view = async (id: string): Promise<View> =>
  (await goals.call<View>('hr', 'GET', `/v1/cycle-definitions/${id}/schedule`)).body;
const logOf = async (id: string): Promise<string[]> =>
  (await goals.rows<{ action: string }>('SELECT action FROM process_log WHERE subject_id = $1 ORDER BY id', [id])).map(
    ({ action }) => action,
  );

describe('the Schedule of a definition', () => {
  it('is there once it is active, and fires when the preview says', async () => {
    const { id } = await activated(issuedOn(7, '09:00'));
    const { state, next } = await view(id);
    expect(state).toBe('on');
    expect((await nextTimes(id)).slice(0, 6)).toEqual(next.map(({ opensAt }) => opensAt));
    const from = new Date().toISOString().slice(0, 10);
    const preview = await goals.call<{ periods: { period: string; steps: { step: string; planned: string }[] }[] }>(
      'hr',
      'POST',
      `/v1/cycle-definitions/${id}/preview`,
      { from, count: 8 },
    );
    const planned = new Map(
      preview.body.periods.map(({ period, steps }) => [period, steps.find(({ step }) => step === 'issue')?.planned]),
    );
    const both = next.filter(({ period }) => planned.has(period));
    expect(both.length).toBeGreaterThan(4);
    // A week without a working day has no steps: its Schedule fires all the same, and the log then says why nothing opened.
    expect(both.map(({ period, opensAt }) => planned.get(period) ?? opensAt)).toEqual(
      both.map(({ opensAt }) => opensAt),
    );
  });

  it.each([
    ['the turn of the year and week 53', issuedOn(1, '09:00'), '2026-12-10'],
    ['spring in Berlin, at an hour that is left out', issuedOn(7, '02:30', { zone: 'Europe/Berlin' }), '2027-03-05'],
    ['autumn in Berlin, at an hour that comes twice', issuedOn(7, '02:30', { zone: 'Europe/Berlin' }), '2027-10-08'],
    ['spring in New York, by day', issuedOn(7, '09:00', { zone: 'America/New_York' }), '2027-02-20'],
    [
      'midnight on the first in Santiago',
      issuedOn(1, '00:00', { zone: 'America/Santiago', period: 'month' }),
      '2027-03-15',
    ],
    ['quarters', issuedOn(28, '23:30', { zone: 'America/Nuuk', period: 'quarter' }), '2027-01-01'],
  ])('fires for each period through %s', async (_what, data, from) => {
    const now = `${from}T00:00:00.000Z`;
    const read = data as unknown as ReadData;
    const options = scheduleOptions(scheduleOf(TENANT, { id: randomUUID(), data: read, paused: true }, now), 'test');
    const handle = await client.schedule.create({ ...options, spec: { ...options.spec, startAt: new Date(now) } });
    try {
      const fires = (await handle.describe()).info.nextActionTimes.map((time) => time.toISOString());
      const wanted: string[] = [];
      let period = periodHolding(read, from);
      while (period !== null && wanted.length < fires.length) {
        const at = openingOf(read, period, now);
        if (at >= now) wanted.push(at);
        period = periodAfter(read, period);
      }
      expect(fires.length).toBeGreaterThan(5);
      expect(fires).toEqual(wanted);
    } finally {
      await handle.delete();
    }
  });

  it('has the dates of a definition with periods of its own, and no more after the last', async () => {
    const year = new Date().getUTCFullYear() + 1;
    const periods = [
      { start: `${year}-03-01`, end: `${year}-03-28` },
      { start: `${year}-05-03`, end: `${year}-05-30` },
    ];
    const { id } = await activated(issuedOn(1, '09:00', { period: 'custom', periods }));
    expect(await nextTimes(id)).toEqual([`${year}-03-01T01:00:00.000Z`, `${year}-05-03T01:00:00.000Z`]);
    expect((await view(id)).next.map(({ period }) => period)).toEqual([
      `${year}-03-01~${year}-03-28`,
      `${year}-05-03~${year}-05-30`,
    ]);
  });

  it('follows a new version: another zone, time, kind of period', async () => {
    const { id, code } = await activated(issuedOn(7, '09:00'));
    await activated(issuedOn(6, '10:15', { zone: 'America/New_York' }), code);
    expect((await handleOf(id).describe()).spec).toMatchObject({
      timezone: 'America/New_York',
      calendars: [{ hour: [{ start: 10 }], minute: [{ start: 15 }], dayOfWeek: [{ start: 'SATURDAY' }] }],
    });
    await activated(issuedOn(28, '10:15', { period: 'month' }), code);
    expect((await nextTimes(id)).slice(0, 6)).toEqual((await view(id)).next.map(({ opensAt }) => opensAt));
    expect(await logOf(id)).not.toContain('schedule.repaired');
  });

  it('is none on a tenant with a clock of its own, and goes when the clock leaves the world’s', async () => {
    const { id } = await activated(issuedOn(7, '09:00'));
    await clock('own');
    try {
      const other = await activated(issuedOn(7, '09:00'));
      await expect(handleOf(other.id).describe()).rejects.toThrow(/not found/i);
      expect(await view(other.id)).toMatchObject({ state: 'off', next: [] });
      await reconciled();
      await expect(handleOf(id).describe()).rejects.toThrow(/not found/i);
      expect(await logOf(id)).toContain('schedule.removed');
    } finally {
      await clock('real');
    }
    await reconciled();
    expect(await nextTimes(id)).not.toEqual([]);
  });
});

describe('HR', () => {
  it('pauses and resumes it with a reason', async () => {
    const { id } = await activated(issuedOn(7, '09:00'));
    const path = `/v1/cycle-definitions/${id}`;
    expect(await goals.call('hr', 'POST', `${path}/pause`, {})).toMatchObject({ status: 400 });
    expect(await goals.call('ann', 'POST', `${path}/pause`, { reason: 'no' })).toMatchObject({ status: 403 });
    expect(await goals.call('hr', 'POST', `${path}/resume`, { reason: 'no' })).toMatchObject({ status: 409 });
    expect(await goals.call('hr', 'POST', `${path}/pause`, { reason: 'stocktaking' })).toMatchObject({
      status: 200,
      body: { state: 'paused', next: [] },
    });
    expect(await view(id)).toMatchObject({ state: 'paused', next: [] });
    await delivered();
    expect((await handleOf(id).describe()).state.paused).toBe(true);
    expect(await goals.call('hr', 'POST', `${path}/pause`, { reason: 'again' })).toMatchObject({
      status: 409,
      body: { code: 'wrong-state' },
    });
    // Lifted in Temporal behind HR's back: it is paused again.
    await handleOf(id).unpause();
    await reconciled();
    expect((await handleOf(id).describe()).state.paused).toBe(true);
    expect(await goals.call('hr', 'POST', `${path}/resume`, { reason: 'done' })).toMatchObject({
      status: 200,
      body: { state: 'on' },
    });
    expect((await view(id)).next).toHaveLength(6);
    await delivered();
    expect((await handleOf(id).describe()).state.paused).toBe(false);
    expect(await logOf(id)).toEqual([
      'definition.created',
      'definition.activated',
      'definition.paused',
      'schedule.repaired',
      'definition.resumed',
    ]);
    await goals.call('hr', 'POST', `${path}/retire`, { version: 1, reason: 'over' });
    expect(await view(id)).toMatchObject({ state: 'retired', since: expect.any(String), next: [] });
  });

  it('has no Schedule to pause where nothing is active', async () => {
    const put = await goals.call<Definition>('hr', 'PUT', '/v1/cycle-definitions/only-draft', { data: week });
    const path = `/v1/cycle-definitions/${put.body.id}`;
    expect(await goals.call('hr', 'POST', `${path}/pause`, { reason: 'x' })).toMatchObject({ status: 409 });
    expect(await goals.call('hr', 'GET', `${path}/schedule`)).toMatchObject({ status: 409 });
    expect(await goals.call('hr', 'GET', `/v1/cycle-definitions/${randomUUID()}/schedule`)).toMatchObject({
      status: 404,
    });
  });
});

describe('the reconciler', () => {
  it('says and changes nothing where all is as it should be', async () => {
    const { id } = await activated(issuedOn(7, '09:00'));
    const before = (await handleOf(id).describe()).info.lastUpdatedAt;
    await reconciled();
    expect((await handleOf(id).describe()).info.lastUpdatedAt).toEqual(before);
    expect(await logOf(id)).toEqual(['definition.created', 'definition.activated']);
  });

  it('mends what was changed by hand, and makes anew what is gone', async () => {
    const { id } = await activated(issuedOn(7, '09:00'));
    const gone = await activated(issuedOn(7, '09:00', { period: 'month' }));
    const times = await nextTimes(id);
    await handleOf(id).update(({ action, policies }) => ({
      spec: { calendars: [{ dayOfWeek: 'FRIDAY', hour: 3 }], timezone: 'UTC' },
      action: { ...action, args: [] } as never,
      policies: { ...policies, catchupWindow: '1 minute' },
      state: { remainingActions: 2 },
    }));
    await handleOf(gone.id).delete();
    await reconciled();
    const { policies, state, action } = await handleOf(id).describe();
    expect(await nextTimes(id)).toEqual(times);
    expect(policies.catchupWindow).toBe(7 * 86_400_000);
    expect(state.remainingActions).toBeUndefined();
    expect(action.args).toEqual([expect.objectContaining({ definitionId: id, period: null })]);
    expect((await nextTimes(gone.id)).slice(0, 6)).toEqual((await view(gone.id)).next.map(({ opensAt }) => opensAt));
    const [entry] = await goals.rows<{ details: { drift: string[] } }>(
      `SELECT details FROM process_log WHERE subject_id = $1 AND action = 'schedule.repaired'`,
      [id],
    );
    expect(entry?.details.drift).toEqual(['times', 'zone', 'action', 'policies', 'state']);
  });

  it('reports what Temporal refuses, once in the process log, until the definition is corrected', async () => {
    const { id, code } = await activated(issuedOn(7, '09:00'));
    await handleOf(id).delete();
    const written = async (zone: string): Promise<void> => {
      await goals.rows(
        `UPDATE cycle_definition_version SET data = jsonb_set(data, '{zone}', to_jsonb($2::text)) WHERE definition_id = $1`,
        [id, zone],
      );
    };
    // As it could be stored before such names were refused.
    await written('asia/shanghai');
    await reconciled();
    await reconciled();
    await expect(handleOf(id).describe()).rejects.toThrow(/not found/i);
    const before = ['definition.created', 'definition.activated', 'schedule.repaired'];
    expect(await logOf(id)).toEqual(before);
    await activated(issuedOn(7, '10:00'), code);
    expect((await handleOf(id).describe()).spec.timezone).toBe('Asia/Shanghai');
    await reconciled();
    expect((await logOf(id)).filter((action) => action.startsWith('schedule.'))).toEqual(['schedule.repaired']);
    await handleOf(id).delete();
    await reconciled();
    expect((await logOf(id)).filter((action) => action.startsWith('schedule.'))).toHaveLength(2);
  });

  it('leaves alone what operations paused, tells HR, and keeps the pause through a new version', async () => {
    const { id, code } = await activated(issuedOn(7, '09:00'));
    await handleOf(id).pause('incident 12');
    await reconciled();
    await reconciled();
    expect(await view(id)).toMatchObject({ state: 'held' });
    const todos = () =>
      goals.rows<{ state: string }>(
        `SELECT state FROM approval_task WHERE subject_kind = 'opening-held' AND subject_id = $1`,
        [id],
      );
    expect(await todos()).toEqual([{ state: 'open' }]);
    await activated(issuedOn(6, '08:00'), code);
    expect(await handleOf(id).describe()).toMatchObject({
      state: { paused: true, note: 'incident 12' },
      spec: { calendars: [{ hour: [{ start: 8 }] }] },
    });
    await handleOf(id).unpause('over');
    await reconciled();
    expect(await view(id)).toMatchObject({ state: 'on' });
    expect(await todos()).toEqual([{ state: 'superseded' }]);
    expect((await logOf(id)).filter((action) => action.startsWith('schedule.'))).toEqual([
      'schedule.held',
      'schedule.released',
    ]);
  });

  it('removes the one of a retired definition, and only pauses one that SQL knows nothing of', async () => {
    const { id } = await activated(issuedOn(7, '09:00'));
    await goals.rows(`UPDATE cycle_definition SET state = 'retired' WHERE id = $1`, [id]);
    const unknown = randomUUID();
    const message = scheduleOf(
      TENANT,
      { id: unknown, data: issuedOn(7, '09:00') as unknown as ReadData, paused: false },
      new Date().toISOString(),
    );
    await client.schedule.create(scheduleOptions(message, 'test'));
    await listedSoon(`cycle/${TENANT}/${unknown}`);
    await reconciled();
    await expect(handleOf(id).describe()).rejects.toThrow(/not found/i);
    expect((await handleOf(unknown).describe()).state.paused).toBe(true);
    await handleOf(unknown).delete();
  });

  it('opens the present period late when its Schedule could not, once, and names those before it', async () => {
    const { id } = await activated(issuedOn(1, '00:00', { period: 'month' }));
    await reconciled();
    expect(await logOf(id)).not.toContain('cycle.opened-late');
    await goals.rows(
      `UPDATE definition_schedule SET opens_from = now() - interval '75 days' WHERE definition_id = $1`,
      [id],
    );
    await reconciled();
    await reconciled();
    const entries = await goals.rows<{ details: { period: string; missed: string[] } }>(
      `SELECT details FROM process_log WHERE subject_id = $1 AND action = 'cycle.opened-late'`,
      [id],
    );
    expect(entries).toHaveLength(1);
    const period = entries[0]?.details.period ?? '';
    expect(period).toBe(
      periodHolding({ period: 'month' }, new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)),
    );
    expect(entries[0]?.details.missed.length).toBeGreaterThanOrEqual(1);
    const asked = client.workflow.list({ query: `WorkflowType = 'openCycle'` });
    const ids: string[] = [];
    for await (const { workflowId } of asked) ids.push(workflowId);
    expect(ids.filter((one) => one.startsWith(`open-cycle/${TENANT}/${id}/${period}@`))).toHaveLength(1);
  });

  it('starts a living cycle’s workflow when Temporal has lost it', async () => {
    const { id } = await activated(issuedOn(1, '09:00'));
    const opened = await goals.activities.openPeriod({
      tenantId: TENANT,
      definitionId: id,
      period: '2031-W10',
      scheduledAt: null,
    });
    expect(opened.outcome).toBe('opened');
    await reconciled();
    const handle = client.workflow.getHandle(`cycle/${TENANT}/${id}/2031-W10`);
    expect((await handle.describe()).type).toBe('cycle');
    await reconciled();
    expect(await logOf(opened.cycleId ?? '')).toEqual(['cycle.opened', 'cycle.workflow-restarted']);
    await handle.terminate();
  }, 90_000);
});

describe('a period', () => {
  const open = (definitionId: string, scheduledAt: string) =>
    goals.activities.openPeriod({ tenantId: TENANT, definitionId, period: null, scheduledAt, zone: 'Asia/Shanghai' });

  it('is opened once, however often its Schedule fires', async () => {
    const { id } = await activated(issuedOn(1, '09:00'));
    const at = '2031-03-03T01:00:00.000Z';
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => open(id, at)));
    expect(outcomes.map(({ outcome }) => outcome).toSorted()).toEqual([...Array(7).fill('already-open'), 'opened']);
    expect(new Set(outcomes.map(({ cycleId }) => cycleId)).size).toBe(1);
    expect((await open(id, '2031-03-05T09:00:00.000Z')).outcome).toBe('already-open');
  });

  it('is not opened again by a Schedule after HR cancelled it, and not while it is paused', async () => {
    const { id } = await activated(issuedOn(1, '09:00'));
    const { cycleId } = await open(id, '2031-03-03T01:00:00.000Z');
    await goals.rows(`UPDATE cycle SET state = 'cancelled' WHERE id = $1`, [cycleId]);
    expect(await open(id, '2031-03-03T01:00:00.000Z')).toMatchObject({ outcome: 'skipped', cycleId: null });
    await goals.call('hr', 'POST', `/v1/cycle-definitions/${id}/pause`, { reason: 'stocktaking' });
    expect(await open(id, '2031-03-10T01:00:00.000Z')).toMatchObject({ outcome: 'skipped', cycleId: null });
    // What it was to open before the pause it still opens, however late.
    expect(await open(id, '2026-03-02T01:00:00.000Z')).toMatchObject({ outcome: 'opened' });
    expect((await logOf(id)).filter((action) => action === 'cycle.not-opened')).toHaveLength(2);
  });
});

async function listedSoon(id: string): Promise<void> {
  for (let n = 0; n < 450; n += 1) {
    for await (const { scheduleId } of client.schedule.list()) if (scheduleId === id) return;
    await sleep(100);
  }
  throw new Error(`${id} is not listed`);
}
