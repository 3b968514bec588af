import { afterAll, beforeAll, expect, it } from '@jest/globals';
import type { Who } from './company.js';
import { AT } from './definitions.js';
import { startGoals, type Goals } from './goals-service.js';
import { Week } from './week.js';

let goals: Goals;
beforeAll(async () => {
  goals = await startGoals();
});
afterAll(() => goals.close());

/** The next week of the same definition, with its sheets. */
async function next(before: Week): Promise<Week> {
  const week = new Week(goals, before.tenantId);
  week.definitionId = before.definitionId;
  await goals.at('2026-11-23T01:00:00.000Z');
  const { tenantId, definitionId } = week;
  const opened = await goals.activities.openPeriod({
    tenantId,
    definitionId,
    period: '2026-W48',
    scheduledAt: null,
  });
  week.cycleId = opened.cycleId ?? '';
  await goals.activities.issueSheets(await week.ref());
  return week;
}

async function changedOf(week: Week, who: Who): Promise<unknown> {
  const { approvalId } = await week.sheet(who);
  const [row] = await goals.rows<{ facts: { changed?: unknown } }>('SELECT facts FROM approval WHERE id = $1', [
    approvalId,
  ]);
  return row?.facts.changed;
}

async function reweigh(week: Week, who: Who): Promise<void> {
  const { id, version, goals: items } = await week.sheet(who);
  const change = items.map((goal, n) => ({ goalId: goal.id, weight: ['40', '40', '20'][n] }));
  const { status } = await goals.call(week.as(who), 'PATCH', `/v1/goal-sheets/${id}`, { version, goals: change });
  expect(status).toBe(200);
}

it('tells whoever decides which plans differ from those agreed with the same people last', async () => {
  const first = await new Week(goals).open('again');
  await goals.at(AT.issue);
  await goals.activities.issueSheets(await first.ref());
  await goals.at(AT.planning);
  await first.planned('ann', 'bob');
  // Handed in and never agreed: nothing to compare with.
  await first.act('cat', 'plan');
  for (const who of ['ann', 'bob', 'cat'] as const) expect(await changedOf(first, who)).toBe(true);

  const second = await next(first);
  await reweigh(second, 'bob');
  for (const who of ['ann', 'bob', 'cat'] as const) expect((await second.act(who, 'plan')).status).toBeLessThan(300);
  expect(await changedOf(second, 'ann')).toBe(false);
  expect(await changedOf(second, 'bob')).toBe(true);
  expect(await changedOf(second, 'cat')).toBe(true);
});

it('shows whoever may see a sheet what was agreed with that person last, and what came of it', async () => {
  const first = await new Week(goals).open('last');
  await goals.at(AT.issue);
  await goals.activities.issueSheets(await first.ref());
  await goals.at(AT.planning);
  await first.planned('ann');
  const second = await next(first);
  interface Last {
    period: string | null;
    goals: { code: string; target: string; attainment: string }[];
  }
  const last = async (reader: Who, whose: Who) =>
    goals.call<Last>(second.as(reader), 'GET', `/v1/goal-sheets/${(await second.sheet(whose)).id}/last`);
  const seen = await last('lead', 'ann');
  expect(seen.status).toBe(200);
  const before = (await first.sheet('ann')).goals.map(({ code, target }) => ({ code, target }));
  expect(seen.body.period).toBe('2026-W47');
  expect(seen.body.goals.map(({ code, target }) => ({ code, target }))).toEqual(before);
  expect((await last('lead', 'bob')).body).toEqual({ period: null, goals: [] });
  expect((await last('bob', 'ann')).status).toBe(403);
});
