import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { TENANT, worker } from '@goalbeat/testing/harness/company';
import { HandOverMessageRepository } from '../src/hand-over/hand-over-message.repository.js';
import { WebhookCourier } from '../src/hand-over/webhook/webhook-courier.js';
import { score } from './company.js';
import { type Payroll, startPayroll } from './payroll-service.js';
import { type Change, twoPeople } from './two-people.js';

interface Receiver {
  url: string;
  /** Payouts that came, once each. */
  seen: Set<string>;
  close(): Promise<unknown>;
}

async function listen(react: (payoutId: string) => Promise<number> | number): Promise<Receiver> {
  const seen = new Set<string>();
  const server: Server = createServer((request, response) => {
    request.resume();
    const id = String(request.headers['webhook-id']);
    seen.add(id);
    void Promise.resolve(react(id)).then((status) => response.writeHead(status).end());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = () => new Promise((resolve) => (server.closeAllConnections(), server.close(resolve)));
  return { seen, url: `http://127.0.0.1:${port}/`, close };
}

/** A door that opens once. */
function door(): { opened: Promise<void>; open: () => void } {
  let open = (): void => undefined;
  const opened = new Promise<void>((resolve) => (open = resolve));
  return { opened, open: () => open() };
}

describe('an address that is put right while payouts that may have been taken at the old one are on their way again', () => {
  let payroll: Payroll;
  let week = 1;
  const receivers: Receiver[] = [];
  const { decide, goBy, sayByTwo } = twoPeople(() => payroll);

  beforeAll(async () => {
    payroll = await startPayroll();
    await payroll.seed(TENANT, 20);
    await payroll.putPlan();
    await payroll.ask('lead', 'POST', '/v1/hand-over/secrets');
  });
  afterAll(() => payroll.close());
  afterEach(() => Promise.all(receivers.splice(0).map((receiver) => receiver.close())));

  const begun = async (people: number): Promise<{ runId: string; ids: string[] }> => {
    const scores = Array.from({ length: people }, (_, n) => score(n, worker(n)));
    const runId = await payroll.build(randomUUID(), scores, `2028-W${String(week++).padStart(2, '0')}`);
    await payroll.signAll(runId);
    await payroll.activities.postRun({ tenantId: TENANT, runId });
    await payroll.activities.handOverBatch({ tenantId: TENANT, runId });
    const rows = await payroll.rows<{ id: string }>('SELECT id FROM payout WHERE run_id = $1 ORDER BY id', [runId]);
    return { runId, ids: rows.map(({ id }) => id) };
  };
  const turn = async (): Promise<void> => {
    await payroll.rows('UPDATE hand_over_message SET next_at = now() WHERE next_at IS NOT NULL');
    await payroll.get(WebhookCourier).round();
  };
  const states = async (runId: string): Promise<Record<string, number>> => {
    const rows = await payroll.rows<{ state: string; n: number }>(
      `SELECT m.state || ' ' || p.state AS state, count(*)::int AS n FROM hand_over_message m JOIN payout p ON p.id = m.id
       WHERE m.run_id = $1 GROUP BY 1`,
      [runId],
    );
    return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
  };
  const putRight = async (runId: string, url: string): Promise<void> => {
    const asked = await payroll.ask('lead', 'POST', '/v1/hand-over/addresses', { runId, url, reason: '地址打错了' });
    expect(asked.status).toBe(202);
    const confirmed = await decide('confirm', 'reviewer', asked.body as unknown as Change);
    expect(confirmed).toMatchObject({ status: 200, body: { state: 'confirmed' } });
  };
  const fails = async (react: (again: boolean) => Promise<number> | number) => {
    const seen = new Set<string>();
    const old = await listen((id) => react(seen.size === seen.add(id).size));
    const right = await listen(() => 202);
    receivers.push(old, right);
    await goBy({ way: 'webhook', url: old.url, deduplicates: true });
    return { old, right };
  };

  it('leaves none of them to the new address by itself, begun or only claimed, and sends what two say never came', async () => {
    const arrived = door();
    const end = door();
    const { right } = await fails(async (again) => {
      if (!again) return 500;
      arrived.open();
      await end.opened;
      return 429;
    });
    const { runId, ids } = await begun(15);
    await turn();
    expect(await states(runId)).toEqual({ 'waiting requested': 15 });
    // Ten are on their way at once: five are claimed and not begun.
    const second = turn();
    await arrived.opened;
    await putRight(runId, right.url);
    end.open();
    await second;
    expect(await states(runId)).toEqual({ 'unclear unknown': 15 });
    await turn();
    expect([right.seen.size, await states(runId)]).toEqual([0, { 'unclear unknown': 15 }]);
    expect(
      await payroll.rows(`SELECT FROM approval_task WHERE subject_kind = 'payout-unclear' AND state = 'open'`),
    ).not.toEqual([]);

    const some = ids.slice(0, 3);
    expect(await sayByTwo(some, 'never-seen')).toMatchObject({ status: 200, body: { state: 'confirmed' } });
    await turn();
    expect([[...right.seen].toSorted(), await states(runId)]).toEqual([
      some,
      { 'delivered accepted': 3, 'unclear unknown': 12 },
    ]);
  });

  it('leaves none to the new address where nothing had left for the old one this time', async () => {
    const { old, right } = await fails(() => 500);
    const { runId } = await begun(2);
    await turn();
    const messages = payroll.get(HandOverMessageRepository);
    await payroll.rows('UPDATE hand_over_message SET next_at = now() WHERE next_at IS NOT NULL');
    const claimed = await payroll.uow.write(TENANT, (tx) => messages.claim(tx, 50, 60));
    expect(claimed).toHaveLength(2);
    await putRight(runId, right.url);
    await old.close();
    // Nobody brings them: their sender died, and it is not known what became of them.
    await payroll.rows(`UPDATE hand_over_message SET lease_until = now() WHERE state = 'in-flight'`);
    await turn();
    await turn();
    expect([right.seen.size, await states(runId)]).toEqual([0, { 'unclear unknown': 2 }]);
  });

  it('is kept by the database: such a message neither waits nor leaves, and one that waits all the same is in doubt', async () => {
    const { right } = await fails(() => 500);
    const { runId, ids } = await begun(1);
    await turn();
    await putRight(runId, right.url);
    expect(await states(runId)).toEqual({ 'unclear unknown': 1 });
    const change = (from: string, to: string) =>
      payroll.rows('UPDATE hand_over_message SET state = $2 WHERE id = $3 AND state = $1', [from, to, ids[0]]);
    await expect(change('unclear', 'in-flight')).rejects.toThrow('goes to no other by itself');
    await payroll.rows('ALTER TABLE hand_over_message DISABLE TRIGGER USER');
    await change('unclear', 'waiting');
    await payroll.rows('UPDATE hand_over_message SET next_at = now()');
    await payroll.rows('ALTER TABLE hand_over_message ENABLE TRIGGER USER');
    await expect(change('waiting', 'in-flight')).rejects.toThrow('goes to no other by itself');
    await turn();
    expect([right.seen.size, await states(runId)]).toEqual([0, { 'unclear unknown': 1 }]);
  });
});
