import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { OTHER_TENANT, staff, TENANT, worker } from '@goalbeat/testing/harness/company';
import { eventually } from '@goalbeat/testing/harness/eventually';
import type { AttemptResult } from '../src/hand-over/webhook/judge-attempt.js';
import { WebhookClient } from '../src/hand-over/webhook/webhook-client.js';
import { WebhookCourier } from '../src/hand-over/webhook/webhook-courier.js';
import { score } from './company.js';
import { type Payroll, startPayroll } from './payroll-service.js';

/** Requests of one company that may be on their way at once. */
const LIMIT = 10;
const SILENT = 'http://127.0.0.1:9/silent';
const QUICK = 'http://127.0.0.1:9/quick';
const TAKEN: AttemptResult = { kind: 'answered', status: 202, body: '', retryAfterSeconds: null };

describe('a receiver that is silent', () => {
  let payroll: Payroll;

  beforeAll(async () => {
    payroll = await startPayroll();
    await payroll.seed(TENANT, 30);
    await payroll.seed(OTHER_TENANT, 1);
    for (const [tenantId, url] of [
      [TENANT, SILENT],
      [OTHER_TENANT, QUICK],
    ] as const) {
      const lead = staff('lead', tenantId);
      await done(payroll.ask(lead, 'POST', '/v1/hand-over/secrets'));
      const body = { way: 'webhook', url, queryUrl: url, deduplicates: false };
      await done(payroll.ask(lead, 'PUT', '/v1/hand-over', body));
    }
    await payroll.putPlan();
  });
  afterAll(() => payroll.close());
  const done = async (asked: ReturnType<Payroll['ask']>): Promise<void> => {
    const { status, body } = await asked;
    if (status >= 300) throw new Error(JSON.stringify(body));
  };

  const stateOf = async (ids: readonly string[]): Promise<Record<string, number>> => {
    const rows = await payroll.rows<{ state: string; n: number }>(
      'SELECT state, count(*)::int AS n FROM hand_over_message WHERE id = ANY($1::uuid[]) GROUP BY 1',
      [ids],
    );
    return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
  };
  async function handOver(people: number): Promise<string[]> {
    const scores = Array.from({ length: people }, (_, n) => score(n, worker(n)));
    const runId = await payroll.build(randomUUID(), scores);
    const ref = { tenantId: TENANT, runId };
    await payroll.signAll(runId);
    await payroll.activities.postRun(ref);
    await payroll.activities.handOverBatch(ref);
    const rows = await payroll.rows<{ id: string }>('SELECT id FROM payout WHERE run_id = $1 ORDER BY id', [runId]);
    return rows.map(({ id }) => id);
  }

  /** Closed batches of a run of the other company: the courier looks at nothing else of them. */
  async function ofTheOther(count: number): Promise<string[]> {
    const [runId, batchId] = [randomUUID(), randomUUID()];
    const ids = Array.from({ length: count }, () => randomUUID());
    const body = JSON.stringify({ data: { count: 0, sums: [{ amount: '0.00', currency: 'CNY' }] } });
    const copyOf = (table: string, over: object): Promise<unknown[]> =>
      payroll.rows(
        `INSERT INTO ${table} SELECT c.* FROM (SELECT * FROM ${table} LIMIT 1) AS f, jsonb_populate_record(f::${table}, $1::jsonb) AS c`,
        [JSON.stringify({ tenant_id: OTHER_TENANT, ...over })],
      );
    await copyOf('payout_run', { id: runId });
    await copyOf('payout_batch', { id: batchId, run_id: runId });
    await copyOf('hand_over_pin', { run_id: runId, url: QUICK });
    for (const id of ids)
      await copyOf('hand_over_message', { id, kind: 'batch', run_id: runId, batch_id: batchId, body });
    return ids;
  }

  it('holds up nobody else, nor questions about its own, and has ten requests at most', async () => {
    const courier = payroll.get(WebhookCourier);
    const client = payroll.get(WebhookClient);
    const mine = await handOver(20);
    const theirs = await ofTheOther(25);
    const doubtful = mine.slice(0, 5);
    await payroll.rows(`UPDATE hand_over_message SET state = 'unclear', next_at = now() WHERE id = ANY($1::uuid[])`, [
      doubtful,
    ]);
    let atOnce = 0;
    let most = 0;
    const letGo = Promise.withResolvers<AttemptResult>();
    const post = jest.spyOn(client, 'post').mockImplementation(async (url) => {
      if (url !== SILENT) return TAKEN;
      atOnce += 1;
      most = Math.max(most, atOnce);
      const result = await letGo.promise;
      atOnce -= 1;
      return result;
    });
    const query = jest
      .spyOn(client, 'query')
      .mockImplementation(() => Promise.resolve({ kind: 'has-it', answer: { outcome: 'paid' } }));
    try {
      const turn = courier.round();
      // Nobody has answered one of the silent company's requests while all this comes to its end.
      await eventually(
        () => stateOf(theirs),
        (seen) => seen['delivered'] === theirs.length,
      );
      await eventually(
        () => stateOf(doubtful),
        (seen) => seen['delivered'] === doubtful.length,
      );
      await eventually(
        () => atOnce,
        (seen) => seen === LIMIT,
      );
      expect(query).toHaveBeenCalledTimes(doubtful.length);
      letGo.resolve(TAKEN);
      await turn;
      while ((await courier.round()) > 0);
      expect(await stateOf(mine)).toEqual({ delivered: mine.length });
      expect(most).toBe(LIMIT);
    } finally {
      letGo.resolve(TAKEN);
      post.mockRestore();
      query.mockRestore();
    }
  });
});
