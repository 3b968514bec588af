import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ChangeNews } from '@goalbeat/contracts/live-changes';
import { connect, type ChannelModel } from 'amqplib';
import { v7 as uuidv7 } from 'uuid';
import type { Tx } from '../src/db/tx.js';
import { UnitOfWork } from '../src/db/unit-of-work.js';
import { KitMetrics } from '../src/health/metrics.js';
import { amqpUrl, configFor, createDatabase, eventually, ownServiceName, type TestDatabase } from './environment.js';
import { startNotes, TENANT, type Notes } from './notes.js';
import { TcpProxy } from './tcp-proxy.js';

const AT = '2026-11-23T01:00:00.000Z';
/** As directory marks a rehearsal in its id. */
const REHEARSAL = '01890000-0000-8000-8000-000000000001';
let database: TestDatabase;
let model: ChannelModel;
let notes: Notes | undefined;
let own: string;
const heard: ChangeNews[] = [];

beforeAll(async () => {
  database = await createDatabase();
  model = await connect(amqpUrl());
  const channel = await model.createChannel();
  await channel.assertExchange('goalbeat.changes', 'fanout', { durable: false });
  const { queue } = await channel.assertQueue('', { exclusive: true, autoDelete: true });
  await channel.bindQueue(queue, 'goalbeat.changes', '');
  await channel.consume(queue, (message) => heard.push(JSON.parse(String(message?.content)) as ChangeNews), {
    noAck: true,
  });
});
afterAll(async () => {
  await model.close();
  await database.drop();
});
beforeEach(() => {
  own = uuidv7();
  heard.length = 0;
});
afterEach(async () => {
  await notes?.close();
  notes = undefined;
});

const entry = (subjectId: string, subjectKind = 'note') => ({
  subjectKind,
  subjectId,
  action: 'written',
  actorKind: 'service' as const,
  actorId: 'test',
  channel: 'api' as const,
  at: AT,
});
const write = (fn: (tx: Tx) => void | Promise<void>, tenant = own): Promise<void> => {
  if (notes === undefined) throw new Error('not started');
  return notes.app.get(UnitOfWork).write(tenant, async (tx) => fn(tx));
};
const changes = () => heard.filter(({ tenantId }) => tenantId === own).flatMap((news) => news.changes);
const until = (count: number) =>
  eventually(
    async () => changes(),
    (seen) => seen.length >= count,
  );
async function start(url = amqpUrl()): Promise<void> {
  notes = await startNotes(ownServiceName(), configFor(database, { AMQP_URL: url, RUN: ['http'] }));
  // The link comes up beside the start.
  await eventually(
    async () => {
      await write((tx) => tx.log(entry('warm')));
      return changes();
    },
    (seen) => seen.length > 0,
  );
  own = uuidv7();
}

describe('what is announced of a transaction', () => {
  it('is what it logged and what it said, after its commit', async () => {
    await start();
    await write((tx) => {
      tx.log(entry('a'));
      tx.log({ ...entry('b'), unseen: true });
      tx.announce({ kind: 'desk', id: TENANT, to: TENANT });
    });
    await until(2);
    expect(changes()).toEqual([
      { kind: 'note', id: 'a' },
      { kind: 'desk', id: TENANT, to: TENANT },
    ]);
    expect(JSON.stringify(heard)).not.toContain('written');
  });

  it('is nothing where it was rolled back, or was a rehearsal’s', async () => {
    await start();
    const failing = write((tx) => {
      tx.log(entry('lost'));
      throw new Error('not today');
    });
    await expect(failing).rejects.toThrow('not today');
    await write((tx) => tx.log(entry('rehearsed')), REHEARSAL);
    await write((tx) => tx.log(entry('kept')));
    await until(1);
    expect(heard.flatMap((news) => news.changes.map(({ id }) => id))).toEqual(expect.arrayContaining(['kept']));
    expect(JSON.stringify(heard)).not.toMatch(/lost|rehearsed/);
  });

  it('of many things is their kind', async () => {
    await start();
    await write((tx) => {
      tx.log(entry('c', 'cycle'));
      for (let n = 0; n < 200; n++) tx.log(entry(`s${n}`, 'goal-sheet'));
    });
    await until(2);
    expect(changes()).toEqual([
      { kind: 'cycle', id: 'c' },
      { kind: 'goal-sheet', id: null },
    ]);
  });

  it('waits as its kind while the broker is away, and no transaction does', async () => {
    const broker = new URL(amqpUrl());
    const proxy = new TcpProxy({ host: broker.hostname, port: Number(broker.port) });
    await proxy.start();
    broker.host = `127.0.0.1:${proxy.port}`;
    await start(broker.href);
    await proxy.stop();
    for (let n = 0; n < 40; n++) await write((tx) => tx.log(entry(`away ${n}`)));
    expect(changes()).toEqual([]);
    await proxy.start();
    await until(1);
    expect(changes()).toContainEqual({ kind: 'note', id: null });
    const untold = await notes?.app.get(KitMetrics).changesUntold.get();
    expect(untold?.values[0]?.value).toBeGreaterThan(0);
    await proxy.stop();
  });
});
