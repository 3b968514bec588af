import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { periodHolding } from '@goalbeat/domain/period/period';
import { scheduleOptions } from '@goalbeat/service-kit/temporal/schedule-options';
import type { Data as ReadData } from '../src/cycle-definition/cycle-definition.repository.js';
import { scheduleOf } from '../src/cycle-definition/schedule-of.js';
import { TENANT } from './company.js';
import { issuedOn, type Schedules, startSchedules } from './schedules.js';

let schedules: Schedules;
beforeAll(async () => {
  schedules = await startSchedules();
});
afterAll(() => schedules.close());

describe('the reconciler', () => {
  it('says and changes nothing where all is as it should be', async () => {
    const { id } = await schedules.activated(issuedOn(7, '09:00'));
    const before = (await schedules.handleOf(id).describe()).info.lastUpdatedAt;
    await schedules.reconciled();
    expect((await schedules.handleOf(id).describe()).info.lastUpdatedAt).toEqual(before);
    expect(await schedules.logOf(id)).toEqual(['definition.created', 'definition.activated']);
  });

  it('mends what was changed by hand, and makes anew what is gone', async () => {
    const { id } = await schedules.activated(issuedOn(7, '09:00'));
    const gone = await schedules.activated(issuedOn(7, '09:00', { period: 'month' }));
    const times = await schedules.nextTimes(id);
    await schedules.handleOf(id).update(({ action, policies }) => ({
      spec: { calendars: [{ dayOfWeek: 'FRIDAY', hour: 3 }], timezone: 'UTC' },
      action: { ...action, args: [] } as never,
      policies: { ...policies, catchupWindow: '1 minute' },
      state: { remainingActions: 2 },
    }));
    await schedules.handleOf(gone.id).delete();
    await schedules.reconciled();
    const { policies, state, action } = await schedules.handleOf(id).describe();
    expect(await schedules.nextTimes(id)).toEqual(times);
    expect(policies.catchupWindow).toBe(7 * 86_400_000);
    expect(state.remainingActions).toBeUndefined();
    expect(action.args).toEqual([expect.objectContaining({ definitionId: id, period: null })]);
    expect((await schedules.nextTimes(gone.id)).slice(0, 6)).toEqual(
      (await schedules.view(gone.id)).next.map(({ opensAt }) => opensAt),
    );
    const [entry] = await schedules.goals.rows<{ details: { drift: string[] } }>(
      `SELECT details FROM process_log WHERE subject_id = $1 AND action = 'schedule.repaired'`,
      [id],
    );
    expect(entry?.details.drift).toEqual(['times', 'zone', 'action', 'policies', 'state']);
  });

  it('reports what Temporal refuses, once in the process log, until the definition is corrected', async () => {
    const { id, code } = await schedules.activated(issuedOn(7, '09:00'));
    await schedules.handleOf(id).delete();
    const written = async (zone: string): Promise<void> => {
      await schedules.goals.rows(
        `UPDATE cycle_definition_version SET data = jsonb_set(data, '{zone}', to_jsonb($2::text)) WHERE definition_id = $1`,
        [id, zone],
      );
    };
    // As it could be stored before such names were refused.
    await written('asia/shanghai');
    await schedules.reconciled();
    await schedules.reconciled();
    await expect(schedules.handleOf(id).describe()).rejects.toThrow(/not found/i);
    const before = ['definition.created', 'definition.activated', 'schedule.repaired'];
    expect(await schedules.logOf(id)).toEqual(before);
    await schedules.activated(issuedOn(7, '10:00'), code);
    expect((await schedules.handleOf(id).describe()).spec.timezone).toBe('Asia/Shanghai');
    await schedules.reconciled();
    expect((await schedules.logOf(id)).filter((action) => action.startsWith('schedule.'))).toEqual([
      'schedule.repaired',
    ]);
    await schedules.handleOf(id).delete();
    await schedules.reconciled();
    expect((await schedules.logOf(id)).filter((action) => action.startsWith('schedule.'))).toHaveLength(2);
  });

  it('leaves alone what operations paused, tells HR, and keeps the pause through a new version', async () => {
    const { id, code } = await schedules.activated(issuedOn(7, '09:00'));
    await schedules.handleOf(id).pause('incident 12');
    await schedules.reconciled();
    await schedules.reconciled();
    expect(await schedules.view(id)).toMatchObject({ state: 'held' });
    const todos = () =>
      schedules.goals.rows<{ state: string }>(
        `SELECT state FROM approval_task WHERE subject_kind = 'opening-held' AND subject_id = $1`,
        [id],
      );
    expect(await todos()).toEqual([{ state: 'open' }]);
    await schedules.activated(issuedOn(6, '08:00'), code);
    expect(await schedules.handleOf(id).describe()).toMatchObject({
      state: { paused: true, note: 'incident 12' },
      spec: { calendars: [{ hour: [{ start: 8 }] }] },
    });
    await schedules.handleOf(id).unpause('over');
    await schedules.reconciled();
    expect(await schedules.view(id)).toMatchObject({ state: 'on' });
    expect(await todos()).toEqual([{ state: 'superseded' }]);
    expect((await schedules.logOf(id)).filter((action) => action.startsWith('schedule.'))).toEqual([
      'schedule.held',
      'schedule.released',
    ]);
  });

  it('removes the one of a retired definition, and only pauses one that SQL knows nothing of', async () => {
    const { id } = await schedules.activated(issuedOn(7, '09:00'));
    await schedules.goals.rows(`UPDATE cycle_definition SET state = 'retired' WHERE id = $1`, [id]);
    const unknown = randomUUID();
    const message = scheduleOf(
      TENANT,
      { id: unknown, data: issuedOn(7, '09:00') as unknown as ReadData, paused: false },
      new Date().toISOString(),
    );
    await schedules.client.schedule.create(scheduleOptions(message, 'test'));
    await schedules.listedSoon(`cycle/${TENANT}/${unknown}`);
    await schedules.reconciled();
    await expect(schedules.handleOf(id).describe()).rejects.toThrow(/not found/i);
    expect((await schedules.handleOf(unknown).describe()).state.paused).toBe(true);
    await schedules.handleOf(unknown).delete();
  });

  it('opens the present period late when its Schedule could not, once, and names those before it', async () => {
    const { id } = await schedules.activated(issuedOn(1, '00:00', { period: 'month' }));
    await schedules.reconciled();
    expect(await schedules.logOf(id)).not.toContain('cycle.opened-late');
    await schedules.goals.rows(
      `UPDATE definition_schedule SET opens_from = now() - interval '75 days' WHERE definition_id = $1`,
      [id],
    );
    await schedules.reconciled();
    await schedules.reconciled();
    const entries = await schedules.goals.rows<{ details: { period: string; missed: string[] } }>(
      `SELECT details FROM process_log WHERE subject_id = $1 AND action = 'cycle.opened-late'`,
      [id],
    );
    expect(entries).toHaveLength(1);
    const period = entries[0]?.details.period ?? '';
    expect(period).toBe(
      periodHolding({ period: 'month' }, new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10)),
    );
    expect(entries[0]?.details.missed.length).toBeGreaterThanOrEqual(1);
    const asked = schedules.client.workflow.list({ query: `WorkflowType = 'openCycle'` });
    const ids: string[] = [];
    for await (const { workflowId } of asked) ids.push(workflowId);
    expect(ids.filter((one) => one.startsWith(`open-cycle/${TENANT}/${id}/${period}@`))).toHaveLength(1);
  });

  it('starts a living cycle’s workflow when Temporal has lost it', async () => {
    const { id } = await schedules.activated(issuedOn(1, '09:00'));
    const opened = await schedules.goals.activities.openPeriod({
      tenantId: TENANT,
      definitionId: id,
      period: '2031-W10',
      scheduledAt: null,
    });
    expect(opened.outcome).toBe('opened');
    await schedules.reconciled();
    const handle = schedules.client.workflow.getHandle(`cycle/${TENANT}/${id}/2031-W10`);
    expect((await handle.describe()).type).toBe('cycle');
    await schedules.reconciled();
    expect(await schedules.logOf(opened.cycleId ?? '')).toEqual(['cycle.opened', 'cycle.workflow-restarted']);
    await handle.terminate();
  }, 90_000);
});
