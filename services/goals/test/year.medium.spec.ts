import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { Opened } from '@goalbeat/testing/harness/opened';
import { startWorkflowWorker } from '@goalbeat/testing/harness/workflow-worker';
import { BRANCHES, foundYear, hr, setRate, WEEKS, yearOf } from './simulated-year.js';
import { startGoals, type Goals } from './goals-service.js';

/** Seconds of business time in a real one: the year takes a minute. */
const RATE = Number(process.env['YEAR_RATE'] ?? 600_000);

/** As many as the pool has connections: more would wait for one longer than they may on a busy machine. */
const AT_ONCE = 10;

interface Planned {
  period: string;
  skipped: string | null;
  steps: { step: string; at: string }[];
}

let goals: Goals;
const opened = new Opened();
beforeAll(async () => {
  const temporal = {
    TEMPORAL_ADDRESS: needed('TEST_TEMPORAL_ADDRESS'),
    TEMPORAL_NAMESPACE: needed('TEST_TEMPORAL_NAMESPACE'),
  };
  opened.add(await startWorkflowWorker(temporal), (its) => its.kill('SIGTERM'));
  goals = await startGoals({ ...temporal, AMQP_URL: needed('TEST_AMQP_URL'), RUN: ['http', 'activities', 'relay'] });
  opened.add(goals, (its) => its.close());
  await foundYear(goals);
});
afterAll(() => opened.close());

function needed(name: string): string {
  const value = process.env[name] ?? '';
  if (value === '') throw new Error(`The simulated year needs ${name}`);
  return value;
}

async function until(what: string, ms: number, reached: () => Promise<boolean>): Promise<void> {
  const end = Date.now() + ms;
  while (!(await reached())) {
    if (Date.now() > end) throw new Error(`Not within ${ms} ms: ${what}`);
    await sleep(250);
  }
}

const countCycles = async (states: string[]): Promise<number> => {
  const [row] = await goals.rows<{ n: number }>('SELECT count(*)::int AS n FROM cycle WHERE state = ANY($1)', [states]);
  return row?.n ?? 0;
};

it('runs a year of 53 weeks in three zones as the preview said it would', async () => {
  const previews = new Map<string, Planned[]>();
  for (const branch of BRANCHES) {
    const put = await goals.call<{ id: string; version: number }>(hr, 'PUT', `/v1/cycle-definitions/${branch.code}`, {
      data: yearOf(branch),
    });
    expect(put.body).toMatchObject({ version: 1 });
    const { id, version } = put.body;
    const activated = await goals.call(hr, 'POST', `/v1/cycle-definitions/${id}/activate`, { version });
    expect(activated.status).toBe(200);
    const preview = await goals.call<{ periods: Planned[] }>(hr, 'POST', `/v1/cycle-definitions/${id}/preview`, {
      from: '2025-12-29',
      count: WEEKS,
    });
    expect(preview.body.periods.map(({ period }) => period).slice(-2)).toEqual(['2026-W52', '2026-W53']);
    previews.set(id, preview.body.periods);
  }
  const began = Date.now();
  for (const [id, periods] of previews) {
    const open = (period: string) => goals.call(hr, 'POST', `/v1/cycle-definitions/${id}/cycles`, { period });
    for (let n = 0; n < periods.length; n += AT_ONCE) {
      const asked = periods.slice(n, n + AT_ONCE).map(({ period }) => open(period));
      expect((await Promise.all(asked)).map(({ status }) => status)).toEqual(asked.map(() => 202));
    }
  }
  const all = WEEKS * BRANCHES.length;
  await until('all weeks are open', 240_000, async () => (await countCycles(['scheduled', 'skipped'])) === all);
  const opened = Date.now();

  await setRate(goals, RATE);
  const skipped = [...previews.values()].flat().filter((period) => period.skipped !== null);
  expect(skipped.map(({ period }) => period)).toEqual(['2026-W08']);
  await until('the year is over', 480_000, async () => (await countCycles(['closed'])) === all - skipped.length);
  const took = { opening: opened - began, year: Date.now() - opened };
  process.stdout.write(`simulated year: ${JSON.stringify(took)} ms\n`);

  const rows = await goals.rows<{ definition: string; period: string; step: string; at: Date; done_at: Date }>(
    `SELECT c.definition_id AS definition, c.period, s.step, s.at, s.done_at FROM cycle c
     JOIN cycle_step s ON s.tenant_id = c.tenant_id AND s.cycle_id = c.id ORDER BY c.definition_id, c.period, s.position`,
  );
  expect(rows.filter((row) => row.done_at < row.at)).toEqual([]);
  for (const [definition, periods] of previews) {
    const ran = rows
      .filter((row) => row.definition === definition)
      .map(({ period, step, at }) => `${period} ${step} ${new Date(at).toISOString()}`);
    expect(ran).toEqual(periods.flatMap(({ period, steps }) => steps.map(({ step, at }) => `${period} ${step} ${at}`)));
  }
  const outOfOrder = rows.filter((row, n) => {
    const before = rows[n - 1];
    return (
      before !== undefined &&
      before.definition === row.definition &&
      before.period === row.period &&
      row.done_at < before.done_at
    );
  });
  expect(outOfOrder).toEqual([]);
  const sheets = await goals.rows('SELECT state, count(*)::int AS n FROM goal_sheet GROUP BY state');
  expect(sheets).toEqual([{ state: 'unreported', n: 100 * (all - skipped.length) }]);
  expect(await goals.rows(`SELECT period, skip_reason FROM cycle WHERE state = 'skipped'`)).toEqual([
    { period: '2026-W08', skip_reason: 'no-working-day' },
  ]);
}, 620_000);
