import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { poolOf } from '@goalbeat/service-kit/db/data-source';
import { KitMetrics } from '@goalbeat/service-kit/health/metrics';
import { SERVICE_OPTIONS, type ServiceOptions } from '@goalbeat/service-kit/start/service-options';
import { Schedules } from '@goalbeat/service-kit/temporal/schedules';
import { DataSource } from 'typeorm';
import { LateOpening } from './late-opening.js';
import { LostCycles } from './lost-cycles.js';
import { ScheduleRepair } from './schedule-repair.js';

/** Leaves Temporal's own catching up the time it needs. */
const FIRST_AFTER_MS = 15_000;
const EVERY_MS = 5 * 60_000;
/** Few: people's work goes first. Where much was lost each waits a moment to be sure. */
const AT_ONCE = 4;
const PREFIX = 'cycle/';
const OURS = /^cycle\/([0-9a-f-]{36})\/([0-9a-f-]{36})$/;

interface Scheduled {
  tenantId: string;
  definitionId: string;
}

/**
 * Keeps Temporal in step with SQL, at start and every five minutes, in each process with a relay: Schedules as their definitions
 * say, the present period opened, a workflow for each living cycle. What one process did the next finds done.
 */
@Injectable()
export class ScheduleReconciler implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #logger = new Logger(ScheduleReconciler.name);
  readonly #ending = new AbortController();
  #loop: Promise<void> | undefined;

  constructor(
    @Inject(SERVICE_OPTIONS) private readonly options: ServiceOptions,
    private readonly dataSource: DataSource,
    private readonly temporal: Schedules,
    private readonly repair: ScheduleRepair,
    private readonly lateOpening: LateOpening,
    private readonly lostCycles: LostCycles,
    private readonly metrics: KitMetrics,
  ) {}

  onApplicationBootstrap(): void {
    if (this.options.config.RUN.includes('relay')) this.#loop = this.#keepOn();
  }

  async onModuleDestroy(): Promise<void> {
    this.#ending.abort();
    await this.#loop;
  }

  /** One round. Does nothing while Temporal is away; what fails for one definition does not keep the others waiting. */
  async reconcile(): Promise<void> {
    if (!(await this.temporal.answers())) return;
    // Listed first: what is activated meanwhile is then in SQL and not in the list, never the other way round.
    const listed = await this.temporal.list(PREFIX);
    const scheduled = await this.#ids<Scheduled>(
      'SELECT tenant_id AS "tenantId", definition_id AS "definitionId" FROM scheduled_definitions()',
    );
    let held = 0;
    await this.#each(scheduled, async ({ tenantId, definitionId }) => {
      if (await this.repair.check(tenantId, definitionId)) held += 1;
      await this.lateOpening.check(tenantId, definitionId);
    });
    this.metrics.schedulesHeld.set(held);
    await this.#setAside(listed, scheduled);
    const living = await this.#ids<{ tenantId: string; cycleId: string }>(
      'SELECT tenant_id AS "tenantId", cycle_id AS "cycleId" FROM living_cycles()',
    );
    await this.#each(living, ({ tenantId, cycleId }) => this.lostCycles.check(tenantId, cycleId));
  }

  async #keepOn(): Promise<void> {
    const { signal } = this.#ending;
    const pause = (ms: number): Promise<void> => sleep(ms, undefined, { signal }).catch(() => undefined);
    await pause(FIRST_AFTER_MS);
    while (!signal.aborted) {
      try {
        await this.reconcile();
      } catch (error) {
        this.#logger.warn(`Schedules not compared: ${error instanceof Error ? error.message : String(error)}`);
      }
      await pause(EVERY_MS);
    }
  }

  /** Ours by their form, and nobody's in SQL: paused, for a person to decide. Removing them could not be undone. */
  async #setAside(
    listed: readonly { scheduleId: string; workflow: string; paused: boolean }[],
    scheduled: readonly Scheduled[],
  ): Promise<void> {
    const known = new Set(scheduled.map(({ tenantId, definitionId }) => `${PREFIX}${tenantId}/${definitionId}`));
    const unknown = listed.filter(
      ({ scheduleId, workflow }) => OURS.test(scheduleId) && workflow === 'openCycle' && !known.has(scheduleId),
    );
    this.metrics.schedulesUnknown.set(unknown.length);
    await this.#each(unknown, async ({ scheduleId, paused }) => {
      if (paused) return;
      await this.temporal.setAside(scheduleId);
      this.#logger.error(`Schedule ${scheduleId} is of no definition in SQL: paused`);
    });
  }

  async #each<T>(all: readonly T[], check: (one: T) => Promise<void>): Promise<void> {
    const queue = [...all];
    const work = async (): Promise<void> => {
      for (let one = queue.shift(); one !== undefined && !this.#ending.signal.aborted; one = queue.shift()) {
        try {
          await check(one);
        } catch (error) {
          const why = error instanceof Error ? error.message : String(error);
          this.#logger.warn(`${JSON.stringify(one)} not compared: ${why}`);
        }
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, work));
  }

  async #ids<T>(sql: string): Promise<T[]> {
    return (await poolOf(this.dataSource).query(sql)).rows as T[];
  }
}
