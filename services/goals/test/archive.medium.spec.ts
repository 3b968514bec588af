import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { CycleView } from '@goalbeat/contracts/goals/cycle-http';
import { type NothingToPay, PAYROLL_EVENTS, type PayoutRunChanged } from '@goalbeat/contracts/payroll/events';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import type { z } from 'zod';
import { ProgressConsumer } from '../src/cycle/progress.consumer.js';
import { TENANT } from './company.js';
import { AT } from './definitions.js';
import { startGoals, type Goals } from './goals-service.js';
import { Week } from './week.js';

let goals: Goals;
let week: Week;
beforeAll(async () => {
  goals = await startGoals();
  week = await new Week(goals).open('archived');
  await goals.at(AT.issue);
  await goals.activities.issueSheets(await week.ref());
});
afterAll(() => goals.close());

const runId = randomUUID();
async function told(state: string, version: number, id = runId): Promise<void> {
  const data: PayoutRunChanged = {
    cycleId: week.cycleId,
    runId: id,
    kind: 'cycle',
    version,
    state,
    lines: 4,
    signed: 0,
    paid: 0,
    rejected: 0,
  };
  await hear(PAYROLL_EVENTS.run, id, data);
}
async function hear(type: string, subject: string, data: PayoutRunChanged | NothingToPay): Promise<void> {
  const event = {
    specversion: '1.0' as const,
    id: randomUUID(),
    source: 'goalbeat/payroll',
    type,
    subject,
    time: new Date().toISOString(),
    datacontenttype: 'application/json' as const,
    tenantid: TENANT,
    data,
  };
  const consumer = goals.app.get(ProgressConsumer, { strict: false });
  await goals.app.get(UnitOfWork, { strict: false }).write(TENANT, (tx) => consumer.handle(event, tx));
}
const cycle = async (of = week) =>
  (await goals.call<z.infer<typeof CycleView>>('hr', 'GET', `/v1/cycles/${of.cycleId}`)).body;
const archiveAt = async () => (await cycle()).timeline.find(({ step }) => step === 'archive')?.at;

it('waits for money that is under way, says for whom, and goes on when the last run has ended', async () => {
  const other = randomUUID();
  await told('draft', 1);
  await told('in-approval', 1, other);
  await goals.at(AT.archive);
  const ref = await week.ref();
  expect(await goals.activities.archiveCycle(ref)).toMatchObject({ outcome: 'stale' });
  const waiting = await cycle();
  expect(waiting.state).toBe('running');
  expect(waiting.waitsFor.toSorted((a, b) => a.who.localeCompare(b.who))).toEqual([
    { runId: other, state: 'in-approval', who: 'finance' },
    { runId, state: 'draft', who: 'hr' },
  ]);
  expect(await archiveAt()).toBe('2026-11-24T10:00:00.000Z');
  expect(await goals.activities.archiveCycle(ref)).toMatchObject({ outcome: 'stale' });
  expect(await archiveAt()).toBe('2026-11-24T10:00:00.000Z');
  await goals.at('2026-11-23T12:00:00.000Z');
  expect(await goals.activities.archiveCycle(await week.ref())).toMatchObject({ outcome: 'early' });

  await told('cancelled', 2, other);
  expect(await archiveAt()).toBe('2026-11-24T10:00:00.000Z');
  await told('signed', 2);
  expect((await cycle()).waitsFor).toEqual([{ runId, state: 'signed', who: 'payroll' }]);
  await told('settled', 3);
  await told('signed', 2);
  expect(await cycle()).toMatchObject({ waitsFor: [] });
  expect(await archiveAt()).toBe('2026-11-23T12:00:00.000Z');
  expect(await goals.activities.archiveCycle(await week.ref())).toMatchObject({ outcome: 'done' });
  expect(await cycle()).toMatchObject({ state: 'closed' });
  const log = await goals.rows<{ action: string }>(
    `SELECT action FROM process_log WHERE subject_id = $1 AND action LIKE 'cycle.archive%' ORDER BY id`,
    [week.cycleId],
  );
  expect(log.map(({ action }) => action)).toEqual(['cycle.archive-waits', 'cycle.archive-goes-on', 'cycle.archive']);
});

it('does not wait where nobody is paid, and the funnel says since when', async () => {
  const empty = await new Week(goals).open('nobody-paid', '2026-W48');
  await goals.at('2026-11-22T20:00:00.000Z');
  await goals.activities.issueSheets(await empty.ref());
  expect((await cycle(empty)).funnel).toMatchObject({ signed: 0, paid: 0, nothingToPay: null });
  const at = '2026-11-30T02:30:00.000Z';
  await hear(PAYROLL_EVENTS.nothingToPay, empty.cycleId, { cycleId: empty.cycleId, at });
  // Told again it is the same word; of a cycle that is not here it is none.
  await hear(PAYROLL_EVENTS.nothingToPay, empty.cycleId, { cycleId: empty.cycleId, at: '2026-11-30T05:00:00.000Z' });
  await hear(PAYROLL_EVENTS.nothingToPay, runId, { cycleId: runId, at });
  expect(await cycle(empty)).toMatchObject({ funnel: { signed: 0, paid: 0, nothingToPay: at }, waitsFor: [] });
  const archive = (await cycle(empty)).timeline.find(({ step }) => step === 'archive')?.at ?? '';
  await goals.at(archive);
  expect(await goals.activities.archiveCycle(await empty.ref())).toMatchObject({ outcome: 'done' });
  expect(await cycle(empty)).toMatchObject({ state: 'closed', funnel: { nothingToPay: at } });
});
