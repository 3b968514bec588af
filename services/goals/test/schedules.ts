import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect } from '@jest/globals';
import { Client, Connection, type ScheduleHandle } from '@temporalio/client';
import { ScheduleReconciler } from '../src/schedule/schedule-reconciler.js';
import { TENANT } from './company.js';
import { salesTemplate, week, type Data } from './definitions.js';
import { startGoals } from './goals-service.js';

const given = (name: string): string => {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`Medium specs need ${name}`);
  return value;
};

/** A definition that will not find its present period due: its week opens on its last day. */
export const issuedOn = (day: number, time: string, changes: Partial<Data> = {}): Data => ({
  ...week,
  ...changes,
  timeline: week.timeline.map((one) => {
    if (one.step === 'issue') return { ...one, day, time };
    return { ...one, day: one.day + 30 };
  }),
});

export interface Definition {
  id: string;
  version: number;
}
export interface View {
  state: string;
  next: { period: string; opensAt: string; issueAt: string | null }[];
}

export type Schedules = Awaited<ReturnType<typeof startSchedules>>;

/** Goals beside a real Temporal, whose Schedules of the company go when it ends. */
export async function startSchedules() {
  const address = given('TEST_TEMPORAL_ADDRESS');
  const namespace = given('TEST_TEMPORAL_NAMESPACE');
  const goals = await startGoals({
    TEMPORAL_ADDRESS: address,
    TEMPORAL_NAMESPACE: namespace,
    AMQP_URL: given('TEST_AMQP_URL'),
    RUN: ['http', 'relay'],
  });
  const connection = await Connection.connect({ address });
  const client = new Client({ connection, namespace });
  const reconciler = goals.app.get(ScheduleReconciler, { strict: false });

  async function clock(kind: 'real' | 'own'): Promise<void> {
    await goals.rows(
      kind === 'real'
        ? `UPDATE org_tenant SET clock_held_at = NULL, clock_rate = 1, clock_anchor_virtual = clock_anchor_real`
        : `UPDATE org_tenant SET clock_rate = 60`,
    );
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
    (
      await goals.rows<{ action: string }>('SELECT action FROM process_log WHERE subject_id = $1 ORDER BY id', [id])
    ).map(({ action }) => action);

  async function listedSoon(id: string): Promise<void> {
    for (let n = 0; n < 450; n += 1) {
      for await (const { scheduleId } of client.schedule.list()) if (scheduleId === id) return;
      await sleep(100);
    }
    throw new Error(`${id} is not listed`);
  }

  async function close(): Promise<void> {
    for await (const { scheduleId } of client.schedule.list()) {
      if (scheduleId.startsWith(`cycle/${TENANT}/`)) await client.schedule.getHandle(scheduleId).delete();
    }
    await connection.close();
    await goals.close();
  }

  await clock('real');
  await goals.call('hr', 'PUT', '/v1/goal-templates/sales', salesTemplate);
  return {
    goals,
    client,
    clock,
    activated,
    delivered,
    reconciled,
    handleOf,
    nextTimes,
    view,
    logOf,
    listedSoon,
    close,
  };
}
