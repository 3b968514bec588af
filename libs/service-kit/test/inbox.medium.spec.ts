import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { CloudEvent } from '@goalbeat/contracts/cloud-event';
import type { ServiceName } from '@goalbeat/contracts/names';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { connect, type ChannelModel, type ConfirmChannel } from 'amqplib';
import { v7 as uuidv7 } from 'uuid';
import { UnitOfWork } from '../src/db/unit-of-work.js';
import { FeedState } from '../src/inbox/feed-state.js';
import {
  amqpUrl,
  configFor,
  createDatabase,
  deleteQueues,
  eventually,
  ownServiceName,
  type TestDatabase,
} from './environment.js';
import { NOTE_WRITTEN, NoteConsumer, startNotes, TENANT, type Notes } from './notes.js';

describe('the inbox', () => {
  let database: TestDatabase;
  let notes: Notes;
  let name: ServiceName;
  let consumer: NoteConsumer;
  let model: ChannelModel;
  let channel: ConfirmChannel;

  beforeAll(async () => {
    database = await createDatabase();
    name = ownServiceName();
    notes = await startNotes(name, configFor(database, { AMQP_URL: amqpUrl(), RUN: ['consumers', 'relay'] }), {
      consumers: [NoteConsumer],
      followHeartbeats: true,
    });
    consumer = notes.app.get(NoteConsumer);
    model = await connect(amqpUrl());
    channel = await model.createConfirmChannel();
    await eventually(
      async () => (await notes.app.inject({ url: '/health/ready' })).json().broker,
      (state) => state === 'up',
    );
  });
  afterAll(async () => {
    await notes.close();
    await model.close();
    await deleteQueues(name);
    await database.drop();
  });
  beforeEach(() => {
    consumer.handled.length = 0;
    consumer.attempts = 0;
    consumer.onEvent = () => Promise.resolve();
  });

  const event = (id = uuidv7()): CloudEvent => ({
    specversion: '1.0',
    id,
    source: 'goalbeat/test',
    type: NOTE_WRITTEN,
    subject: id,
    time: new Date().toISOString(),
    datacontenttype: 'application/json',
    tenantid: TENANT,
    data: {},
  });
  const send = async (body: object | string): Promise<void> => {
    // To the queue itself: other services under test listen to the same exchange.
    channel.sendToQueue(`goalbeat.${name}`, Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)), {
      persistent: true,
    });
    await channel.waitForConfirms();
  };
  const waiting = async (suffix: string): Promise<number> =>
    (await channel.checkQueue(`goalbeat.${name}${suffix}`)).messageCount;
  const copy = async (): Promise<number> =>
    Number((await database.admin.query(`SELECT count(*) AS n FROM note WHERE text = 'copied'`)).rows[0].n);

  it('has one effect for an event that comes five times', async () => {
    consumer.onEvent = async (_event, tx) => {
      await tx.execute(`INSERT INTO note (id, tenant_id, text) VALUES ($1, $2, 'copied')`, [uuidv7(), tx.tenantId]);
    };
    const before = await copy();
    const same = event();
    for (let n = 0; n < 5; n++) await send(same);
    await send(event());
    await eventually(
      async () => consumer.handled.length,
      (n) => n >= 2,
    );
    await eventually(
      () => waiting(''),
      (n) => n === 0,
    );
    await new Promise((resolve) => setTimeout(resolve, 200));
    expect(await copy()).toBe(before + 2);
  });

  it('moves poison to the dead letters after five deliveries; others pass', async () => {
    const poison = event();
    consumer.onEvent = (seen) => (seen.id === poison.id ? Promise.reject(new Error('always')) : Promise.resolve());
    await send(poison);
    const good = event();
    await send(good);
    await eventually(
      async () => consumer.handled.map(({ id }) => id),
      (ids) => ids.includes(good.id),
    );
    await eventually(
      () => waiting('.dead'),
      (n) => n === 1,
    );
    expect(consumer.attempts).toBe(6);
    const dead = await channel.get(`goalbeat.${name}.dead`, { noAck: true });
    expect(dead === false ? undefined : JSON.parse(dead.content.toString()).id).toBe(poison.id);
    expect((await database.admin.query('SELECT 1 FROM inbox WHERE event_id = $1', [poison.id])).rows).toEqual([]);
  });

  it('moves what is no event of ours there at once', async () => {
    await send('not json');
    await send({ hello: 'world' });
    await eventually(
      () => waiting('.dead'),
      (n) => n === 2,
    );
    await channel.purgeQueue(`goalbeat.${name}.dead`);
    expect(consumer.attempts).toBe(0);
  });

  it('puts off what must wait, without blocking what it waits for', async () => {
    let arrived = false;
    const late = event();
    consumer.onEvent = (seen) => {
      if (seen.subject === 'the news') arrived = true;
      else if (!arrived) return Promise.reject(new DomainError('copy-behind', 'The person is not known yet.'));
      return Promise.resolve();
    };
    const many = Array.from({ length: 60 }, () => event());
    for (const one of [late, ...many]) await send(one);
    await send({ ...event(), subject: 'the news' });
    await eventually(
      async () => consumer.handled.length,
      (n) => n === 62,
      20_000,
    );
    expect(await waiting('.dead')).toBe(0);
    await eventually(
      () => waiting('.later'),
      (n) => n === 0,
    );
  });

  it('hears its own service through the broker, and its heartbeat', async () => {
    await notes.app
      .get(UnitOfWork)
      .write(TENANT, async (tx) => tx.publish({ type: NOTE_WRITTEN, subject: 'round trip', data: {} }));
    await eventually(
      async () => consumer.handled.map(({ subject }) => subject),
      (seen) => seen.includes('round trip'),
    );
    const feed = notes.app.get(FeedState);
    await eventually(
      async () => feed.behindMs(name),
      (ms) => ms < 1_500,
    );
    expect(feed.behindMs('nobody')).toBe(Number.POSITIVE_INFINITY);
  });

  it('finishes what it has before it ends', async () => {
    const own = ownServiceName();
    const other = await startNotes(own, configFor(database, { AMQP_URL: amqpUrl(), RUN: ['consumers'] }), {
      consumers: [NoteConsumer],
    });
    const slow = other.app.get(NoteConsumer);
    slow.onEvent = () => new Promise((resolve) => setTimeout(resolve, 300));
    await eventually(
      async () => (await other.app.inject({ url: '/health/ready' })).json().broker,
      (state) => state === 'up',
    );
    channel.sendToQueue(`goalbeat.${own}`, Buffer.from(JSON.stringify(event())), { persistent: true });
    await eventually(
      async () => slow.attempts,
      (n) => n === 1,
    );
    await other.close();
    expect(slow.handled).toHaveLength(1);
    await eventually(
      async () => (await channel.checkQueue(`goalbeat.${own}`)).messageCount,
      (n) => n === 0,
    );
    await deleteQueues(own);
  });
});
