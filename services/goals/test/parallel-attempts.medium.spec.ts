import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { heldToLog } from '@goalbeat/service-kit/temporal/held';
import { StepRunner, type Worked } from '../src/cycle-step/step-runner.js';
import { startGoals, type Goals } from './goals-service.js';
import { AT } from './definitions.js';
import { Week } from './week.js';

let goals: Goals;
beforeAll(async () => {
  goals = await startGoals();
}, 60_000);
afterAll(() => goals.close(), 60_000);

const DONE: Worked = { counts: {}, more: false };

it('a step’s pages by two attempts at once: the one that wrote first need not be the one that logs', async () => {
  const week = await new Week(goals).open('two-attempts');
  await goals.at(AT.issue);
  const ref = await week.ref();
  const runner = goals.app.get(StepRunner, { strict: false });
  const waiters = async () => {
    const [row] = await goals.rows<{ n: number }>(
      `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    return row?.n ?? 0;
  };
  let other: Promise<unknown> | undefined;
  const { first, second } = heldToLog({
    first: () =>
      runner.run(ref, 'issue', async (tx) => {
        await tx.execute('UPDATE cycle SET opened_at = opened_at WHERE id = $1', [week.cycleId]);
        other = second();
        // The other attempt stands behind this page's lock: it is next.
        while ((await waiters()) === 0) await sleep(20);
        return { counts: { pages: 1 }, more: true };
      }),
    second: () => runner.run(ref, 'issue', () => Promise.resolve(DONE)),
  });
  expect(await first()).toMatchObject({ outcome: 'done' });
  expect(await other).toMatchObject({ outcome: 'done' });
  expect(
    await goals.rows(`SELECT 1 FROM process_log WHERE subject_id = $1 AND action = 'cycle.issue'`, [week.cycleId]),
  ).toHaveLength(1);
});

it('results whose pages another attempt sends, and confirming that four attempts close at once', async () => {
  const week = await new Week(goals).open('sent-by-another');
  await goals.at(AT.issue);
  await goals.activities.issueSheets(await week.ref());
  await goals.at('2026-11-24T10:00:00.000Z');
  const ref = await week.ref();
  const closings = await Promise.all(Array.from({ length: 4 }, () => goals.activities.closeConfirming(ref)));
  const batches = new Set(closings.map(({ batch }) => JSON.stringify(batch)));
  expect([...batches]).toEqual([expect.stringContaining('checksum')]);
  // The process that fixed the batch was killed before it had sent all of it.
  await goals.rows('UPDATE result_batch SET pages_sent = 0 WHERE cycle_id = $1', [week.cycleId]);
  const again = await Promise.all(Array.from({ length: 4 }, () => goals.activities.closeConfirming(ref)));
  expect(new Set(again.map(({ batch }) => JSON.stringify(batch)))).toEqual(batches);
});
