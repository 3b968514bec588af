import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import type { WorkflowName } from '@goalbeat/contracts/workflows';
import { KitMetrics } from '../health/metrics.js';
import { Rounds } from '../rounds/rounds.js';
import { SERVICE_OPTIONS, type ServiceOptions } from '../start/service-options.js';
import { KnownRuns } from './known-runs.js';

/** Leaves the relay the time to deliver what an outage has kept back. */
const FIRST_AFTER_MS = 15_000;
const EVERY_MS = 5 * 60_000;
/** A row is there a moment before its workflow is. */
const BEGINS_WITHIN_MS = 5_000;
/** Few: people's work goes first. */
const AT_ONCE = 8;
const PAGE = 200;

export interface LivingRun {
  tenantId: string;
  /** Of its row. */
  id: string;
  workflowId: string;
}

/** Who has in SQL for what a workflow should be running. */
export interface RunKeeper {
  readonly workflow: WorkflowName;
  living(): Promise<readonly LivingRun[]>;
  /** Rows that still live, and whose start is not on its way, are told to Temporal again. @returns how many */
  restart(tenantId: string, ids: readonly string[]): Promise<number>;
  /** Once a process, for runs that miss for ever what they were told after the state that Temporal was put back to. */
  sayAgain?(tenantId: string, ids: readonly string[]): Promise<void>;
}

/**
 * Starts again what Temporal knows nothing of although SQL does: its database was lost, or restored from before. After a
 * process has started and every five minutes, in each with a relay; what one has started the next finds there.
 */
@Injectable()
export class LostRuns implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #logger = new Logger(LostRuns.name);
  readonly #ending = new AbortController();
  readonly #rounds = new Rounds({ name: 'Lost runs', everyMs: EVERY_MS, look: () => this.look() });
  readonly #keepers: RunKeeper[] = [];
  readonly #toldAgain = new Set<RunKeeper>();
  #first: NodeJS.Timeout | undefined;

  constructor(
    @Inject(SERVICE_OPTIONS) private readonly options: ServiceOptions,
    private readonly runs: KnownRuns,
    private readonly metrics: KitMetrics,
  ) {}

  keep(keeper: RunKeeper): void {
    this.#keepers.push(keeper);
  }

  onApplicationBootstrap(): void {
    if (!this.options.config.RUN.includes('relay') || this.#keepers.length === 0) return;
    this.#rounds.start();
    this.#first = setTimeout(() => this.#rounds.wake(), FIRST_AFTER_MS);
    this.#first.unref();
  }

  async onModuleDestroy(): Promise<void> {
    clearTimeout(this.#first);
    this.#ending.abort();
    await this.#rounds.stop();
  }

  /** One look. Does nothing while Temporal is away. @returns how many were started again */
  async look(): Promise<number> {
    if (!(await this.runs.answers())) return 0;
    let restarted = 0;
    for (const keeper of this.#keepers) restarted += await this.#lookAfter(keeper);
    return restarted;
  }

  async #lookAfter(keeper: RunKeeper): Promise<number> {
    const living = await keeper.living();
    await this.#sayAgain(keeper, living);
    if (living.length === 0) return 0;
    const running = await this.runs.running(keeper.workflow);
    const unseen = await this.#unknown(living.filter(({ workflowId }) => !running.has(workflowId)));
    if (unseen.length === 0) return 0;
    await sleep(BEGINS_WITHIN_MS, undefined, { signal: this.#ending.signal }).catch(() => undefined);
    const byTenant = Map.groupBy(unseen, ({ tenantId }) => tenantId);
    let restarted = 0;
    for (const [tenantId, runs] of byTenant) restarted += await this.#restart(keeper, tenantId, runs);
    return restarted;
  }

  async #sayAgain(keeper: RunKeeper, living: readonly LivingRun[]): Promise<void> {
    if (this.#toldAgain.has(keeper)) return;
    for (const [tenantId, runs] of Map.groupBy(living, (run) => run.tenantId)) {
      const ids = runs.map(({ id }) => id);
      await keeper.sayAgain?.(tenantId, ids);
    }
    this.#toldAgain.add(keeper);
  }

  /** What fails for one tenant does not keep the others waiting. */
  async #restart(keeper: RunKeeper, tenantId: string, unseen: readonly LivingRun[]): Promise<number> {
    let restarted = 0;
    for (let at = 0; at < unseen.length && !this.#ending.signal.aborted; at += PAGE) {
      try {
        // Asked again just before: what came late, or was started by another process, is there by now.
        const lost = await this.#unknown(unseen.slice(at, at + PAGE));
        if (lost.length > 0)
          restarted += await keeper.restart(
            tenantId,
            lost.map(({ id }) => id),
          );
      } catch (error) {
        const why = error instanceof Error ? error.message : String(error);
        this.#logger.warn(`Lost runs of ${tenantId} not started again: ${why}`);
        break;
      }
    }
    if (restarted > 0) {
      this.metrics.runsRestarted.inc(restarted);
      this.#logger.warn(`Temporal knew nothing of ${restarted} ${keeper.workflow} runs of ${tenantId}: started again`);
    }
    return restarted;
  }

  async #unknown(runs: readonly LivingRun[]): Promise<LivingRun[]> {
    const queue = [...runs];
    const unknown: LivingRun[] = [];
    const work = async (): Promise<void> => {
      for (let one = queue.shift(); one !== undefined && !this.#ending.signal.aborted; one = queue.shift())
        if (!(await this.runs.knows(one.workflowId))) unknown.push(one);
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    return unknown;
  }
}
