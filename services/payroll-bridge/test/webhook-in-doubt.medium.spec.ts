import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { STAFF, TENANT } from '@goalbeat/testing/harness/company';
import { WebhookClient } from '../src/hand-over/webhook/webhook-client.js';
import { answerOf, type Payroll, startPayroll } from './payroll-service.js';
import { twoPeople } from './two-people.js';
import { webhookActs } from './webhook-acts.js';

const PEOPLE = 100;

describe('the hand-over by webhook', () => {
  let payroll: Payroll;
  const at = webhookActs(() => payroll);
  const { goBy, handOver, courier, later, states, todos, drain, settleAll } = at;
  const { say, sayByTwo } = twoPeople(() => payroll);

  beforeAll(async () => {
    payroll = await startPayroll();
    await payroll.seed(TENANT, PEOPLE);
    await payroll.putPlan();
    await at.newSecret();
  });
  afterAll(async () => {
    await payroll.close();
    await at.close();
  });
  beforeEach(() => at.begin());

  it('pays each once when every link is cut after payroll has it: sent again under the same key', async () => {
    await goBy({ deduplicates: true });
    at.theirs.react((_, attempt) => (attempt === 1 ? { kind: 'cut' } : { kind: 'answer', status: 200 }));
    const run = await handOver(PEOPLE);
    await drain();
    // A slow machine may be so long about the first ones that they are due again meanwhile.
    expect(at.book.size).toBe(PEOPLE);
    await later();
    await drain();
    expect(await states(run.runId)).toEqual({ 'delivered accepted': PEOPLE });
    expect([at.book.size, at.book.repeats]).toEqual([PEOPLE, PEOPLE]);
    expect(run.ids.every((id) => at.theirs.attemptsOf(id) === 2)).toBe(true);
    await settleAll(run);
  });

  it('never sends blindly to who would pay twice: asks by key, a hundred cuts, one payment each', async () => {
    await goBy({ deduplicates: false, ask: true });
    const lost = new Set<string>();
    // Every tenth never arrived at all.
    at.theirs.react((id, attempt) => {
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
    expect([at.book.size, at.theirs.paidTwice]).toEqual([PEOPLE, []]);
    expect(await todos('payout-unclear', run.runId)).toEqual([{ assigneeId: STAFF.lead, state: 'superseded' }]);
    await settleAll(run);
  });

  it('without a key to ask by, a person says what payroll has; an answer says it too', async () => {
    await goBy({ deduplicates: false });
    at.theirs.react((_, attempt) =>
      attempt === 1 ? { kind: 'before', status: 502 } : { kind: 'answer', status: 200 },
    );
    const run = await handOver(4);
    const [a = '', b = '', c = '', d = ''] = run.ids;
    await drain();
    await later();
    await drain();
    expect(await states(run.runId)).toEqual({ 'unclear unknown': 4 });
    expect(run.ids.map((id) => at.theirs.attemptsOf(id))).toEqual([1, 1, 1, 1]);
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
    expect(run.ids.map((id) => at.theirs.attemptsOf(id))).toEqual([2, 2, 1, 1]);
    expect(await todos('payout-unclear', run.runId)).toEqual([{ assigneeId: STAFF.lead, state: 'superseded' }]);
    await settleAll(run);
  });

  it('sends nothing, and nothing again, while payouts are stopped', async () => {
    await goBy({ deduplicates: true });
    at.theirs.react((_, attempt) => (attempt === 1 ? { kind: 'cut' } : { kind: 'answer', status: 200 }));
    const run = await handOver(1);
    await drain();
    await payroll.rows(
      `INSERT INTO payout_stop (id, tenant_id, kind, reason, set_at, set_by, in_flight) VALUES ($1, $2, 'switch', 'x', now(), $3, '{}')`,
      [randomUUID(), TENANT, STAFF.lead],
    );
    await later();
    await drain();
    expect(at.theirs.attemptsOf(run.ids[0] ?? '')).toBe(1);
    await payroll.rows(
      `UPDATE payout_stop SET release_asked_by = $1, release_asked_at = now(), release_reason = 'x' WHERE released_at IS NULL`,
      [STAFF.lead],
    );
    await payroll.rows(`UPDATE payout_stop SET released_by = $1, released_at = now() WHERE released_at IS NULL`, [
      STAFF.hr,
    ]);
    await drain();
    expect(await states(run.runId)).toEqual({ 'delivered accepted': 1 });
    expect([at.book.size, at.book.repeats]).toEqual([1, 1]);
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
    expect(at.theirs.attemptsOf(run.ids[0] ?? '')).toBe(0);
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
    expect([at.book.size, at.book.repeats]).toEqual([40, 0]);
    await settleAll(run);
  });
});
