import { accessSync, constants } from 'node:fs';
import { homedir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ACTIVITY_QUEUES, SEARCH_ATTRIBUTES, WORKFLOW_QUEUE } from '@goalbeat/contracts/names';
import type { Client } from '@temporalio/client';
import { defineSearchAttributeKey } from '@temporalio/common';
import { TestWorkflowEnvironment } from '@temporalio/testing';
import { DefaultLogger, Runtime, Worker } from '@temporalio/worker';
import type { DeploymentVersion } from '../src/worker/config.js';
import { versioningOf } from '../src/worker/versioning.js';

export const BUNDLE = fileURLToPath(new URL('../dist/workflow-bundle.js', import.meta.url));

type QueueName = (typeof ACTIVITY_QUEUES)[keyof typeof ACTIVITY_QUEUES];
export type FakeServices = Partial<Record<QueueName, object>>;

/** A Temporal development server, the production bundle, and fake services on their queues. */
export interface Temporal {
  client: Client;
  address: string;
  /** Of the production bundle unless another build is given; gives what ends it. */
  startWorkflowWorker(build?: Build): Promise<() => Promise<void>>;
  /** Ends all that run. */
  stopWorkflowWorker(): Promise<void>;
  end(): Promise<void>;
}

export interface Build {
  bundle?: string;
  version?: DeploymentVersion;
}

export interface TemporalOptions {
  services: FakeServices;
  /** Suggests continueAsNew after so many events. */
  suggestContinueAsNewAt?: number;
}

export async function startTemporal(options: TemporalOptions): Promise<Temporal> {
  Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [] });
  const env = await TestWorkflowEnvironment.createLocal({ server: devServer(options.suggestContinueAsNewAt) });
  const { nativeConnection: connection } = env;
  const services = await Promise.all(
    Object.entries(options.services).map(([taskQueue, activities]) =>
      Worker.create({ connection, taskQueue, activities, identity: 'service' }),
    ),
  );
  const serviceRuns = services.map((worker) => worker.run());
  const running = new Set<() => Promise<void>>();

  const temporal: Temporal = {
    client: env.client,
    address: env.address,
    async startWorkflowWorker(build = {}) {
      const worker = await Worker.create({
        connection,
        taskQueue: WORKFLOW_QUEUE,
        workflowBundle: { codePath: build.bundle ?? BUNDLE },
        identity: 'workflows',
        ...versioningOf(build.version ?? null),
      });
      const run = worker.run();
      const stop = async (): Promise<void> => {
        if (!running.delete(stop)) return;
        worker.shutdown();
        await run;
      };
      running.add(stop);
      return stop;
    },
    async stopWorkflowWorker() {
      await Promise.all([...running].map((stop) => stop()));
    },
    async end() {
      await temporal.stopWorkflowWorker();
      for (const worker of services) worker.shutdown();
      await Promise.all(serviceRuns);
      await env.teardown();
    },
  };
  await temporal.startWorkflowWorker();
  return temporal;
}

export function devServer(suggestContinueAsNewAt?: number) {
  const settings = ['history.timerProcessorMaxTimeShift="10ms"'];
  if (suggestContinueAsNewAt !== undefined) {
    settings.push(`limit.historyCount.suggestContinueAsNew=${suggestContinueAsNewAt}`);
  }
  return {
    executable: { type: 'existing-path', path: findTemporalCli() } as const,
    searchAttributes: Object.values(SEARCH_ATTRIBUTES).map((name) => defineSearchAttributeKey(name, 'KEYWORD')),
    extraArgs: settings.flatMap((setting) => ['--dynamic-config-value', setting]),
  };
}

function findTemporalCli(): string {
  const given = process.env['TEMPORAL_CLI_PATH'];
  const state = process.env['GOALBEAT_STATE'];
  const folders = [
    ...(process.env['PATH'] ?? '').split(delimiter),
    ...(state === undefined ? [] : [join(state, 'bin')]),
    fileURLToPath(new URL('../../.goalbeat/bin', import.meta.url)),
    join(process.env['GOPATH'] ?? join(homedir(), 'go'), 'bin'),
    join(homedir(), '.cache', 'goalbeat'),
    join(homedir(), '.cache', 'goalbeat', 'bin'),
  ];
  const candidates = given === undefined ? folders.map((folder) => join(folder, 'temporal')) : [given];
  const found = candidates.find(isExecutable);
  // Never skipped: a suite that passes without its server would prove nothing.
  if (found === undefined)
    throw new Error('These specs need the Temporal CLI: put it on PATH or set TEMPORAL_CLI_PATH.');
  return found;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** Polls until it is true; fails after `ms` with what was awaited. */
export async function eventually(what: string, test: () => boolean | Promise<boolean>, ms = 45_000): Promise<void> {
  const end = Date.now() + ms;
  while (!(await test())) {
    if (Date.now() > end) throw new Error(`Not seen within ${ms} ms: ${what}`);
    await new Promise((later) => setTimeout(later, 15));
  }
}

export async function rest(ms: number): Promise<void> {
  await new Promise((later) => setTimeout(later, ms));
}
