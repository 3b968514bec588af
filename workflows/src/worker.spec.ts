import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';
import { APPROVAL_NEWS } from '@goalbeat/contracts/workflows';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime } from '@temporalio/worker';
import { devServer, eventually } from '../test/temporal.js';

const WORKER = fileURLToPath(new URL('../dist/worker.js', import.meta.url));
const PROMOTE = fileURLToPath(new URL('../dist/worker/promote.js', import.meta.url));
let worker: ChildProcess | null = null;

afterEach(() => {
  worker?.kill('SIGKILL');
});

function startWorker(env: Record<string, string>): ChildProcess {
  worker = spawn(process.execPath, [WORKER], { env, stdio: ['ignore', 'pipe', 'inherit'] });
  return worker;
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}

function temporalOn(port: number): Promise<TestWorkflowEnvironment> {
  return TestWorkflowEnvironment.createLocal({
    server: { ...devServer(), port, ip: '127.0.0.1', namespace: 'goalbeat' },
  });
}

async function statusOf(url: string): Promise<number> {
  return fetch(url).then(
    (response) => response.status,
    () => 0,
  );
}

async function closeOneApproval(env: TestWorkflowEnvironment): Promise<unknown> {
  const handle = await env.client.workflow.signalWithStart('approval', {
    workflowId: `approval/${Date.now()}`,
    taskQueue: 'workflows',
    args: [
      {
        tenantId: 't',
        service: 'goals',
        approvalId: 'a',
        subjectKind: 'plan',
        subjectId: 's',
        round: 1,
        cycleId: null,
      },
    ],
    signal: APPROVAL_NEWS,
    signalArgs: [{ kind: 'closed', version: 1, outcome: 'approved' }],
  });
  return handle.result();
}

describe('the worker process', () => {
  it('ends with 78 and the names of what is wrong in its environment', async () => {
    const process = startWorker({ TEMPORAL_ADDRESS: 'nowhere' });
    let out = '';
    process.stdout?.on('data', (chunk: Buffer) => (out += chunk.toString()));
    const [code] = (await once(process, 'close')) as [number];
    expect(code).toBe(78);
    expect(out).toContain('PORT, TEMPORAL_ADDRESS');
    expect(out).not.toContain('nowhere');
  });

  it('waits for Temporal, works, survives its loss, works again, and ends on SIGTERM', async () => {
    Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [] });
    const [port, temporalPort] = [await freePort(), await freePort()];
    const at = `http://127.0.0.1:${port}`;
    const process = startWorker({ PORT: String(port), TEMPORAL_ADDRESS: `127.0.0.1:${temporalPort}` });

    await eventually('its health endpoint', async () => (await statusOf(`${at}/health/live`)) === 200);
    expect(await statusOf(`${at}/health/ready`)).toBe(503);
    expect(await statusOf(`${at}/elsewhere`)).toBe(404);

    for (let life = 1; life <= 2; life += 1) {
      const env = await temporalOn(temporalPort);
      await eventually('readiness', async () => (await statusOf(`${at}/health/ready`)) === 200, 20_000);
      expect(await closeOneApproval(env)).toEqual({ outcome: 'approved' });
      await env.teardown();
      await eventually('the loss to show', async () => (await statusOf(`${at}/health/ready`)) === 503);
    }
    expect(await statusOf(`${at}/health/live`)).toBe(200);
    expect(await (await fetch(`${at}/metrics`)).text()).toContain('temporal_workflow_completed_total');

    const closed = once(process, 'close');
    process.kill('SIGTERM');
    expect(await closed).toEqual([0, null]);
  }, 60_000);

  it('takes no work as a named version until the deployment’s step has made that the current one', async () => {
    Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [] });
    const [port, temporalPort] = [await freePort(), await freePort()];
    const env = await temporalOn(temporalPort);
    const version = {
      TEMPORAL_ADDRESS: `127.0.0.1:${temporalPort}`,
      WORKER_DEPLOYMENT_NAME: 'goalbeat-workflows',
      WORKER_BUILD_ID: '1.2.3',
    };
    startWorker({ ...version, PORT: String(port) });
    await eventually(
      'readiness',
      async () => (await statusOf(`http://127.0.0.1:${port}/health/ready`)) === 200,
      20_000,
    );
    const closing = closeOneApproval(env);
    expect(await promoted({ ...version, WORKER_BUILD_ID: '' })).toEqual([
      78,
      expect.stringContaining('WORKER_BUILD_ID'),
    ]);
    const early = await Promise.race([closing, new Promise((later) => setTimeout(later, 1500, 'nothing yet'))]);
    expect(early).toBe('nothing yet');
    expect(await promoted(version)).toEqual([0, expect.stringContaining('1.2.3 is current (before: no version)')]);
    expect(await closing).toEqual({ outcome: 'approved' });
    await env.teardown();
  }, 60_000);
});

async function promoted(env: Record<string, string>): Promise<[number, string]> {
  const step = spawn(process.execPath, [PROMOTE], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  for (const out of [step.stdout, step.stderr]) out.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const [code] = (await once(step, 'close')) as [number];
  return [code, said];
}
