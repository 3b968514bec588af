import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import type { CloudEvent } from '@goalbeat/contracts/cloud-event';
import type { ServiceName } from '@goalbeat/contracts/names';
import { Client, Connection } from '@temporalio/client';
import { connect, type Channel, type ChannelModel } from 'amqplib';
import { v7 as uuidv7 } from 'uuid';
import type { Tx } from '../src/db/tx.js';
import { UnitOfWork } from '../src/db/unit-of-work.js';
import {
  amqpUrl,
  configFor,
  createDatabase,
  eventually,
  ownServiceName,
  randomName,
  temporalAddress,
  temporalNamespace,
  type TestDatabase,
} from './environment.js';
import { startNotes, TENANT, type Notes } from './notes.js';
import { TcpProxy } from './tcp-proxy.js';

describe('the outbox', () => {
  let database: TestDatabase;
  let notes: Notes | undefined;
  let name: ServiceName;
  let model: ChannelModel;
  let channel: Channel;
  let queue: string;
  let type: string;
  const heard: { id: string; event: CloudEvent }[] = [];

  beforeAll(async () => {
    database = await createDatabase();
    model = await connect(amqpUrl());
    channel = await model.createChannel();
  });
  afterAll(async () => {
    await model.close();
    await database.drop();
  });
  beforeEach(async () => {
    name = ownServiceName();
    type = `goalbeat.test.${randomName('e')}.v1`;
    heard.length = 0;
    await channel.assertExchange('goalbeat.events', 'topic', { durable: true });
    ({ queue } = await channel.assertQueue('', { exclusive: true, autoDelete: true }));
    await channel.consume(
      queue,
      (message) => {
        if (message === null) return;
        heard.push({
          id: String(message.properties.messageId),
          event: JSON.parse(message.content.toString()) as CloudEvent,
        });
      },
      { noAck: true },
    );
  });
  afterEach(async () => {
    await notes?.close();
    notes = undefined;
    await database.admin.query('DELETE FROM outbox');
  });

  const bind = () => channel.bindQueue(queue, 'goalbeat.events', type);
  const unsent = async (): Promise<number> =>
    Number((await database.admin.query('SELECT count(*) AS n FROM outbox')).rows[0].n);
  const write = (fn: (tx: Tx) => void): Promise<void> => {
    if (notes === undefined) throw new Error('not started');
    return notes.app.get(UnitOfWork).write(TENANT, (tx) => Promise.resolve(fn(tx)));
  };
  const publish = (subject: string) => write((tx) => tx.publish({ type, subject, data: { subject } }));

  it('hands every event to RabbitMQ and forgets it', async () => {
    await bind();
    notes = await startNotes(name, configFor(database, { AMQP_URL: amqpUrl(), RUN: ['relay'] }));
    await write((tx) => {
      for (let n = 0; n < 1_000; n++) tx.publish({ type, subject: `s${n}`, data: { n } });
    });
    await eventually(
      async () => heard.length,
      (n) => n === 1_000,
    );
    expect(new Set(heard.map(({ id }) => id)).size).toBe(1_000);
    expect(heard[0]?.event).toMatchObject({ id: heard[0]?.id, source: `goalbeat/${name}`, tenantid: TENANT, type });
    await eventually(unsent, (n) => n === 0);
  });

  it('sends one event after the other, also when another process commits them', async () => {
    await bind();
    const config = configFor(database, { AMQP_URL: amqpUrl() });
    notes = await startNotes(name, { ...config, RUN: ['http'] });
    const relay = await startNotes(name, { ...config, RUN: ['relay'] });
    try {
      await publish('warm');
      await eventually(
        async () => heard.length,
        (n) => n === 1,
      );
      for (let n = 0; n < 5; n++) {
        await publish(`quick ${n}`);
        await eventually(
          async () => heard.length,
          (seen) => seen === n + 2,
        );
      }
      expect(heard).toHaveLength(6);
    } finally {
      await relay.close();
    }
  });

  it('waits for a broker that is away, loses nothing and repeats nothing it could know', async () => {
    await bind();
    const broker = new URL(amqpUrl());
    const proxy = new TcpProxy({ host: broker.hostname, port: Number(broker.port) });
    await proxy.start();
    broker.port = String(proxy.port);
    broker.hostname = '127.0.0.1';
    notes = await startNotes(name, configFor(database, { AMQP_URL: broker.href, RUN: ['relay'] }));
    try {
      await publish('before');
      await eventually(
        async () => heard.length,
        (n) => n === 1,
      );
      await proxy.stop();
      for (let n = 0; n < 20; n++) await publish(`away ${n}`);
      await new Promise((resolve) => setTimeout(resolve, 600));
      expect(await unsent()).toBe(20);
      const { rows } = await database.admin.query('SELECT max(attempts) AS attempts FROM outbox');
      expect(rows[0].attempts).toBe(0);
      await proxy.start();
      await eventually(
        async () => new Set(heard.map(({ id }) => id)).size,
        (n) => n === 21,
      );
      await eventually(unsent, (n) => n === 0);
    } finally {
      await notes.close();
      notes = undefined;
      await proxy.stop();
    }
  });

  it('tries an unroutable event again until somebody listens', async () => {
    notes = await startNotes(name, configFor(database, { AMQP_URL: amqpUrl(), RUN: ['relay'] }));
    await publish('nobody there');
    const attempts = async () => (await database.admin.query('SELECT attempts, last_error FROM outbox')).rows[0];
    const row = await eventually(attempts, (seen) => Number(seen?.attempts) >= 2);
    expect(row.last_error).toMatch(/unroutable/);
    expect(heard).toHaveLength(0);
    await bind();
    await eventually(
      async () => heard.length,
      (n) => n === 1,
    );
    await eventually(unsent, (n) => n === 0);
  });

  it('shares the work between processes without sending twice', async () => {
    await bind();
    const config = configFor(database, { AMQP_URL: amqpUrl(), RUN: ['relay'] });
    notes = await startNotes(name, config);
    const second = await startNotes(name, config);
    try {
      await Promise.all(
        Array.from({ length: 20 }, () =>
          write((tx) => {
            for (let n = 0; n < 100; n++) tx.publish({ type, subject: 's', data: {} });
          }),
        ),
      );
      await eventually(
        async () => heard.length,
        (n) => n >= 2_000,
      );
      await eventually(unsent, (n) => n === 0);
      expect(heard).toHaveLength(2_000);
    } finally {
      await second.close();
    }
  });

  it('waits for a Temporal that is away; a message to an ended workflow is delivered', async () => {
    const server = new URL(`tcp://${temporalAddress()}`);
    const proxy = new TcpProxy({ host: server.hostname, port: Number(server.port) });
    await proxy.start();
    const connection = await Connection.connect({ address: temporalAddress() });
    const client = new Client({ connection, namespace: temporalNamespace() });
    notes = await startNotes(
      name,
      configFor(database, {
        TEMPORAL_ADDRESS: `127.0.0.1:${proxy.port}`,
        TEMPORAL_NAMESPACE: temporalNamespace(),
        RUN: ['relay'],
      }),
    );
    try {
      const tell = (workflowId: string, n: number) =>
        write((tx) =>
          tx.tell({
            kind: 'signalWithStart',
            workflow: 'approval',
            workflowId,
            input: { tenantId: TENANT },
            signal: 'approvalNews',
            signalInput: { n },
            searchAttributes: { GoalbeatTenant: TENANT },
            summary: 'plan of sheet 1',
          }),
        );
      const [one, two] = [`test/${uuidv7()}`, `test/${uuidv7()}`];
      const signals = async (workflowId: string): Promise<number> => {
        try {
          const { events } = await client.workflow.getHandle(workflowId).fetchHistory();
          return (events ?? []).filter((event) => event.workflowExecutionSignaledEventAttributes).length;
        } catch {
          return -1;
        }
      };
      await tell(one, 1);
      await eventually(
        () => signals(one),
        (n) => n === 1,
      );
      await proxy.stop();
      await tell(one, 2);
      await tell(two, 1);
      await new Promise((resolve) => setTimeout(resolve, 1_000));
      expect(await unsent()).toBe(2);
      await proxy.start();
      await eventually(
        () => signals(one),
        (n) => n === 2,
        20_000,
      );
      await eventually(
        () => signals(two),
        (n) => n === 1,
      );
      await eventually(unsent, (n) => n === 0);
      await client.workflow.getHandle(one).terminate('ended');
      await tell(one, 3);
      await write((tx) => tx.tell({ kind: 'signal', workflowId: two, signal: 'approvalNews', signalInput: {} }));
      await write((tx) =>
        tx.tell({ kind: 'signal', workflowId: 'test/never-was', signal: 'approvalNews', signalInput: {} }),
      );
      await eventually(unsent, (n) => n === 0);
      expect([await signals(one), await signals(two)]).toEqual([2, 2]);
      await client.workflow.getHandle(two).terminate('ended');
    } finally {
      await notes.close();
      notes = undefined;
      await proxy.stop();
      await connection.close();
    }
  });

  it('lets go of a schedule that Temporal will never take, and says so', async () => {
    const connection = await Connection.connect({ address: temporalAddress() });
    const client = new Client({ connection, namespace: temporalNamespace() });
    const complained = jest.spyOn(Logger.prototype, 'error');
    notes = await startNotes(
      name,
      configFor(database, {
        TEMPORAL_ADDRESS: temporalAddress(),
        TEMPORAL_NAMESPACE: temporalNamespace(),
        RUN: ['relay'],
      }),
    );
    const scheduleId = `test/${uuidv7()}`;
    const schedule = (timeZone: string, year: number) =>
      write((tx) =>
        tx.tell({
          kind: 'upsertSchedule',
          scheduleId,
          calendars: [{ year, months: [1], dayOfMonth: 4, hour: 8, minute: 30 }],
          timeZone,
          paused: true,
          workflow: 'openCycle',
          workflowId: scheduleId,
          input: { tenantId: TENANT },
        }),
      );
    const complaints = () => complained.mock.calls.map(([text]) => String(text)).filter((t) => t.includes(scheduleId));
    const there = async (): Promise<string | undefined> =>
      (await client.schedule.getHandle(scheduleId).describe()).spec.timezone;
    try {
      await schedule('asia/shanghai', 2030);
      await eventually(unsent, (n) => n === 0);
      await schedule('Asia/Shanghai', 1999);
      await eventually(unsent, (n) => n === 0);
      expect(complaints()).toEqual([
        expect.stringMatching(/asia\/shanghai.*correct the definition/i),
        expect.stringMatching(/year.*correct the definition/i),
      ]);
      await expect(there()).rejects.toThrow(/not found/i);
      await schedule('Asia/Shanghai', 2030);
      await eventually(unsent, (n) => n === 0);
      expect(await there()).toBe('Asia/Shanghai');
      await schedule('+05:45', 2030);
      await eventually(unsent, (n) => n === 0);
      expect(await there()).toBe('Asia/Shanghai');
      expect(complaints()).toHaveLength(3);
      await client.schedule.getHandle(scheduleId).delete();
    } finally {
      complained.mockRestore();
      await connection.close();
    }
  });

  it('keeps schedules, the latest word winning', async () => {
    const connection = await Connection.connect({ address: temporalAddress() });
    const client = new Client({ connection, namespace: temporalNamespace() });
    notes = await startNotes(
      name,
      configFor(database, {
        TEMPORAL_ADDRESS: temporalAddress(),
        TEMPORAL_NAMESPACE: temporalNamespace(),
        RUN: ['relay'],
      }),
    );
    const scheduleId = `test/${uuidv7()}`;
    const schedule = (hour: number) =>
      write((tx) =>
        tx.tell({
          kind: 'upsertSchedule',
          scheduleId,
          calendars: [{ dayOfWeek: 1, hour, minute: 30 }],
          timeZone: 'Asia/Shanghai',
          paused: true,
          workflow: 'openCycle',
          workflowId: scheduleId,
          input: { tenantId: TENANT },
        }),
      );
    try {
      await schedule(8);
      await eventually(unsent, (n) => n === 0);
      await schedule(9);
      await eventually(unsent, (n) => n === 0);
      const { spec, policies, state } = await client.schedule.getHandle(scheduleId).describe();
      expect(spec).toMatchObject({
        timezone: 'Asia/Shanghai',
        calendars: [{ hour: [{ start: 9 }], dayOfWeek: [{ start: 'MONDAY' }] }],
      });
      expect(policies.catchupWindow).toBe(7 * 86_400_000);
      expect(state.paused).toBe(true);
      await write((tx) => tx.tell({ kind: 'deleteSchedule', scheduleId }));
      await eventually(unsent, (n) => n === 0);
      await expect(client.schedule.getHandle(scheduleId).describe()).rejects.toThrow(/not found/i);
    } finally {
      await connection.close();
    }
  });
});
