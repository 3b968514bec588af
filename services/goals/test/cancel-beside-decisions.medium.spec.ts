import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { AT } from './definitions.js';
import { startGoals, type Goals } from './goals-service.js';
import { Week } from './week.js';

let goals: Goals;
beforeAll(async () => {
  goals = await startGoals();
});
afterAll(() => goals.close());

it('a cancellation waits for who is deciding without holding their sheet', async () => {
  const week = await new Week(goals).open('cancel-beside');
  await goals.at(AT.issue);
  await goals.activities.issueSheets(await week.ref());
  await week.act('ann', 'plan');
  await week.act('bob', 'plan');
  const { id: sheetId, approvalId } = await week.sheet('ann');

  // As a decision does: the approval first, then the sheet.
  await goals.rows('BEGIN');
  await goals.rows('SELECT 1 FROM approval WHERE id = $1 FOR UPDATE', [approvalId]);
  const cancelling = goals.call<{ state: string }>(week.as('hr'), 'POST', `/v1/cycles/${week.cycleId}/control`, {
    version: 1,
    action: 'cancel',
    reason: 'called off',
  });
  await somebodyWaits();
  expect(await goals.rows('SELECT state FROM goal_sheet WHERE id = $1 FOR UPDATE NOWAIT', [sheetId])).toEqual([
    { state: 'plan-submitted' },
  ]);
  await goals.rows('COMMIT');

  expect((await cancelling).body).toMatchObject({ state: 'cancelled' });
  expect(
    await goals.rows('SELECT state, count(*)::int AS n FROM approval WHERE cycle_id = $1 GROUP BY state', [
      week.cycleId,
    ]),
  ).toEqual([{ state: 'withdrawn', n: 2 }]);
  expect((await week.sheet('ann')).state).toBe('cancelled');
}, 60_000);

async function somebodyWaits(): Promise<void> {
  for (;;) {
    const waiting = await goals.rows(
      `SELECT 1 FROM pg_locks l JOIN pg_stat_activity a USING (pid) WHERE NOT l.granted AND a.datname = current_database()`,
    );
    if (waiting.length > 0) return;
    await sleep(20);
  }
}
