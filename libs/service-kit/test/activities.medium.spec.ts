import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Client, Connection } from '@temporalio/client';
import { ActivityFailure, ApplicationFailure } from '@temporalio/common';
import type { ServiceName } from '@goalbeat/contracts/names';
import { Worker, NativeConnection } from '@temporalio/worker';
import { fileURLToPath } from 'node:url';
import { v7 as uuidv7 } from 'uuid';
import {
  configFor,
  createDatabase,
  eventually,
  ownServiceName,
  temporalAddress,
  temporalNamespace,
  type TestDatabase,
} from './environment.js';
import { NoteActivities, startNotes, TENANT, type Notes } from './notes.js';
import { TcpProxy } from './tcp-proxy.js';

describe('activities', () => {
  let database: TestDatabase;
  let notes: Notes;
  let name: ServiceName;
  let connection: Connection;
  let native: NativeConnection;
  let client: Client;
  let proxy: TcpProxy;
  let worker: Worker;
  let running: Promise<void>;

  beforeAll(async () => {
    database = await createDatabase();
    name = ownServiceName();
    const server = new URL(`tcp://${temporalAddress()}`);
    proxy = new TcpProxy({ host: server.hostname, port: Number(server.port) });
    await proxy.start();
    await proxy.stop();
    // Temporal is away when the service starts.
    notes = await startNotes(
      name,
      configFor(database, {
        TEMPORAL_ADDRESS: `127.0.0.1:${proxy.port}`,
        TEMPORAL_NAMESPACE: temporalNamespace(),
        RUN: ['activities', 'http'],
      }),
      { activities: [NoteActivities] },
    );
    connection = await Connection.connect({ address: temporalAddress() });
    client = new Client({ connection, namespace: temporalNamespace() });
    native = await NativeConnection.connect({ address: temporalAddress() });
    worker = await Worker.create({
      connection: native,
      namespace: temporalNamespace(),
      taskQueue: `${name}-workflows`,
      workflowsPath: fileURLToPath(new URL('./call-activity.ts', import.meta.url)),
    });
    running = worker.run();
  }, 60_000);
  afterAll(async () => {
    worker.shutdown();
    await running;
    await native.close();
    await connection.close();
    await notes.close();
    await proxy.stop();
    await database.drop();
  });

  const call = (activity: string, input: object, ofTenant = TENANT) =>
    client.workflow.execute('callActivity', {
      taskQueue: `${name}-workflows`,
      workflowId: `test/${ofTenant}/${uuidv7()}`,
      args: [{ queue: name, activity, input: { tenantId: TENANT, ...input } }],
    });
  const failure = (code: string) => failureOf(call('refuse', { code, name: 'Zhang San' }));
  const failureOf = async (running: Promise<unknown>): Promise<ApplicationFailure> => {
    try {
      await running;
    } catch (error) {
      const cause = error instanceof Error ? error.cause : undefined;
      if (cause instanceof ActivityFailure && cause.cause instanceof ApplicationFailure) return cause.cause;
      throw error;
    }
    throw new Error('It did not fail');
  };

  it('starts without Temporal, is ready, and works once Temporal is there', async () => {
    const ready = await notes.app.inject({ url: '/health/ready' });
    expect([ready.statusCode, ready.json().temporal]).toEqual([200, 'down']);
    await proxy.start();
    expect(await call('count', { tenantId: TENANT })).toEqual({ tenantId: TENANT });
    await eventually(
      async () => (await notes.app.inject({ url: '/health/ready' })).json().temporal,
      (state) => state === 'up',
    );
  });

  it('tells a workflow code and field of a refusal, never its words', async () => {
    const refused = await failure('wrong-state');
    expect(refused).toMatchObject({
      type: 'wrong-state',
      message: 'wrong-state',
      nonRetryable: true,
      details: [{ field: 'person' }],
    });
    expect(JSON.stringify(refused)).not.toContain('Zhang San');
  });

  it('does for a workflow what it may have done, and for its own company only', async () => {
    const FORBIDDEN = { type: 'forbidden', nonRetryable: true };
    expect(await failureOf(call('notGranted', {}))).toMatchObject(FORBIDDEN);
    expect(await failureOf(call('count', {}, uuidv7()))).toMatchObject(FORBIDDEN);
    expect(await failureOf(call('count', {}, 'nobody'))).toMatchObject({ type: 'not-signed-in' });
    expect(await failureOf(call('count', { tenantId: uuidv7() }))).toMatchObject(FORBIDDEN);
  });

  it('leaves what may pass to a retry', async () => {
    expect(await failure('not-yet')).toMatchObject({ type: 'not-yet', nonRetryable: false });
  });
});
