import { setTimeout as pause } from 'node:timers/promises';
import { WORKFLOW_QUEUE } from '@goalbeat/contracts/names';
import { NativeConnection, Worker } from '@temporalio/worker';
import type { Logger } from '@temporalio/worker';
import type { WorkerConfig } from './config.js';
import { versioningOf } from './versioning.js';

const RECONNECT_MS = { least: 250, most: 5000 };
const PING_MS = 1000;

/** Polls the workflow queue for as long as it lives: Temporal may come late, go and come back. */
export class WorkflowWorker {
  private readonly stopping = new AbortController();
  private worker: Worker | null = null;
  private connection: NativeConnection | null = null;
  private ending: Promise<void> = Promise.resolve();

  constructor(
    private readonly config: WorkerConfig,
    private readonly bundlePath: string,
    private readonly logger: Logger,
  ) {}

  start(): void {
    this.ending = this.keepPolling();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    if (this.worker?.getState() === 'RUNNING') this.worker.shutdown();
    await this.ending;
  }

  async health(): Promise<{ ok: boolean; worker: string; temporal: string }> {
    const worker = this.worker?.getState().toLowerCase() ?? 'waiting';
    const temporal = (await this.isTemporalThere()) ? 'up' : 'down';
    return { ok: worker === 'running' && temporal === 'up', worker, temporal };
  }

  private async keepPolling(): Promise<void> {
    let delay = RECONNECT_MS.least;
    while (!this.stopping.signal.aborted) {
      try {
        await this.poll(() => {
          delay = RECONNECT_MS.least;
        });
      } catch (error) {
        this.logger.warn('Temporal is not there yet; trying again', { error: String(error), delay });
      }
      await pause(delay, undefined, { signal: this.stopping.signal }).catch(() => undefined);
      delay = Math.min(delay * 2, RECONNECT_MS.most);
    }
  }

  /** One life of a connection; comes back when it was told to stop, throws when it broke. */
  private async poll(connected: () => void): Promise<void> {
    const { temporalAddress: address, temporalNamespace: namespace, version } = this.config;
    const connection = await NativeConnection.connect({ address });
    this.connection = connection;
    try {
      this.worker = await Worker.create({
        connection,
        namespace,
        taskQueue: WORKFLOW_QUEUE,
        workflowBundle: { codePath: this.bundlePath },
        ...versioningOf(version),
        // 0.3 MB each while they wait, up to 0.8 MB once they have worked; what does not fit is replayed from some dozens of events.
        maxCachedWorkflows: 1000,
        shutdownGraceTime: '8 seconds',
        shutdownForceTime: '10 seconds',
      });
      // A stop while the connection was being made found no worker to shut down, and an idle one cannot be shut down.
      if (this.stopping.signal.aborted) return await this.worker.runUntil(Promise.resolve());
      connected();
      this.logger.info('Polling for workflow tasks', { namespace, taskQueue: WORKFLOW_QUEUE, version });
      await this.worker.run();
    } finally {
      this.worker = null;
      this.connection = null;
      await connection.close();
    }
  }

  private async isTemporalThere(): Promise<boolean> {
    const { connection } = this;
    if (connection === null) return false;
    // The SDK goes on trying for ten seconds, deadline or not; a probe wants to know now.
    const late = new AbortController();
    const answered = connection.workflowService.getSystemInfo({}).then(
      () => true,
      () => false,
    );
    const answer = await Promise.race([answered, pause(PING_MS, false, { signal: late.signal })]);
    late.abort();
    return answer;
  }
}
