import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { STAFF, TENANT, worker } from '@goalbeat/testing/harness/company';
import { Book } from '@goalbeat/testing/payroll-simulator/book';
import { WebhookPayroll } from '@goalbeat/testing/payroll-simulator/webhook-payroll';
import { BatchCloser } from '../src/payout/batch-closer.js';
import { WebhookClient } from '../src/hand-over/webhook/webhook-client.js';
import { WebhookCourier } from '../src/hand-over/webhook/webhook-courier.js';
import { score } from './company.js';
import { answerOf, type Payroll, startPayroll } from './payroll-service.js';
import { twoPeople } from './two-people.js';

const PEOPLE = 100;

describe('the hand-over by webhook', () => {
  let payroll: Payroll;
  let folder: string;
  let book: Book;
  let theirs: WebhookPayroll;
  const secrets: string[] = [];
  let week = 1;
  const { goBy: setWay, say, sayByTwo, put: putWay, newSecret: makeSecret } = twoPeople(() => payroll);

  beforeAll(async () => {
    payroll = await startPayroll();
    await payroll.seed(TENANT, PEOPLE);
    await payroll.putPlan();
    folder = mkdtempSync(join(tmpdir(), 'webhook-'));
    await newSecret();
  });
  afterAll(async () => {
    await payroll.close();
    await theirs.close();
    book.close();
    rmSync(folder, { recursive: true });
  });
  beforeEach(async () => {
    await theirs?.close();
    book?.close();
    book = new Book(join(folder, `${randomUUID()}.jsonl`));
  });

  async function newSecret(): Promise<void> {
    secrets.unshift(await makeSecret());
  }

  async function goBy(options: { deduplicates: boolean; ask?: boolean }): Promise<void> {
    theirs = await WebhookPayroll.start(book, { secrets, deduplicates: options.deduplicates });
    await setWay({
      way: 'webhook',
      url: `${theirs.url}/payouts`,
      deduplicates: options.deduplicates,
      ...(options.ask === true ? { queryUrl: `${theirs.url}/payouts` } : {}),
    });
  }

  async function handOver(
    people: number,
  ): Promise<{ runId: string; ref: { tenantId: string; runId: string }; ids: string[] }> {
    const scores = Array.from({ length: people }, (_, n) => score(n, worker(n)));
    const runId = await payroll.build(randomUUID(), scores, `2027-W${String(week++).padStart(2, '0')}`);
    const ref = { tenantId: TENANT, runId };
    await payroll.signAll(runId);
    await payroll.activities.postRun(ref);
    while ((await payroll.activities.handOverBatch(ref)).remaining > 0);
    const rows = await payroll.rows<{ id: string }>('SELECT id FROM payout WHERE run_id = $1 ORDER BY id', [runId]);
    return { runId, ref, ids: rows.map((row) => row.id) };
  }

  const courier = (): Promise<number> => payroll.get(WebhookCourier).round();
  /** As if the time until the next attempt or question had passed. */
  const later = () => payroll.rows(`UPDATE hand_over_message SET next_at = now() WHERE next_at IS NOT NULL`);
  const states = async (runId: string): Promise<Record<string, number>> => {
    const rows = await payroll.rows<{ s: string; n: number }>(
      `SELECT m.state || ' ' || p.state AS s, count(*)::int AS n FROM hand_over_message m JOIN payout p ON p.id = m.id
       WHERE m.run_id = $1 GROUP BY 1`,
      [runId],
    );
    return Object.fromEntries(rows.map((row) => [row.s, row.n]));
  };
  const todos = (kind: string, runId: string) =>
    payroll.rows(
      `SELECT assignee_id AS "assigneeId", state FROM approval_task WHERE subject_kind = $1
         AND subject_id IN (SELECT id::text FROM payout_batch WHERE run_id = $2)`,
      [kind, runId],
    );
  const drain = async (): Promise<void> => {
    while ((await courier()) > 0);
  };

  async function settleAll({
    runId,
    ref,
    ids,
  }: {
    runId: string;
    ref: { tenantId: string; runId: string };
    ids: string[];
  }) {
    await payroll.get(BatchCloser).closeConfirmed();
    const open = await payroll.rows<{ id: string }>(`SELECT id FROM payout WHERE run_id = $1 AND state <> 'paid'`, [
      runId,
    ]);
    await payroll.answer(...open.map(({ id }) => answerOf(id, 'paid')));
    await drain();
    expect(await payroll.activities.readRun(ref)).toMatchObject({ batchesOpen: 0, unanswered: 0, paid: ids.length });
    await payroll.activities.reconcileRun(ref);
    expect(await payroll.activities.closeRun(ref)).toMatchObject({ state: 'settled' });
  }

  it('signs by Standard Webhooks, takes 2xx for accepted and closes the batch', async () => {
    await goBy({ deduplicates: true });
    const run = await handOver(3);
    await drain();
    expect(await states(run.runId)).toEqual({ 'delivered accepted': 3 });
    expect([theirs.forged, book.size]).toEqual([0, 3]);
    await payroll.get(BatchCloser).closeConfirmed();
    await drain();
    expect(theirs.batches).toHaveLength(1);
    await settleAll(run);
    const seen = await payroll.ask('lead', 'GET', `/v1/deliveries?run=${run.runId}&limit=10`);
    expect((seen.body['items'] as { kind: string }[]).map((one) => one.kind).toSorted()).toEqual([
      'batch',
      'payout',
      'payout',
      'payout',
    ]);
  });

  it('takes what the answer’s body says, and asks nobody to guess an outcome that cannot be read', async () => {
    await goBy({ deduplicates: false });
    const said = [
      { outcome: 'paid', reference: 'P-1' },
      { outcome: 'rejected', code: 'wrong-account', text: '账户有误' },
      { outcome: 'perhaps' },
      { outcome: 'paid', payoutId: randomUUID() },
      { note: 'thanks' },
    ];
    const seen: string[] = [];
    theirs.react((id) => {
      if (!seen.includes(id)) seen.push(id);
      return { kind: 'answer', status: 200, body: said[seen.indexOf(id)] ?? {} };
    });
    const run = await handOver(5);
    await drain();
    expect(await states(run.runId)).toEqual({
      'delivered paid': 1,
      'delivered rejected': 1,
      'delivered accepted': 1,
      'unclear unknown': 2,
    });
  });

  it('pays each once when every link is cut after payroll has it: sent again under the same key', async () => {
    await goBy({ deduplicates: true });
    theirs.react((_, attempt) => (attempt === 1 ? { kind: 'cut' } : { kind: 'answer', status: 200 }));
    const run = await handOver(PEOPLE);
    await drain();
    // A slow machine may be so long about the first ones that they are due again meanwhile.
    expect(book.size).toBe(PEOPLE);
    await later();
    await drain();
    expect(await states(run.runId)).toEqual({ 'delivered accepted': PEOPLE });
    expect([book.size, book.repeats]).toEqual([PEOPLE, PEOPLE]);
    expect(run.ids.every((id) => theirs.attemptsOf(id) === 2)).toBe(true);
    await settleAll(run);
  });

  it('never sends blindly to who would pay twice: asks by key, a hundred cuts, one payment each', async () => {
    await goBy({ deduplicates: false, ask: true });
    const lost = new Set<string>();
    // Every tenth never arrived at all.
    theirs.react((id, attempt) => {
      if (attempt === 1 && lost.size < PEOPLE / 10) {
        lost.add(id);
        return { kind: 'before', status: 503 };
      }
      return attempt === 1 ? { kind: 'cut' } : { kind: 'answer', status: 202 };
    });
    const run = await handOver(PEOPLE);
    await drain();
    expect(await states(run.runId)).toEqual({ 'unclear unknown': PEOPLE });
    expect(await todos('payout-unclear', run.runId)).toEqual([{ assigneeId: STAFF.lead, state: 'open' }]);
    await later();
    await drain();
    // Denied once: it may have been on its way still.
    expect(await states(run.runId)).toEqual({ 'delivered paid': PEOPLE - lost.size, 'unclear unknown': lost.size });
    await later();
    await drain();
    expect(await states(run.runId)).toEqual({ 'delivered paid': PEOPLE - lost.size, 'delivered accepted': lost.size });
    expect([book.size, theirs.paidTwice]).toEqual([PEOPLE, []]);
    expect(await todos('payout-unclear', run.runId)).toEqual([{ assigneeId: STAFF.lead, state: 'superseded' }]);
    await settleAll(run);
  });

  it('without a key to ask by, a person says what payroll has; an answer says it too', async () => {
    await goBy({ deduplicates: false });
    theirs.react((_, attempt) => (attempt === 1 ? { kind: 'before', status: 502 } : { kind: 'answer', status: 200 }));
    const run = await handOver(4);
    const [a = '', b = '', c = '', d = ''] = run.ids;
    await drain();
    await later();
    await drain();
    expect(await states(run.runId)).toEqual({ 'unclear unknown': 4 });
    expect(run.ids.map((id) => theirs.attemptsOf(id))).toEqual([1, 1, 1, 1]);
    expect((await say([a], 'never-seen', 'hr')).status).toBe(403);
    expect(await say([a], 'send-again')).toMatchObject({ status: 409, body: { code: 'wrong-state' } });
    expect(await sayByTwo([a, b], 'never-seen')).toMatchObject({ status: 200, body: { state: 'confirmed' } });
    expect(await say([a, b], 'never-seen')).toMatchObject({
      status: 200,
      body: { decided: 0, unchanged: 2, asked: 0 },
    });
    expect(await say([c], 'payroll-has-it')).toMatchObject({ status: 200, body: { decided: 1 } });
    await payroll.answer(answerOf(d, 'paid'));
    expect(await say([d], 'never-seen')).toMatchObject({ status: 409 });
    await drain();
    expect(await states(run.runId)).toEqual({
      'delivered accepted': 2,
      'delivered handed-over': 1,
      'delivered paid': 1,
    });
    expect(run.ids.map((id) => theirs.attemptsOf(id))).toEqual([2, 2, 1, 1]);
    expect(await todos('payout-unclear', run.runId)).toEqual([{ assigneeId: STAFF.lead, state: 'superseded' }]);
    await settleAll(run);
  });

  it('keeps what payroll refused for finance: sent again once mended, or given up as rejected', async () => {
    await goBy({ deduplicates: false });
    theirs.react((_, attempt) => (attempt === 1 ? { kind: 'before', status: 422 } : { kind: 'answer', status: 200 }));
    const run = await handOver(2);
    const [a = '', b = ''] = run.ids;
    await drain();
    await later();
    await drain();
    expect(await states(run.runId)).toEqual({ 'refused requested': 2 });
    expect(await todos('payout-refused', run.runId)).toEqual([{ assigneeId: STAFF.lead, state: 'open' }]);
    const decide = (payoutIds: string[], finding: string) =>
      payroll.ask('lead', 'POST', '/v1/deliveries/decisions', { payoutIds, finding, reason: '工号已更正' });
    expect(await decide([a], 'never-seen')).toMatchObject({ status: 409 });
    expect(await decide([a], 'send-again')).toMatchObject({ status: 200, body: { decided: 1 } });
    expect(await decide([b], 'give-up')).toMatchObject({ status: 200, body: { decided: 1 } });
    await drain();
    expect(await states(run.runId)).toEqual({ 'delivered accepted': 1, 'given-up rejected': 1 });
    expect(await todos('payout-refused', run.runId)).toEqual([{ assigneeId: STAFF.lead, state: 'superseded' }]);
    await payroll.get(BatchCloser).closeConfirmed();
    expect(await payroll.activities.readRun(run.ref)).toMatchObject({ batchesOpen: 0, unanswered: 1, rejected: 1 });
    expect(
      await payroll.rows('SELECT n, outcome, status FROM hand_over_attempt WHERE message_id = $1 ORDER BY n', [a]),
    ).toEqual([
      { n: 1, outcome: 'refused', status: 422 },
      { n: 2, outcome: 'delivered', status: 200 },
    ]);
  });

  it('waits while nobody listens, and for whoever is asked to come later', async () => {
    await goBy({ deduplicates: false });
    theirs.react((_, attempt) =>
      attempt === 1
        ? { kind: 'answer', status: 429, headers: { 'retry-after': '900' } }
        : { kind: 'answer', status: 200 },
    );
    const run = await handOver(1);
    await drain();
    expect(
      await payroll.rows(
        `SELECT state, next_at > now() + interval '800 s' AS later FROM hand_over_message WHERE run_id = $1`,
        [run.runId],
      ),
    ).toEqual([{ state: 'waiting', later: true }]);
    await theirs.close();
    await later();
    await drain();
    expect(await states(run.runId)).toEqual({ 'waiting requested': 1 });
    const [row] = await payroll.rows<{ error: string }>('SELECT error FROM hand_over_message WHERE run_id = $1', [
      run.runId,
    ]);
    expect(row?.error).toContain('ECONNREFUSED');
  });

  it('sends nothing, and nothing again, while payouts are stopped', async () => {
    await goBy({ deduplicates: true });
    theirs.react((_, attempt) => (attempt === 1 ? { kind: 'cut' } : { kind: 'answer', status: 200 }));
    const run = await handOver(1);
    await drain();
    await payroll.rows(
      `INSERT INTO payout_stop (id, tenant_id, kind, reason, set_at, set_by, in_flight) VALUES ($1, $2, 'switch', 'x', now(), $3, '{}')`,
      [randomUUID(), TENANT, STAFF.lead],
    );
    await later();
    await drain();
    expect(theirs.attemptsOf(run.ids[0] ?? '')).toBe(1);
    await payroll.rows(
      `UPDATE payout_stop SET release_asked_by = $1, release_asked_at = now(), release_reason = 'x' WHERE released_at IS NULL`,
      [STAFF.lead],
    );
    await payroll.rows(`UPDATE payout_stop SET released_by = $1, released_at = now() WHERE released_at IS NULL`, [
      STAFF.hr,
    ]);
    await drain();
    expect(await states(run.runId)).toEqual({ 'delivered accepted': 1 });
    expect([book.size, book.repeats]).toEqual([1, 1]);
  });

  it('takes a sender that died on the way for a cut link', async () => {
    await goBy({ deduplicates: false });
    const run = await handOver(1);
    await payroll.rows(
      `UPDATE hand_over_message SET state = 'in-flight', attempts = 1, next_at = NULL, lease_until = now() - interval '1 s' WHERE run_id = $1`,
      [run.runId],
    );
    await drain();
    expect(await states(run.runId)).toEqual({ 'unclear unknown': 1 });
    expect(theirs.attemptsOf(run.ids[0] ?? '')).toBe(0);
  });

  it('signs with the old secret too for a day after a new one', async () => {
    await newSecret();
    await goBy({ deduplicates: true });
    secrets.shift();
    const run = await handOver(1);
    await drain();
    expect(theirs.forged).toBe(0);
    expect(await states(run.runId)).toEqual({ 'delivered accepted': 1 });
    await payroll.rows(`UPDATE hand_over_secret SET previous_until = now() - interval '1 s'`);
    const next = await handOver(1);
    await drain();
    expect(theirs.forged).toBe(1);
    expect(await states(next.runId)).toEqual({ 'refused requested': 1 });
  });

  it('lets a run go the way that it began, and nobody set it who may not', async () => {
    await newSecret();
    await goBy({ deduplicates: true });
    const run = await handOver(1);
    const put = (who: 'lead' | 'hr' | 'reviewer', over: object) => putWay({ way: 'rabbitmq', ...over }, who);
    expect((await put('hr', {})).status).toBe(403);
    expect((await put('reviewer', {})).status).toBe(403);
    const stale = { way: 'rabbitmq', version: 900 };
    expect(await payroll.ask('lead', 'PUT', '/v1/hand-over', stale)).toMatchObject({
      status: 409,
      body: { code: 'stale-version' },
    });
    for (const url of ['ftp://payroll.example/x', 'http://payroll.example/x', 'https://a:b@payroll.example/']) {
      expect(await put('lead', { way: 'webhook', url })).toMatchObject({ status: 400, body: { field: 'url' } });
    }
    await setWay({ way: 'rabbitmq' });
    await drain();
    expect(await states(run.runId)).toEqual({ 'delivered accepted': 1 });
  });

  it('begins no request once a stop has committed, also of what was taken before it', async () => {
    await goBy({ deduplicates: false });
    const run = await handOver(40);
    const client = payroll.get(WebhookClient);
    const post = client.post.bind(client);
    let begun = 0;
    let stop: Promise<{ status: number }> | undefined;
    const spy = jest.spyOn(client, 'post').mockImplementation(async (...args) => {
      begun += 1;
      stop ??= payroll.ask('lead', 'POST', '/v1/stop-switch', { reason: '金额可疑' });
      expect((await stop).status).toBe(200);
      return post(...args);
    });
    try {
      await courier();
      const beforeTheStop = begun;
      expect(beforeTheStop).toBeLessThanOrEqual(10);
      // One whose connection failed is as good as not begun.
      const { 'delivered accepted': delivered = 0, ...rest } = await states(run.runId);
      expect(delivered).toBeLessThanOrEqual(beforeTheStop);
      expect(rest).toEqual({ 'waiting requested': 40 - delivered });
      await drain();
      expect(begun).toBe(beforeTheStop);
    } finally {
      spy.mockRestore();
    }
    const [one] = (await payroll.ask('lead', 'GET', '/v1/stop-switch')).body['stops'] as {
      id: string;
      version: number;
    }[];
    const body = { stop: one?.id, version: one?.version };
    expect(
      (await payroll.ask('hr', 'POST', '/v1/stop-switch/release-request', { ...body, reason: '已核实' })).status,
    ).toBe(200);
    expect(
      (await payroll.ask('lead', 'POST', '/v1/stop-switch/release', { ...body, version: (one?.version ?? 0) + 1 }))
        .status,
    ).toBe(200);
    await drain();
    expect(await states(run.runId)).toEqual({ 'delivered accepted': 40 });
    expect([book.size, book.repeats]).toEqual([40, 0]);
    await settleAll(run);
  });
});
