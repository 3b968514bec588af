import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { CancelledFailure } from '@temporalio/common';
import type { Info } from '@temporalio/activity';
import type { ActivityInterceptorsFactory, Worker } from '@temporalio/worker';
import { machineMay } from '@goalbeat/domain/access/machine-grants';
import { DomainError, isDomainError } from '@goalbeat/domain/errors/domain-error';
import { PrincipalReader } from '../auth/principal.js';
import { KitMetrics } from '../health/metrics.js';
import { SERVICE_OPTIONS, type ServiceOptions } from '../start/service-options.js';
import { toApplicationFailure } from './activity-failure.js';
import { isHeld } from './held.js';

const AGAIN_MS = 1_000;
const AT_ONCE = 50;
/** Well under the heartbeat timeouts that workflows set: how Temporal notices that this process died mid-work. */
const HEARTBEAT_MS = 5_000;
/** Attempts after which waiting for another service's batch is worth a warning. */
const LONG_WAIT = 20;

/** Our own signal handling ends the worker in its turn; the SDK must not do it first. Once a process. */
let installed = false;
async function loadWorker() {
  // Loaded only where there are activities: the native core takes tens of megabytes.
  const sdk = await import('@temporalio/worker');
  if (installed) return sdk;
  installed = true;
  sdk.Runtime.install({
    shutdownSignals: [],
    telemetryOptions: { logging: { filter: { core: 'WARN', other: 'WARN' }, forward: {} } },
    logger: sdkLogger(new Logger('Temporal')),
  });
  return sdk;
}

/** Polls the service's activity queue; looks for Temporal for ever, while everything else works without it. */
@Injectable()
export class ActivitiesWorker {
  readonly #logger = new Logger(ActivitiesWorker.name);
  readonly #wait = new AbortController();
  #worker: Worker | undefined;
  #loop: Promise<void> | undefined;

  constructor(
    @Inject(SERVICE_OPTIONS) private readonly options: ServiceOptions,
    private readonly modules: ModuleRef,
    private readonly metrics: KitMetrics,
    private readonly principals: PrincipalReader,
  ) {}

  get state(): 'up' | 'down' | 'unused' {
    if (this.#loop === undefined) return 'unused';
    return this.#worker?.getState() === 'RUNNING' ? 'up' : 'down';
  }

  start(): void {
    const providers = this.options.activities ?? [];
    if (providers.length === 0) return;
    const activities: Record<string, unknown> = {};
    for (const provider of providers) {
      for (const [name, fn] of Object.entries(this.modules.get(provider, { strict: false }).activities())) {
        if (name in activities) throw new Error(`Two activities are called ${name}`);
        if (!isHeld(fn)) throw new Error(`The activity ${name} is not held to the process log: see heldToLog`);
        activities[name] = fn;
      }
    }
    this.#loop ??= this.#run(activities);
  }

  /** Takes no more tasks and waits for the running ones. */
  async stop(): Promise<void> {
    this.#wait.abort();
    if (this.#worker?.getState() === 'RUNNING') this.#worker.shutdown();
    await this.#loop;
  }

  async #run(activities: Record<string, unknown>): Promise<void> {
    while (!this.#wait.signal.aborted) {
      try {
        await this.#session(activities);
      } catch (error) {
        this.#logger.warn(`No work from Temporal: ${error instanceof Error ? error.message : String(error)}`);
      }
      await sleep(AGAIN_MS, undefined, { signal: this.#wait.signal }).catch(() => undefined);
    }
  }

  async #session(activities: Record<string, unknown>): Promise<void> {
    const { name, config } = this.options;
    const sdk = await loadWorker();
    const connection = await sdk.NativeConnection.connect({ address: config.TEMPORAL_ADDRESS });
    try {
      if (this.#wait.signal.aborted) return;
      this.#worker = await sdk.Worker.create({
        connection,
        namespace: config.TEMPORAL_NAMESPACE,
        taskQueue: name,
        activities,
        maxConcurrentActivityTaskExecutions: AT_ONCE,
        shutdownGraceTime: '6s',
        shutdownForceTime: '8s',
        interceptors: { activity: [this.#interceptor()] },
      });
      this.#logger.log(`Activities of queue ${name} are served`);
      const running = this.#worker.run();
      if (this.#wait.signal.aborted) this.#worker.shutdown();
      await running;
    } finally {
      this.#worker = undefined;
      await connection.close();
    }
  }

  /** @throws forbidden for a workflow that may not have this done, or not for this tenant */
  async #admit({ activityType, workflowType, workflowExecution }: Info, input: unknown): Promise<void> {
    const principal = await this.principals.resolve({
      by: 'workflow',
      type: workflowType ?? '',
      id: workflowExecution?.workflowId ?? '',
    });
    if (!machineMay(principal, `activity.${this.options.name}.${activityType}`))
      throw new DomainError('forbidden', `The workflow ${workflowType} may not have ${activityType} done.`);
    const { tenantId } = (input ?? {}) as { tenantId?: unknown };
    if (tenantId !== principal.tenantId)
      throw new DomainError('forbidden', 'A workflow has work done for its own company only.');
  }

  #interceptor(): ActivityInterceptorsFactory {
    return (context) => ({
      inbound: {
        execute: async (input, next) => {
          const beat =
            context.info.heartbeatTimeoutMs === undefined
              ? undefined
              : setInterval(() => context.heartbeat(), HEARTBEAT_MS);
          try {
            await this.#admit(context.info, input.args[0]);
            return await next(input);
          } catch (error) {
            const { activityType, attempt, workflowExecution } = context.info;
            if (!(error instanceof CancelledFailure)) {
              const code = isDomainError(error) ? error.code : 'internal';
              this.metrics.activityFailures.inc({ activity: activityType, code });
              const entry = {
                activity: activityType,
                attempt,
                workflowId: workflowExecution?.workflowId,
                code,
                err: error,
              };
              // Waiting for somebody else's batch is no trouble until it lasts.
              if (code === 'not-yet' && attempt < LONG_WAIT) this.#logger.debug(entry);
              else this.#logger.warn(entry);
            }
            throw toApplicationFailure(error);
          } finally {
            clearInterval(beat);
          }
        },
      },
    });
  }
}

function sdkLogger(logger: Logger) {
  const write = (level: string, message: string, meta?: object): void => {
    const line = meta === undefined ? message : `${message} ${JSON.stringify(meta, bigintsAsText)}`;
    if (level === 'ERROR') logger.error(line);
    else if (level === 'WARN') logger.warn(line);
    else logger.debug(line);
  };
  const at = (level: string) => (message: string, meta?: object) => write(level, message, meta);
  return { log: write, trace: at('TRACE'), debug: at('DEBUG'), info: at('INFO'), warn: at('WARN'), error: at('ERROR') };
}

const bigintsAsText = (_key: string, value: unknown): unknown => {
  if (typeof value === 'bigint') return value.toString();
  return value instanceof Error ? value.message : value;
};
