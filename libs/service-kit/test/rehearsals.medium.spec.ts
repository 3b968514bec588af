import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CloudEvent } from '@goalbeat/contracts/cloud-event';
import type { ServiceName } from '@goalbeat/contracts/names';
import { rehearsalTenantId } from '@goalbeat/domain/access/rehearsal-tenant';
import { connect, type ChannelModel, type ConfirmChannel } from 'amqplib';
import { v7 as uuidv7 } from 'uuid';
import { purgeRehearsal } from '../src/db/purge-rehearsal.js';
import { UnitOfWork } from '../src/db/unit-of-work.js';
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

const REMOVED = 'goalbeat.directory.tenant.removed.v1';

describe('rehearsals', () => {
  let database: TestDatabase;
  let notes: Notes;
  let name: ServiceName;
  let work: UnitOfWork;
  let model: ChannelModel;
  let channel: ConfirmChannel;
  const heard: { exchange: string; tenant: string; subject: string | undefined }[] = [];

  beforeAll(async () => {
    database = await createDatabase();
    name = ownServiceName();
    model = await connect(amqpUrl());
    channel = await model.createConfirmChannel();
    for (const exchange of ['goalbeat.events', 'goalbeat.rehearsals', 'goalbeat.payouts']) {
      await channel.assertExchange(exchange, 'topic', { durable: true });
      const { queue } = await channel.assertQueue('', { exclusive: true, autoDelete: true });
      await channel.bindQueue(queue, exchange, '#');
      await channel.consume(
        queue,
        (message) => {
          if (message === null || message.fields.routingKey !== NOTE_WRITTEN) return;
          const event = JSON.parse(message.content.toString()) as CloudEvent;
          heard.push({ exchange, tenant: event.tenantid, subject: event.subject });
        },
        { noAck: true },
      );
    }
    notes = await startNotes(name, configFor(database, { AMQP_URL: amqpUrl(), RUN: ['consumers', 'relay'] }), {
      consumers: [NoteConsumer],
    });
    notes.app.get(NoteConsumer).onEvent = () => Promise.resolve();
    work = notes.app.get(UnitOfWork);
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

  const event = (tenant: string, type: string, subject: string): CloudEvent => ({
    specversion: '1.0',
    id: uuidv7(),
    source: 'goalbeat/test',
    type,
    subject,
    time: '2026-11-23T01:00:00.000Z',
    datacontenttype: 'application/json',
    tenantid: tenant,
    data: { tenantId: tenant },
  });
  /** A note, its log row and its event. */
  const write = (tenant: string, subject: string) =>
    work.write(tenant, async (tx) => {
      await tx.execute('INSERT INTO note (id, tenant_id, text) VALUES ($1, $2, $3)', [uuidv7(), tenant, subject]);
      tx.log({
        subjectKind: 'note',
        subjectId: subject,
        action: 'written',
        actorKind: 'service',
        actorId: 'test',
        channel: 'api',
        at: '2026-11-23T01:00:00.000Z',
      });
      tx.publish({ type: NOTE_WRITTEN, subject, data: {} });
    });
  const count = async (table: string, tenant: string): Promise<number> =>
    (await database.admin.query(`SELECT count(*)::int AS n FROM ${table} WHERE tenant_id = $1`, [tenant])).rows[0].n;

  it('are heard by our own services only, and tell no other exchange anything', async () => {
    const tenant = rehearsalTenantId(uuidv7());
    await write(TENANT, 'real');
    await write(tenant, 'rehearsed');
    for (const one of [tenant, TENANT]) {
      await work.write(one, (tx) => {
        tx.publishTo('goalbeat.payouts', NOTE_WRITTEN, event(one, NOTE_WRITTEN, 'pay'));
        return Promise.resolve();
      });
    }
    await eventually(
      () => Promise.resolve(heard.length),
      (n) => n >= 3,
    );
    const refused = await eventually(
      async () =>
        (await database.admin.query('SELECT last_error FROM outbox WHERE tenant_id = $1', [tenant])).rows[0]
          ?.last_error as string | undefined,
      (error) => error !== undefined && error !== null,
    );
    expect(refused).toBe('refused: a rehearsal tells goalbeat.payouts nothing');
    expect(heard.toSorted((a, b) => (a.exchange < b.exchange ? -1 : 1))).toEqual([
      { exchange: 'goalbeat.events', tenant: TENANT, subject: 'real' },
      { exchange: 'goalbeat.payouts', tenant: TENANT, subject: 'pay' },
      { exchange: 'goalbeat.rehearsals', tenant, subject: 'rehearsed' },
    ]);
    await purgeRehearsal(work, tenant);
    expect(await count('outbox', tenant)).toBe(0);
  });

  it('are forgotten whole, also what a service may only add, when one hears that they are over', async () => {
    const tenant = rehearsalTenantId(uuidv7());
    await write(tenant, 'one');
    await write(TENANT, 'stays');
    const kept = await count('process_log', TENANT);
    // Nothing waits for a seal that will be thrown away.
    expect([await count('process_log', tenant), await count('process_log_unsealed', tenant)]).toEqual([1, 0]);
    expect(await count('process_log_unsealed', TENANT)).toBe(kept);
    await eventually(
      () => count('inbox', tenant),
      (n) => n === 1,
    );
    const tell = (one: CloudEvent): void => {
      channel.publish('goalbeat.rehearsals', one.type, Buffer.from(JSON.stringify(one)));
    };
    tell(event(tenant, REMOVED, tenant));
    await eventually(
      () => count('removed_tenant', tenant),
      (n) => n === 1,
    );
    tell(event(tenant, NOTE_WRITTEN, 'late'));
    tell(event(tenant, REMOVED, tenant));
    const barrier = event(TENANT, NOTE_WRITTEN, 'barrier');
    tell(barrier);
    await eventually(
      async () => (await database.admin.query('SELECT FROM inbox WHERE event_id = $1', [barrier.id])).rowCount,
      (n) => n === 1,
    );
    for (const table of ['note', 'process_log', 'outbox', 'inbox', 'idempotency_key']) {
      expect([table, await count(table, tenant)]).toEqual([table, 0]);
    }
    expect(await count('process_log', TENANT)).toBe(kept);
    await expect(write(tenant, 'after')).rejects.toMatchObject({ code: 'not-found' });
    expect(await count('note', tenant)).toBe(0);
  });

  it('are forgotten beside a sealer at work, which holds the lock of its table all the time', async () => {
    const tenant = rehearsalTenantId(uuidv7());
    await write(tenant, 'one');
    await database.admin.query('BEGIN; LOCK TABLE process_log_sealer IN EXCLUSIVE MODE');
    try {
      await purgeRehearsal(work, tenant);
      expect(await count('note', tenant)).toBe(0);
    } finally {
      await database.admin.query('ROLLBACK');
    }
  });

  it('are all that can be forgotten', async () => {
    await write(TENANT, 'kept');
    await expect(purgeRehearsal(work, TENANT)).rejects.toThrow('is no rehearsal');
    expect(await count('note', TENANT)).toBeGreaterThan(0);
    expect(await count('removed_tenant', TENANT)).toBe(0);
  });

  it('do not come back by a write that was under way', async () => {
    const tenant = rehearsalTenantId(uuidv7());
    const [begun, waiting] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const slow = work.write(tenant, async (tx) => {
      await tx.execute('INSERT INTO note (id, tenant_id, text) VALUES ($1, $2, $3)', [uuidv7(), tenant, 'slow']);
      begun.resolve();
      await waiting.promise;
    });
    await begun.promise;
    const purged = purgeRehearsal(work, tenant);
    await new Promise((resolve) => setTimeout(resolve, 50));
    waiting.resolve();
    await Promise.all([slow, purged]);
    expect(await count('note', tenant)).toBe(0);
  });
});
