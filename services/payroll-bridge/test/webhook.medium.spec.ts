import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { STAFF, TENANT } from '@goalbeat/testing/harness/company';
import { BatchCloser } from '../src/payout/batch-closer.js';
import { type Payroll, startPayroll } from './payroll-service.js';
import { twoPeople } from './two-people.js';
import { webhookActs } from './webhook-acts.js';

describe('the hand-over by webhook', () => {
  let payroll: Payroll;
  const at = webhookActs(() => payroll);
  const { newSecret, goBy, handOver, later, states, todos, drain, settleAll, secrets } = at;
  const { goBy: setWay, put: putWay } = twoPeople(() => payroll);

  beforeAll(async () => {
    payroll = await startPayroll();
    await payroll.seed(TENANT, 10);
    await payroll.putPlan();
    await at.newSecret();
  });
  afterAll(async () => {
    await payroll.close();
    await at.close();
  });
  beforeEach(() => at.begin());

  it('signs by Standard Webhooks, takes 2xx for accepted and closes the batch', async () => {
    await goBy({ deduplicates: true });
    const run = await handOver(3);
    await drain();
    expect(await states(run.runId)).toEqual({ 'delivered accepted': 3 });
    expect([at.theirs.forged, at.book.size]).toEqual([0, 3]);
    await payroll.get(BatchCloser).closeConfirmed();
    await drain();
    expect(at.theirs.batches).toHaveLength(1);
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
    at.theirs.react((id) => {
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

  it('keeps what payroll refused for finance: sent again once mended, or given up as rejected', async () => {
    await goBy({ deduplicates: false });
    at.theirs.react((_, attempt) =>
      attempt === 1 ? { kind: 'before', status: 422 } : { kind: 'answer', status: 200 },
    );
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
    at.theirs.react((_, attempt) =>
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
    await at.theirs.close();
    await later();
    await drain();
    expect(await states(run.runId)).toEqual({ 'waiting requested': 1 });
    const [row] = await payroll.rows<{ error: string }>('SELECT error FROM hand_over_message WHERE run_id = $1', [
      run.runId,
    ]);
    expect(row?.error).toContain('ECONNREFUSED');
  });

  it('signs with the old secret too for a day after a new one', async () => {
    await newSecret();
    await goBy({ deduplicates: true });
    secrets.shift();
    const run = await handOver(1);
    await drain();
    expect(at.theirs.forged).toBe(0);
    expect(await states(run.runId)).toEqual({ 'delivered accepted': 1 });
    await payroll.rows(`UPDATE hand_over_secret SET previous_until = now() - interval '1 s'`);
    const next = await handOver(1);
    await drain();
    expect(at.theirs.forged).toBe(1);
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
});
