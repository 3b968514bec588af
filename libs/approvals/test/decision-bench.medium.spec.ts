import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { poolOf } from '@goalbeat/service-kit/db/data-source';
import type { Pool } from 'pg';
import { DataSource } from 'typeorm';
import { PEOPLE } from './acme.js';
import { type Sheets, startSheets } from './sheets-service.js';

const CLIENTS = 32;
const DECISIONS = 1000;
let sheets: Sheets;

beforeAll(async () => {
  sheets = await startSheets();
}, 60_000);
afterAll(() => sheets.close(), 60_000);

/** Runs the work with 32 clients; how many a second. */
async function perSecond(ids: string[], work: (approvalId: string) => Promise<unknown>): Promise<number> {
  const queue = [...ids];
  const began = performance.now();
  await Promise.all(
    Array.from({ length: CLIENTS }, async () => {
      for (let next = queue.pop(); next !== undefined; next = queue.pop()) await work(next);
    }),
  );
  return (ids.length / (performance.now() - began)) * 1000;
}

async function openMany(count: number): Promise<string[]> {
  const ids: string[] = [];
  await perSecond(
    Array.from({ length: count }, (_, n) => String(n)),
    async () => ids.push(await sheets.open()),
  );
  return ids;
}

it('a decision costs few statements, and its speed is most of what the bare statements reach', async () => {
  const pool = poolOf(sheets.app.get(DataSource, { strict: false }));
  const decide = (approvalId: string) =>
    sheets.engine.decide(sheets.command('lead'), approvalId, { taskVersion: 1, decision: 'approve' });

  // Record what one decision sends.
  const recorded: { text: string; values: unknown[] }[] = [];
  let recording = true;
  const patched: object[] = [];
  const connect = pool.connect.bind(pool);
  const [sample = ''] = await openMany(1);
  Object.assign(pool, {
    connect: async (callback?: never) => {
      // pool.query comes with a callback: not a decision's.
      if (callback !== undefined) return connect(callback);
      const client = await connect();
      patched.push(client);
      const query = client.query.bind(client);
      Object.assign(client, {
        query: (...args: unknown[]) => {
          const [first] = args as [string | { text: string; values: unknown[] }];
          if (recording) recorded.push(typeof first === 'string' ? { text: first, values: [] } : first);
          return (query as (...given: unknown[]) => unknown)(...args);
        },
      });
      return client;
    },
  });
  await decide(sample);
  Object.assign(pool, { connect });
  // The sampled connection goes back to the pool as it is.
  recording = false;
  for (const client of patched) Reflect.deleteProperty(client, 'query');
  const sent = recorded;
  expect(sent.length).toBeLessThanOrEqual(8);

  await perSecond(await openMany(300), decide);
  const engine = await perSecond(await openMany(DECISIONS), decide);
  // The same statements on other rows, with nothing around them.
  const rowsOf = await idsOf([sample]);
  const others = await openMany(DECISIONS);
  const all = await idsOf(others);
  const known = new Map(
    others.map((other) => [other, new Map([[sample, other], ...zip(rowsOf.get(sample) ?? [], all.get(other) ?? [])])]),
  );
  const own = sheets.pool(CLIENTS);
  const bare = await perSecond(others, (approvalId) => replay(own, sent, known.get(approvalId) ?? new Map()));
  await own.end();
  const [{ decided } = { decided: 0 }] = await sheets.rows<{ decided: number }>(
    `SELECT count(*)::int AS decided FROM approval_task WHERE decided_by = $1`,
    [PEOPLE.lead],
  );
  process.stdout.write(
    `${sent.length} statements a decision; ${engine.toFixed(0)}/s through the engine, ${bare.toFixed(0)}/s bare (pg loop), ratio ${(engine / bare).toFixed(2)}; ${decided} decided\n`,
  );
  expect(engine / bare).toBeGreaterThan(0.4);
}, 120_000);

/** Ids of the first step and task of each approval. */
async function idsOf(approvals: string[]): Promise<Map<string, string[]>> {
  const rows = await sheets.rows<{ approval: string; step: string; task: string }>(
    `SELECT s.approval_id AS approval, s.id AS step, t.id AS task FROM approval_step s
     JOIN approval_task t ON t.approval_id = s.approval_id AND t.step_no = s.no WHERE s.no = 1 AND s.approval_id = ANY($1)`,
    [approvals],
  );
  return new Map(rows.map((row) => [row.approval, [row.step, row.task]]));
}

const zip = (a: string[], b: string[]) => a.map((one, n) => [one, b[n] ?? one] as [string, string]);

async function replay(
  pool: Pool,
  sent: { text: string; values: unknown[]; name?: string }[],
  known: ReadonlyMap<string, string>,
): Promise<void> {
  const client = await pool.connect();
  try {
    await Promise.all(
      sent.map((one) =>
        client.query(
          one.values.length === 0
            ? one.text
            : ({ ...one, values: one.values.map((value) => freshened(value, known)) } as never),
        ),
      ),
    );
  } finally {
    client.release();
  }
}

/** Ids of this approval and its task; new ones for new rows. */
function freshened(value: unknown, known: ReadonlyMap<string, string>): unknown {
  if (Array.isArray(value)) return value.map((one) => freshened(one, known));
  if (typeof value !== 'string') return value;
  const mapped = known.get(value);
  if (mapped !== undefined) return mapped;
  let text = value;
  for (const [from, to] of known) text = text.replaceAll(from, to);
  const kept = new Set(known.values());
  return text.replaceAll(/"id":"([0-9a-f-]{36})"/g, (whole, id: string) =>
    kept.has(id) ? whole : `"id":"${randomUUID()}"`,
  );
}
