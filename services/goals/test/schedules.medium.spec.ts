import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { periodAfter, periodHolding } from '@goalbeat/domain/period/period';
import { scheduleOptions } from '@goalbeat/service-kit/temporal/schedule-options';
import type { Data as ReadData } from '../src/cycle-definition/cycle-definition.repository.js';
import { openingOf } from '../src/cycle-definition/opens-on.js';
import { scheduleOf } from '../src/cycle-definition/schedule-of.js';
import { TENANT } from './company.js';
import { week } from './definitions.js';
import { type Definition, issuedOn, type Schedules, startSchedules } from './schedules.js';

let schedules: Schedules;
beforeAll(async () => {
  schedules = await startSchedules();
});
afterAll(() => schedules.close());

describe('the Schedule of a definition', () => {
  it('is there once it is active, and fires when the preview says', async () => {
    const { id } = await schedules.activated(issuedOn(7, '09:00'));
    const { state, next } = await schedules.view(id);
    expect(state).toBe('on');
    expect((await schedules.nextTimes(id)).slice(0, 6)).toEqual(next.map(({ opensAt }) => opensAt));
    const from = new Date().toISOString().slice(0, 10);
    const preview = await schedules.goals.call<{
      periods: { period: string; steps: { step: string; planned: string }[] }[];
    }>('hr', 'POST', `/v1/cycle-definitions/${id}/preview`, { from, count: 8 });
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
    const handle = await schedules.client.schedule.create({
      ...options,
      spec: { ...options.spec, startAt: new Date(now) },
    });
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
    const { id } = await schedules.activated(issuedOn(1, '09:00', { period: 'custom', periods }));
    expect(await schedules.nextTimes(id)).toEqual([`${year}-03-01T01:00:00.000Z`, `${year}-05-03T01:00:00.000Z`]);
    expect((await schedules.view(id)).next.map(({ period }) => period)).toEqual([
      `${year}-03-01~${year}-03-28`,
      `${year}-05-03~${year}-05-30`,
    ]);
  });

  it('follows a new version: another zone, time, kind of period', async () => {
    const { id, code } = await schedules.activated(issuedOn(7, '09:00'));
    await schedules.activated(issuedOn(6, '10:15', { zone: 'America/New_York' }), code);
    expect((await schedules.handleOf(id).describe()).spec).toMatchObject({
      timezone: 'America/New_York',
      calendars: [{ hour: [{ start: 10 }], minute: [{ start: 15 }], dayOfWeek: [{ start: 'SATURDAY' }] }],
    });
    await schedules.activated(issuedOn(28, '10:15', { period: 'month' }), code);
    expect((await schedules.nextTimes(id)).slice(0, 6)).toEqual(
      (await schedules.view(id)).next.map(({ opensAt }) => opensAt),
    );
    expect(await schedules.logOf(id)).not.toContain('schedule.repaired');
  });

  it('is none on a tenant with a clock of its own, and goes when the clock leaves the world’s', async () => {
    const { id } = await schedules.activated(issuedOn(7, '09:00'));
    await schedules.clock('own');
    try {
      const other = await schedules.activated(issuedOn(7, '09:00'));
      await expect(schedules.handleOf(other.id).describe()).rejects.toThrow(/not found/i);
      expect(await schedules.view(other.id)).toMatchObject({ state: 'off', next: [] });
      await schedules.reconciled();
      await expect(schedules.handleOf(id).describe()).rejects.toThrow(/not found/i);
      expect(await schedules.logOf(id)).toContain('schedule.removed');
    } finally {
      await schedules.clock('real');
    }
    await schedules.reconciled();
    expect(await schedules.nextTimes(id)).not.toEqual([]);
  });
});

describe('HR', () => {
  it('pauses and resumes it with a reason', async () => {
    const { id } = await schedules.activated(issuedOn(7, '09:00'));
    const path = `/v1/cycle-definitions/${id}`;
    expect(await schedules.goals.call('hr', 'POST', `${path}/pause`, {})).toMatchObject({ status: 400 });
    expect(await schedules.goals.call('ann', 'POST', `${path}/pause`, { reason: 'no' })).toMatchObject({ status: 403 });
    expect(await schedules.goals.call('hr', 'POST', `${path}/resume`, { reason: 'no' })).toMatchObject({ status: 409 });
    expect(await schedules.goals.call('hr', 'POST', `${path}/pause`, { reason: 'stocktaking' })).toMatchObject({
      status: 200,
      body: { state: 'paused', next: [] },
    });
    expect(await schedules.view(id)).toMatchObject({ state: 'paused', next: [] });
    await schedules.delivered();
    expect((await schedules.handleOf(id).describe()).state.paused).toBe(true);
    expect(await schedules.goals.call('hr', 'POST', `${path}/pause`, { reason: 'again' })).toMatchObject({
      status: 409,
      body: { code: 'wrong-state' },
    });
    // Lifted in Temporal behind HR's back: it is paused again.
    await schedules.handleOf(id).unpause();
    await schedules.reconciled();
    expect((await schedules.handleOf(id).describe()).state.paused).toBe(true);
    expect(await schedules.goals.call('hr', 'POST', `${path}/resume`, { reason: 'done' })).toMatchObject({
      status: 200,
      body: { state: 'on' },
    });
    expect((await schedules.view(id)).next).toHaveLength(6);
    await schedules.delivered();
    expect((await schedules.handleOf(id).describe()).state.paused).toBe(false);
    expect(await schedules.logOf(id)).toEqual([
      'definition.created',
      'definition.activated',
      'definition.paused',
      'schedule.repaired',
      'definition.resumed',
    ]);
    await schedules.goals.call('hr', 'POST', `${path}/retire`, { version: 1, reason: 'over' });
    expect(await schedules.view(id)).toMatchObject({ state: 'retired', since: expect.any(String), next: [] });
  });

  it('has no Schedule to pause where nothing is active', async () => {
    const put = await schedules.goals.call<Definition>('hr', 'PUT', '/v1/cycle-definitions/only-draft', { data: week });
    const path = `/v1/cycle-definitions/${put.body.id}`;
    expect(await schedules.goals.call('hr', 'POST', `${path}/pause`, { reason: 'x' })).toMatchObject({ status: 409 });
    expect(await schedules.goals.call('hr', 'GET', `${path}/schedule`)).toMatchObject({ status: 409 });
    expect(await schedules.goals.call('hr', 'GET', `/v1/cycle-definitions/${randomUUID()}/schedule`)).toMatchObject({
      status: 404,
    });
  });
});

describe('a period', () => {
  const open = (definitionId: string, scheduledAt: string) =>
    schedules.goals.activities.openPeriod({
      tenantId: TENANT,
      definitionId,
      period: null,
      scheduledAt,
      zone: 'Asia/Shanghai',
    });

  it('is opened once, however often its Schedule fires', async () => {
    const { id } = await schedules.activated(issuedOn(1, '09:00'));
    const at = '2031-03-03T01:00:00.000Z';
    const outcomes = await Promise.all(Array.from({ length: 8 }, () => open(id, at)));
    expect(outcomes.map(({ outcome }) => outcome).toSorted()).toEqual([...Array(7).fill('already-open'), 'opened']);
    expect(new Set(outcomes.map(({ cycleId }) => cycleId)).size).toBe(1);
    expect((await open(id, '2031-03-05T09:00:00.000Z')).outcome).toBe('already-open');
  });

  it('is not opened again by a Schedule after HR cancelled it, and not while it is paused', async () => {
    const { id } = await schedules.activated(issuedOn(1, '09:00'));
    const { cycleId } = await open(id, '2031-03-03T01:00:00.000Z');
    await schedules.goals.rows(`UPDATE cycle SET state = 'cancelled' WHERE id = $1`, [cycleId]);
    expect(await open(id, '2031-03-03T01:00:00.000Z')).toMatchObject({ outcome: 'skipped', cycleId: null });
    await schedules.goals.call('hr', 'POST', `/v1/cycle-definitions/${id}/pause`, { reason: 'stocktaking' });
    expect(await open(id, '2031-03-10T01:00:00.000Z')).toMatchObject({ outcome: 'skipped', cycleId: null });
    // What it was to open before the pause it still opens, however late.
    expect(await open(id, '2026-03-02T01:00:00.000Z')).toMatchObject({ outcome: 'opened' });
    expect((await schedules.logOf(id)).filter((action) => action === 'cycle.not-opened')).toHaveLength(2);
  });
});
