import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PAYOUTS_EXCHANGE, PAYROLL_ANSWERS_QUEUE } from '@goalbeat/contracts/names';
import { PAYOUT_EVENTS, PayoutBatchClosedEvent, PayoutRequestedEvent } from '@goalbeat/contracts/payroll/events';
import type { Principal } from '@goalbeat/domain/access/roles';
import { type Channel, type ChannelModel, connect } from 'amqplib';
import { staff, TENANT, worker } from '@goalbeat/testing/harness/company';
import { required } from '@goalbeat/testing/harness/test-environment';
import { eventually } from '@goalbeat/testing/harness/eventually';
import { score } from './company.js';
import { answerOf, type Payroll, startPayroll } from './payroll-service.js';

const PEOPLE = 2_000;

describe('the hand-over through RabbitMQ', () => {
  let payroll: Payroll;
  let model: ChannelModel;
  let channel: Channel;
  let queue: string;
  const requested: unknown[] = [];
  const closed: unknown[] = [];
  let answering: ('accepted' | 'paid')[] = ['accepted', 'paid'];

  beforeAll(async () => {
    const amqpUrl = required('TEST_AMQP_URL');
    model = await connect(amqpUrl);
    channel = await model.createChannel();
    for (const name of [PAYROLL_ANSWERS_QUEUE, 'goalbeat.payroll-bridge'])
      for (const suffix of ['', '.dead', '.later']) await channel.deleteQueue(`${name}${suffix}`);
    // Somebody listens to our events, else the relay would try them for ever.
    await channel.assertExchange('goalbeat.events', 'topic', { durable: true });
    await channel.assertExchange(PAYOUTS_EXCHANGE, 'topic', { durable: true });
    const sink = await channel.assertQueue('', { exclusive: true });
    await channel.bindQueue(sink.queue, 'goalbeat.events', '#');
    await channel.consume(sink.queue, () => undefined, { noAck: true });
    ({ queue } = await channel.assertQueue('', { exclusive: true }));
    payroll = await startPayroll({ run: ['http', 'relay', 'consumers'], amqpUrl });
    await payroll.seed(TENANT, PEOPLE);
    await payroll.putPlan();
    await channel.bindQueue(queue, PAYOUTS_EXCHANGE, '#');
    await channel.consume(
      queue,
      (message) => {
        const event = JSON.parse(message?.content.toString('utf8') ?? '{}') as { id: string; type: string };
        if (event.type === PAYOUT_EVENTS.batchClosed) closed.push(event);
        else requested.push(event);
        if (event.type !== PAYOUT_EVENTS.requested) return;
        for (const outcome of answering) {
          channel.sendToQueue(PAYROLL_ANSWERS_QUEUE, Buffer.from(JSON.stringify(answerOf(event.id, outcome))), {
            persistent: true,
          });
        }
      },
      { noAck: true },
    );
  });
  afterAll(async () => {
    await payroll.close();
    await model.close();
  });

  it('hands 2,000 payouts over and has them answered', async () => {
    const runId = await payroll.build(
      randomUUID(),
      Array.from({ length: PEOPLE }, (_, n) => score(n, worker(n))),
    );
    const ref = { tenantId: TENANT, runId };
    await payroll.signAll(runId);
    const from = performance.now();
    await payroll.activities.postRun(ref);
    const posted = performance.now();
    while ((await payroll.activities.handOverBatch(ref)).remaining > 0);
    const handed = performance.now();
    await eventually(
      async () => (await payroll.activities.readRun(ref)).unanswered,
      (seen) => seen === 0,
    );
    const answered = performance.now();
    await eventually(
      async () => (await payroll.activities.readRun(ref)).batchesOpen,
      (seen) => seen === 0,
    );
    await payroll.activities.reconcileRun(ref);
    await payroll.activities.closeRun(ref);
    process.stdout.write(
      `post ${Math.round(posted - from)} ms, hand over ${Math.round(handed - posted)} ms, answered ${Math.round(answered - from)} ms after the signature\n`,
    );
    await eventually(
      () => closed.length,
      (seen) => seen === 4,
    );
    expect(requested).toHaveLength(PEOPLE);
    expect(() => requested.map((event) => PayoutRequestedEvent.parse(event))).not.toThrow();
    expect(closed.map((event) => PayoutBatchClosedEvent.parse(event).data.count)).toEqual([500, 500, 500, 500]);
    expect((await payroll.activities.readRun(ref)).paid).toBe(PEOPLE);
  });

  it('sends what is no answer to the dead letters and goes on', async () => {
    const stray = answerOf(randomUUID(), 'paid');
    const nowhere = JSON.stringify(answerOf(randomUUID(), 'paid', { tenantId: randomUUID() }));
    for (const body of [
      'not json',
      '{}',
      nowhere,
      // Rejected, and not why.
      JSON.stringify({ ...stray, outcome: 'rejected' }),
      JSON.stringify(stray),
    ]) {
      channel.sendToQueue(PAYROLL_ANSWERS_QUEUE, Buffer.from(body), { persistent: true });
    }
    await eventually(
      async () => (await payroll.rows('SELECT 1 FROM payout_answer WHERE answer_id = $1', [stray.answerId])).length,
      (seen) => seen === 1,
    );
    expect(await payroll.rows(`SELECT result FROM payout_answer WHERE answer_id = $1`, [stray.answerId])).toEqual([
      { result: 'unknown-payout' },
    ]);
    // Kept in the database, out of the broker, each once.
    const kept = await eventually(
      () =>
        payroll.rows<{ id: string; cause: string; detail: string }>(
          'SELECT id, cause, detail FROM dead_letter ORDER BY cause',
        ),
      (seen) => seen.length === 4,
    );
    expect(kept.map(({ cause }) => cause)).toEqual(['not-an-answer', 'not-an-answer', 'not-json', 'unknown-tenant']);
    expect(kept.map(({ detail }) => detail).join()).toContain('why it was rejected');
    await eventually(
      async () => (await channel.checkQueue(`${PAYROLL_ANSWERS_QUEUE}.dead`)).messageCount,
      (seen) => seen === 0,
    );
  });

  it('shows dead letters to operations without what they say of anybody, and replays what can be read by now', async () => {
    const ops = { ...staff('boss'), roles: [{ role: 'ops' as const, unitId: null }] };
    const admin = { ...staff('boss'), roles: [{ role: 'admin' as const, unitId: null }] };
    const [payout] = await payroll.rows<{ id: string }>(
      `SELECT id FROM payout WHERE state = 'paid' ORDER BY id LIMIT 1`,
    );
    const secret = answerOf(payout?.id ?? '', 'paid', {
      text: '张三的账户',
      amount: { amount: '1234.56', currency: 'CNY' },
    });
    // As if a bug of ours had refused it five times.
    channel.publish('goalbeat.dead', PAYROLL_ANSWERS_QUEUE, Buffer.from(JSON.stringify(secret)), { persistent: true });
    const list = async (who: Principal) =>
      (await payroll.ask(who, 'GET', '/v1/dead-letters')).body['items'] as {
        id: string;
        cause: string;
        body: string;
        state: string;
      }[];
    const letters = await eventually(
      () => list(ops),
      (seen) => seen.length === 2,
    );
    const mine = letters.find((one) => one.cause === 'failed');
    expect(mine).toMatchObject({ state: 'open', body: expect.stringContaining(secret.answerId) });
    expect(JSON.stringify(letters)).not.toMatch(/张三|1234\.56/);
    expect((await list(admin)).map((one) => one.cause)).toEqual(['failed', 'not-an-answer']);
    expect((await payroll.ask('lead', 'GET', '/v1/dead-letters')).status).toBe(403);

    const replay = (id: string, who: Principal = ops) => payroll.ask(who, 'POST', `/v1/dead-letters/${id}/replay`);
    expect(await replay(mine?.id ?? '', admin)).toMatchObject({ status: 200, body: { state: 'replayed' } });
    expect(await replay(mine?.id ?? '')).toMatchObject({ status: 200, body: { state: 'replayed' } });
    expect(await payroll.rows('SELECT result FROM payout_answer WHERE answer_id = $1', [secret.answerId])).toEqual([
      { result: 'contradiction' },
    ]);
    const broken = letters.find((one) => one.cause === 'not-an-answer')?.id ?? '';
    expect(await replay(broken)).toMatchObject({ status: 409, body: { code: 'wrong-state' } });
    const aside = () => payroll.ask(ops, 'POST', `/v1/dead-letters/${broken}/set-aside`, { reason: '测试消息' });
    expect(await aside()).toMatchObject({ status: 200, body: { state: 'set-aside', reason: '测试消息' } });
    expect(await aside()).toMatchObject({ status: 200 });
    expect(await replay(broken)).toMatchObject({ status: 409 });
  });

  it('keeps payouts while nobody listens and closes the batch once somebody does', async () => {
    answering = [];
    await channel.unbindQueue(queue, PAYOUTS_EXCHANGE, '#');
    const runId = await payroll.build(randomUUID(), [score(0, worker(0))], '2026-W48');
    const ref = { tenantId: TENANT, runId };
    await payroll.signAll(runId);
    await payroll.activities.postRun(ref);
    await payroll.activities.handOverBatch(ref);
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    expect(await payroll.activities.readRun(ref)).toMatchObject({ batchesOpen: 1, unanswered: 1 });
    expect(await payroll.rows('SELECT state FROM payout WHERE run_id = $1', [runId])).toEqual([{ state: 'requested' }]);
    await channel.bindQueue(queue, PAYOUTS_EXCHANGE, '#');
    await eventually(
      async () => (await payroll.activities.readRun(ref)).batchesOpen,
      (seen) => seen === 0,
    );
    expect(await payroll.rows('SELECT state FROM payout WHERE run_id = $1', [runId])).toEqual([
      { state: 'handed-over' },
    ]);
  });
});
