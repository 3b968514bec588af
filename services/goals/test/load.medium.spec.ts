import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { SALES, TENANT } from './company.js';
import { AT } from './definitions.js';
import { startGoals, type Goals } from './goals-service.js';
import { Week } from './week.js';

const PEOPLE = Number(process.env['LOAD_PEOPLE'] ?? 2_000);

let goals: Goals;
beforeAll(async () => {
  goals = await startGoals();
  await goals.rows(
    `INSERT INTO org_person (tenant_id, id, number, name, unit_id, job_family, grade, manager_id, joined_on, version)
     SELECT $1, gen_random_uuid(), 'N' || lpad(n::text, 5, '0'), 'person ' || n, $2, 'sales', 'P4',
       (SELECT p.id FROM org_person p WHERE p.tenant_id = $1 AND p.number = 'E004'), '2020-01-01', 1 FROM generate_series(1, $3) AS n`,
    [TENANT, SALES, PEOPLE],
  );
});
afterAll(() => goals.close());

it('issues 2,000 sheets of three goals, and closes them', async () => {
  const week = await new Week(goals).open('load');
  await goals.at(AT.issue);
  const ref = await week.ref();
  const began = performance.now();
  const result = await goals.activities.issueSheets(ref);
  const issued = performance.now() - began;
  expect(result).toMatchObject({ outcome: 'done', counts: { issued: PEOPLE + 5 } });
  expect(await goals.rows('SELECT count(*)::int AS n FROM goal')).toEqual([{ n: 3 * (PEOPLE + 5) }]);
  const timed: Record<string, number> = { issue: Math.round(issued) };
  const run = async (name: string, at: string, step: () => Promise<unknown>) => {
    await goals.at(at);
    const from = performance.now();
    expect(await step()).toMatchObject({ outcome: 'done' });
    timed[name] = Math.round(performance.now() - from);
  };
  await run('closePlanning', AT.closePlanning, async () => goals.activities.closePlanning(ref));
  await run('askForReport', AT.askReport, async () => goals.activities.askForReport(ref));
  await run('closeReporting', AT.closeReporting, async () => goals.activities.closeReporting(ref));
  await run('closeConfirming', AT.closeConfirming, async () => goals.activities.closeConfirming(ref));
  if (process.env['SAY_TIMES'] !== undefined) process.stdout.write(`${JSON.stringify(timed)}\n`);
  const [batch] = await goals.rows<{ count: number; pages: number; pages_sent: number }>(
    'SELECT count, pages, pages_sent FROM result_batch',
  );
  expect(batch).toEqual({
    count: PEOPLE + 5,
    pages: Math.ceil((PEOPLE + 5) / 100),
    pages_sent: Math.ceil((PEOPLE + 5) / 100),
  });
});
