import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { PAYOUT_EVENTS, type PayoutBatchClosed, PayoutBatchClosedEvent } from '@goalbeat/contracts/payroll/events';
import { TENANT, worker } from '@goalbeat/testing/harness/company';
import { WebhookCourier } from '../src/hand-over/webhook/webhook-courier.js';
import { BatchCloser } from '../src/payout/batch-closer.js';
import { score } from './company.js';
import { answerOf, type Payroll, startPayroll } from './payroll-service.js';
import { type Change, twoPeople } from './two-people.js';

interface Receiver {
  url: string;
  /** Amounts in minor units, by payout. */
  payouts: Map<string, bigint>;
  /** Closed batches, as they were told. */
  closed: { id: string; data: PayoutBatchClosed }[];
  close(): Promise<unknown>;
}

/** With which status it answers the n-th payout that comes, from 1, and a closed batch. */
interface Reactions {
  take?: (n: number) => number;
  end?: () => number;
}

async function listen({ take = () => 202, end = () => 204 }: Reactions = {}): Promise<Receiver> {
  const payouts: Receiver['payouts'] = new Map();
  const closed: Receiver['closed'] = [];
  let n = 0;
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (part: Buffer) => (body += part.toString('utf8')));
    request.on('end', () => {
      const event = JSON.parse(body) as { id: string; type: string; data: { amount: { amount: string } } };
      if (event.type === PAYOUT_EVENTS.batchClosed) {
        closed.push({ id: String(request.headers['webhook-id']), data: PayoutBatchClosedEvent.parse(event).data });
        response.writeHead(end()).end();
        return;
      }
      n += 1;
      const status = take(n);
      if (status < 300) payouts.set(event.id, BigInt(event.data.amount.amount.replace('.', '')));
      response.writeHead(status).end();
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    payouts,
    closed,
    url: `http://127.0.0.1:${port}/`,
    close: () => new Promise((resolve) => (server.closeAllConnections(), server.close(resolve))),
  };
}

describe('what an address is told of a closed batch', () => {
  let payroll: Payroll;
  let week = 1;
  const receivers: Receiver[] = [];
  const { decide, goBy, say } = twoPeople(() => payroll);

  beforeAll(async () => {
    payroll = await startPayroll();
    await payroll.seed(TENANT, 5);
    await payroll.putPlan();
    await payroll.ask('lead', 'POST', '/v1/hand-over/secrets');
  });
  afterAll(() => payroll.close());
  afterEach(() => Promise.all(receivers.splice(0).map((receiver) => receiver.close())));

  const receiver = async (react?: Reactions): Promise<Receiver> => {
    const one = await listen(react);
    receivers.push(one);
    return one;
  };
  const begun = async (people: number): Promise<{ runId: string; ids: string[] }> => {
    const scores = Array.from({ length: people }, (_, n) => score(n, worker(n)));
    const runId = await payroll.build(randomUUID(), scores, `2028-W${String(week++).padStart(2, '0')}`);
    await payroll.signAll(runId);
    await payroll.activities.postRun({ tenantId: TENANT, runId });
    await payroll.activities.handOverBatch({ tenantId: TENANT, runId });
    const rows = await payroll.rows<{ id: string }>('SELECT id FROM payout WHERE run_id = $1 ORDER BY id', [runId]);
    return { runId, ids: rows.map(({ id }) => id) };
  };
  /** Everything that waits is due. */
  const turn = async (): Promise<void> => {
    await payroll.rows('UPDATE hand_over_message SET next_at = now() WHERE next_at IS NOT NULL');
    await payroll.get(WebhookCourier).round();
  };
  const closing = async (): Promise<void> => {
    await payroll.get(BatchCloser).closeConfirmed();
    await turn();
  };
  const putRight = async (runId: string, url: string): Promise<void> => {
    const asked = await payroll.ask('lead', 'POST', '/v1/hand-over/addresses', { runId, url, reason: '地址打错了' });
    expect(asked.status).toBe(202);
    const confirmed = await decide('confirm', 'reviewer', asked.body as unknown as Change);
    expect(confirmed).toMatchObject({ status: 200, body: { state: 'confirmed' } });
  };
  const refusedOf = async (runId: string): Promise<string[]> => {
    const rows = await payroll.rows<{ id: string }>(
      `SELECT id FROM hand_over_message WHERE run_id = $1 AND state = 'refused'`,
      [runId],
    );
    return rows.map(({ id }) => id);
  };
  const figures = ({ payouts }: Receiver) => {
    const sum = String([...payouts.values()].reduce((all, one) => all + one, 0n)).padStart(3, '0');
    return { count: payouts.size, sums: [{ amount: `${sum.slice(0, -2)}.${sum.slice(-2)}`, currency: 'CNY' }] };
  };

  it('is the whole of it where all of it came there', async () => {
    const only = await receiver();
    await goBy({ way: 'webhook', url: only.url, deduplicates: true });
    await begun(3);
    await turn();
    await closing();
    expect(only.closed).toHaveLength(1);
    expect(only.closed[0]?.data).toMatchObject(figures(only));
    expect(only.closed[0]?.data).not.toHaveProperty('here');
  });

  it('is its part where the rest had come to the address before', async () => {
    const old = await receiver({ take: (n) => (n === 1 ? 202 : 404) });
    const right = await receiver();
    await goBy({ way: 'webhook', url: old.url, deduplicates: true });
    const { runId } = await begun(3);
    await turn();
    await putRight(runId, right.url);
    const refused = await refusedOf(runId);
    expect(refused).toHaveLength(2);
    await say(refused, 'send-again');
    await turn();
    await closing();
    expect(old.closed).toEqual([]);
    expect([...right.payouts.keys()].toSorted()).toEqual(refused.toSorted());
    expect(right.closed[0]?.data).toMatchObject({ count: 3, here: figures(right) });
  });

  it('is what came there by the time when it is told, and not when the batch closed', async () => {
    const old = await receiver({ end: () => 503 });
    const right = await receiver();
    await goBy({ way: 'webhook', url: old.url, deduplicates: true });
    const { runId } = await begun(3);
    await turn();
    await closing();
    expect(old.closed[0]?.data).not.toHaveProperty('here');
    await putRight(runId, right.url);
    await turn();
    expect(right.closed).toMatchObject([
      { id: old.closed[0]?.id, data: { count: 3, here: { count: 0, sums: [{ amount: '0.00', currency: 'CNY' }] } } },
    ]);
    expect(right.payouts.size).toBe(0);
  });

  it('is each one’s own part where an address is put right twice', async () => {
    const old = await receiver({ take: (n) => (n === 3 ? 404 : 202) });
    const next = await receiver({ end: () => 503 });
    await goBy({ way: 'webhook', url: old.url, deduplicates: true });
    const { runId } = await begun(3);
    await turn();
    await putRight(runId, next.url);
    await say(await refusedOf(runId), 'send-again');
    await turn();
    await closing();
    expect(next.closed[0]?.data).toMatchObject({ count: 3, here: figures(next) });
    expect(next.payouts.size).toBe(1);
    await putRight(runId, old.url);
    await turn();
    expect(old.closed[0]?.data).toMatchObject({ count: 3, here: figures(old) });
    expect(old.payouts.size).toBe(2);
  });

  it('leaves out what payroll had spoken of, so that it was never sent', async () => {
    const only = await receiver();
    await goBy({ way: 'webhook', url: only.url, deduplicates: true });
    const { ids } = await begun(2);
    await payroll.answer(answerOf(ids[0] ?? '', 'paid'));
    await turn();
    await closing();
    expect([...only.payouts.keys()]).toEqual(ids.slice(1));
    expect(only.closed[0]?.data).toMatchObject({ count: 2, here: figures(only) });
  });
});
