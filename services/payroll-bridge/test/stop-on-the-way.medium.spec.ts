import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { PAYOUTS_EXCHANGE } from '@goalbeat/contracts/names';
import { TENANT, worker } from '@goalbeat/testing/harness/company';
import { eventually } from '@goalbeat/testing/harness/eventually';
import { required } from '@goalbeat/testing/harness/test-environment';
import { type Channel, type ChannelModel, connect } from 'amqplib';
import { PayoutPermit } from '../src/payout-gate/payout-permit.js';
import { score } from './company.js';
import { type Payroll, startPayroll } from './payroll-service.js';

const PEOPLE = 60;

/** A stop commits while the relay holds payouts that it has taken, and has not published yet. */
describe('a stop while payouts are on their way to the broker', () => {
  let payroll: Payroll;
  let model: ChannelModel;
  let channel: Channel;
  const arrived: string[] = [];

  beforeAll(async () => {
    const amqpUrl = required('TEST_AMQP_URL');
    model = await connect(amqpUrl);
    channel = await model.createChannel();
    for (const exchange of ['goalbeat.events', PAYOUTS_EXCHANGE]) {
      await channel.assertExchange(exchange, 'topic', { durable: true });
      const { queue } = await channel.assertQueue('', { exclusive: true });
      await channel.bindQueue(queue, exchange, '#');
      await channel.consume(
        queue,
        (message) => {
          if (exchange !== PAYOUTS_EXCHANGE || message?.fields.routingKey !== 'com.goalbeat.payout.requested.v1')
            return;
          const event = JSON.parse(message.content.toString('utf8')) as { id: string; tenantid: string };
          if (ids.includes(event.id)) arrived.push(event.id);
        },
        { noAck: true },
      );
    }
    payroll = await startPayroll({ run: ['http', 'relay'], amqpUrl });
    await payroll.seed(TENANT, PEOPLE);
    await payroll.putPlan();
  });
  afterAll(async () => {
    await payroll.close();
    await model.close();
  });

  let ids: string[] = [];
  const theStop = async () => {
    const [one] = (await payroll.ask('lead', 'GET', '/v1/stop-switch')).body['stops'] as {
      id: string;
      version: number;
    }[];
    return { stop: one?.id, version: one?.version };
  };
  const claimed = () =>
    payroll.rows<{ id: string }>('SELECT id FROM outbox WHERE id = ANY($1::uuid[]) AND lease_until > now()', [ids]);

  it('publishes none of them after it, and each once after the release', async () => {
    const runId = await payroll.build(
      randomUUID(),
      Array.from({ length: PEOPLE }, (_, n) => score(n, worker(n))),
    );
    await payroll.signAll(runId);
    const ref = { tenantId: TENANT, runId };
    const permit = payroll.get(PayoutPermit);
    const asked = Promise.withResolvers<undefined>();
    const goOn = Promise.withResolvers<undefined>();
    const mayLeave = permit.mayLeave.bind(permit);
    const spy = jest.spyOn(permit, 'mayLeave').mockImplementation(async (tenantId) => {
      asked.resolve(undefined);
      await goOn.promise;
      return mayLeave(tenantId);
    });
    await payroll.activities.postRun(ref);
    await payroll.activities.handOverBatch(ref);
    const rows = await payroll.rows<{ id: string }>('SELECT id FROM payout WHERE run_id = $1 ORDER BY id', [runId]);
    ids = rows.map(({ id }) => id);
    await asked.promise;
    expect((await claimed()).length).toBeGreaterThan(0);
    expect((await payroll.ask('lead', 'POST', '/v1/stop-switch', { reason: '金额可疑' })).status).toBe(200);
    goOn.resolve(undefined);
    await eventually(
      () => claimed(),
      (seen) => seen.length === 0,
    );
    expect(
      await payroll.rows('SELECT id FROM outbox WHERE id = ANY($1::uuid[]) AND attempts = 0 ORDER BY id', [ids]),
    ).toHaveLength(PEOPLE);
    expect(arrived).toEqual([]);
    expect((await payroll.activities.readRun(ref)).batchesOpen).toBe(1);
    expect(
      (await payroll.ask('hr', 'POST', '/v1/stop-switch/release-request', { ...(await theStop()), reason: '已核实' }))
        .status,
    ).toBe(200);
    expect((await payroll.ask('lead', 'POST', '/v1/stop-switch/release', await theStop())).status).toBe(200);
    await eventually(
      () => arrived.length,
      (seen) => seen >= PEOPLE,
    );
    await eventually(
      async () => (await payroll.activities.readRun(ref)).batchesOpen,
      (seen) => seen === 0,
    );
    expect(arrived.toSorted()).toEqual(ids);
    spy.mockRestore();
  });
});
