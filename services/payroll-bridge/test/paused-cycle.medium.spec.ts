import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { CycleChanged } from '@goalbeat/contracts/goals/events';
import { TENANT, worker } from '@goalbeat/testing/harness/company';
import { CycleCopyConsumer } from '../src/cycle-copy/cycle-copy.consumer.js';
import { cycle, score } from './company.js';
import { type Payroll, startPayroll } from './payroll-service.js';

let payroll: Payroll;
beforeAll(async () => {
  payroll = await startPayroll();
  await payroll.seed(TENANT, 4);
  await payroll.putPlan();
});
afterAll(() => payroll.close());

it('signing a bonus list waits while its cycle is paused, comes later by the pause, and is never done by time', async () => {
  const cycleId = randomUUID();
  const hear = (over: Partial<CycleChanged>) =>
    payroll.uow.write(TENANT, (tx) =>
      payroll.get(CycleCopyConsumer).handle(
        {
          specversion: '1.0',
          id: randomUUID(),
          source: 'goalbeat/goals',
          type: 'goalbeat.goals.cycle.changed.v1',
          time: '2026-11-23T02:30:00.000Z',
          datacontenttype: 'application/json',
          tenantid: TENANT,
          data: { ...cycle(cycleId), ...over },
        },
        tx,
      ),
    );
  await hear({ quietHours: { from: '00:00', to: '23:59' } });
  const runId = await payroll.build(cycleId, [score(0, worker(0)), score(1, worker(1))]);
  const [list] = await payroll.rows<{ id: string; version: number }>(
    `SELECT id, version::int AS version FROM bonus_list WHERE run_id = $1 ORDER BY part LIMIT 1`,
    [runId],
  );
  const asked = await payroll.ask('hr', 'POST', `/v1/bonus-lists/${list?.id}/submit`, { version: list?.version });
  expect(asked.status).toBe(200);
  const stepOf = async () => {
    const [row] = await payroll.rows<{ due: string; actions: string[]; held: boolean }>(
      `SELECT s.due_at AS due, ARRAY(SELECT r->>'action' FROM jsonb_array_elements(s.rungs) AS r) AS actions,
         EXISTS (SELECT FROM approval_hold h WHERE h.cycle_id = a.cycle_id) AS held
       FROM approval a JOIN approval_step s ON s.approval_id = a.id AND s.no = a.step_no WHERE a.subject_id = $1`,
      [list?.id],
    );
    return row;
  };
  const before = await stepOf();
  // Quiet all day: no reminder before the deadline is left, escalation and last action stay.
  expect(before).toMatchObject({ held: false, actions: ['escalate', 'hand-to-hr'] });
  await hear({ version: 2, state: 'paused' });
  expect(await stepOf()).toMatchObject({ held: true, due: before?.due });
  await hear({ version: 3, pausedMs: 3_600_000 });
  const after = await stepOf();
  expect(after).toMatchObject({ held: false, actions: before?.actions });
  expect((after?.due ?? '') >= (before?.due ?? '')).toBe(true);
});
