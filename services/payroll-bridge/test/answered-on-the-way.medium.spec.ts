import { randomUUID } from 'node:crypto';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { TENANT, worker } from '@goalbeat/testing/harness/company';
import { WebhookCourier } from '../src/hand-over/webhook/webhook-courier.js';
import { BatchCloser } from '../src/payout/batch-closer.js';
import { payoutIdOf } from '../src/payout/payout-id.js';
import { score } from './company.js';
import { linesOf, listOf } from './lists.js';
import { answerOf, type Payroll, startPayroll } from './payroll-service.js';
import { twoPeople } from './two-people.js';

/** Payroll answers while the request is under way: it has the payout, and is never sent it again. */
describe('a payout that is answered on its way', () => {
  let payroll: Payroll;
  let server: Server | undefined;
  let posts: string[] = [];
  let week = 10;

  beforeAll(async () => {
    payroll = await startPayroll();
    await payroll.seed(TENANT, 2);
    await payroll.putPlan();
    await payroll.ask('lead', 'POST', '/v1/hand-over/secrets');
  });
  afterEach(() => {
    server?.close();
  });
  afterAll(() => payroll.close());

  const ref = (runId: string) => ({ tenantId: TENANT, runId });
  const { goBy: setWay } = twoPeople(() => payroll);
  /** Asked by key it knows nothing. */
  const listen = async (
    options: { deduplicates: boolean; ask?: boolean },
    react: (id: string, to: ServerResponse) => Promise<void>,
  ) => {
    posts = [];
    const mine = createServer((request, response) => {
      let text = '';
      request.on('data', (some: Buffer) => (text += some.toString('utf8')));
      request.on('end', () => {
        if (request.method === 'GET') {
          response.setHeader('content-type', 'application/json');
          response.end(JSON.stringify({ payoutId: request.url?.split('/').at(-1), known: false }));
          return;
        }
        const { data, type } = JSON.parse(text) as { type: string; data: { payoutId: string } };
        if (!type.includes('payout.requested')) {
          response.end();
          return;
        }
        posts.push(data.payoutId);
        void react(data.payoutId, response);
      });
    });
    server = mine;
    await new Promise<void>((resolve) => mine.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(mine.address() as AddressInfo).port}/p`;
    const { deduplicates, ask } = options;
    await setWay({ way: 'webhook', url, deduplicates, ...(ask === true ? { queryUrl: url } : {}) });
  };
  const handOver = async (): Promise<string> => {
    const runId = await payroll.build(randomUUID(), [score(1, worker(1))], `2027-W${week++}`);
    await payroll.signAll(runId);
    await payroll.activities.postRun(ref(runId));
    await payroll.activities.handOverBatch(ref(runId));
    return runId;
  };
  /** Five rounds of the courier, as if the time between them had passed. */
  const rounds = async () => {
    for (let n = 0; n < 5; n++) {
      await payroll.get(WebhookCourier).round();
      await payroll.rows(`UPDATE hand_over_message SET next_at = now() WHERE next_at IS NOT NULL`);
    }
  };
  const states = (runId: string) =>
    payroll.rows(
      `SELECT m.state AS message, p.state AS payout FROM hand_over_message m JOIN payout p ON p.id = m.id WHERE m.run_id = $1`,
      [runId],
    );

  it('settles when the link is cut after the answer and nobody can be asked', async () => {
    await listen({ deduplicates: false }, async (id, to) => {
      await payroll.answer(answerOf(id, 'paid'));
      to.destroy();
    });
    const runId = await handOver();
    await rounds();
    expect(posts).toHaveLength(1);
    expect(await states(runId)).toEqual([{ message: 'delivered', payout: 'paid' }]);
    await payroll.get(BatchCloser).closeConfirmed();
    expect(await payroll.activities.closeRun(ref(runId))).toMatchObject({ state: 'settled' });
  });

  it('is not sent again when payroll, asked by key, knows nothing of it', async () => {
    await listen({ deduplicates: false, ask: true }, async (id, to) => {
      await payroll.answer(answerOf(id, 'paid'));
      to.destroy();
    });
    const runId = await handOver();
    await rounds();
    expect(posts).toHaveLength(1);
    expect(await states(runId)).toEqual([{ message: 'delivered', payout: 'paid' }]);
  });

  it.each([
    [429, 'rejected'],
    [503, 'accepted'],
    [422, 'paid'],
  ] as const)('is not sent again after %i when it was %s meanwhile', async (status, outcome) => {
    await listen({ deduplicates: true }, async (id, to) => {
      if (posts.length === 1) await payroll.answer(answerOf(id, outcome, { code: 'x' }));
      to.statusCode = status;
      to.end();
    });
    const runId = await handOver();
    await rounds();
    expect(posts).toHaveLength(1);
    expect(await states(runId)).toEqual([{ message: 'delivered', payout: outcome }]);
  });

  it('takes what the body of its own answer says, though it was accepted meanwhile', async () => {
    await listen({ deduplicates: true }, async (id, to) => {
      await payroll.answer(answerOf(id, 'accepted'));
      to.end(JSON.stringify({ outcome: 'paid' }));
    });
    const runId = await handOver();
    await rounds();
    expect(await states(runId)).toEqual([{ message: 'delivered', payout: 'paid' }]);
  });

  it('settles by finance’s word when its message had stayed in doubt', async () => {
    await listen({ deduplicates: false }, async (id, to) => {
      await payroll.answer(answerOf(id, 'paid'));
      to.destroy();
    });
    const runId = await handOver();
    await rounds();
    await payroll.rows(`UPDATE hand_over_message SET state = 'unclear' WHERE run_id = $1`, [runId]);
    const decide = () =>
      payroll.ask('lead', 'POST', '/v1/deliveries/decisions', {
        payoutIds: posts,
        finding: 'payroll-has-it',
        reason: '已核对',
      });
    expect(await decide()).toMatchObject({ status: 200, body: { decided: 1 } });
    expect(await states(runId)).toEqual([{ message: 'delivered', payout: 'paid' }]);
  });

  it('waits a second at least when payroll asks it to come again at once', async () => {
    await listen({ deduplicates: true }, (_, to) => {
      to.statusCode = 429;
      to.setHeader('retry-after', '0');
      to.end();
      return Promise.resolve();
    });
    const runId = await handOver();
    await payroll.get(WebhookCourier).round();
    expect(
      await payroll.rows(
        `SELECT next_at >= changed_at + interval '1 s' AS later FROM hand_over_message WHERE run_id = $1`,
        [runId],
      ),
    ).toEqual([{ later: true }]);
  });

  it('does not leave by the broker when it was answered before it was handed over', async () => {
    await setWay({ way: 'rabbitmq' });
    const runId = await payroll.build(randomUUID(), [score(1, worker(1))], `2027-W${week++}`);
    const [line] = await linesOf(payroll, (await listOf(payroll, runId)).id);
    const payoutId = payoutIdOf(line?.id ?? '');
    expect(await payroll.answer(answerOf(payoutId, 'rejected', { code: 'x' }))).toEqual(['unknown-payout']);
    await payroll.signAll(runId);
    await payroll.activities.postRun(ref(runId));
    await payroll.activities.handOverBatch(ref(runId));
    expect(await payroll.rows('SELECT state FROM payout WHERE id = $1', [payoutId])).toEqual([{ state: 'rejected' }]);
    expect(await payroll.rows('SELECT 1 FROM outbox WHERE id = $1', [payoutId])).toEqual([]);
    await payroll.get(BatchCloser).closeConfirmed();
    expect(await payroll.activities.readRun(ref(runId))).toMatchObject({ batchesOpen: 0, unanswered: 0, rejected: 1 });
  });
});
