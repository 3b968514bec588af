import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable, Logger } from '@nestjs/common';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { KitMetrics } from '@goalbeat/service-kit/health/metrics';
import { byService } from '@goalbeat/service-kit/process-log/actor';
import { Schedules, type ScheduleFinding } from '@goalbeat/service-kit/temporal/schedules';
import { CycleDefinitionRepository } from '../cycle-definition/cycle-definition.repository.js';
import { scheduleId, scheduleRemoval } from '../cycle-definition/schedule-of.js';
import { HeldNotes } from './held-notes.js';
import { WantedSchedule, type Wanted } from './wanted-schedule.js';

/** A change that was committed a moment ago may still be on its way to Temporal. */
const SETTLES_MS = 1_000;
const ASKED_LATELY = `SELECT 1 FROM outbox WHERE destination = 'workflows' AND payload->>'scheduleId' = $1 LIMIT 1`;

/** One definition's Schedule, brought to what SQL says of it: by the same message that activating it sends. */
@Injectable()
export class ScheduleRepair {
  readonly #logger = new Logger(ScheduleRepair.name);
  /** What was told last, by the Schedule's id, until it is found so. */
  readonly #told = new Map<string, string>();

  constructor(
    private readonly uow: UnitOfWork,
    private readonly temporal: Schedules,
    private readonly wanted: WantedSchedule,
    private readonly definitions: CycleDefinitionRepository,
    private readonly held: HeldNotes,
    private readonly org: OrgCopy,
    private readonly metrics: KitMetrics,
  ) {}

  /** @returns whether operations hold it */
  async check(tenantId: string, definitionId: string): Promise<boolean> {
    const read = (): Promise<Wanted | null> => this.uow.read(tenantId, (tx) => this.wanted.of(tx, definitionId));
    let before = await read();
    let found = await this.#find(tenantId, definitionId, before);
    if (found.drift.length > 0) {
      await sleep(SETTLES_MS);
      before = await read();
      found = await this.#find(tenantId, definitionId, before);
    }
    if (found.drift.length === 0) this.#told.delete(scheduleId(tenantId, definitionId));
    const held = before?.schedule.heldAt ?? null;
    if (found.drift.length > 0 || found.heldByHand !== (held !== null)) {
      await this.uow.write(tenantId, async (tx) => {
        await this.definitions.lock(tx, definitionId);
        const now = await this.wanted.of(tx, definitionId);
        if (JSON.stringify(now?.message) !== JSON.stringify(before?.message)) return;
        if ((await tx.query(ASKED_LATELY, [scheduleId(tenantId, definitionId)])).length > 0) return;
        if (now !== null) await this.held.changed(tx, now, found.heldByHand);
        if (found.drift.length > 0) await this.#repair(tx, definitionId, now, found.drift);
      });
    }
    return found.heldByHand;
  }

  async #find(tenantId: string, definitionId: string, wanted: Wanted | null): Promise<ScheduleFinding> {
    if (wanted !== null) return this.temporal.find(wanted.message);
    const there = await this.temporal.describe(scheduleId(tenantId, definitionId));
    return { drift: there === null ? [] : ['state'], heldByHand: false };
  }

  async #repair(tx: Tx, definitionId: string, wanted: Wanted | null, drift: ScheduleFinding['drift']): Promise<void> {
    const id = scheduleId(tx.tenantId, definitionId);
    const message = wanted?.message ?? scheduleRemoval(tx.tenantId, definitionId);
    const told = JSON.stringify([message, drift]);
    tx.tell(message);
    // Told in vain before: what Temporal refuses each time would fill the process log with repairs that are none.
    if (this.#told.get(id) === told) {
      this.#logger.error(
        `Schedule ${id} is again not as it should be: ${drift.join(', ')}. Does Temporal refuse it, or does somebody change it?`,
      );
      return;
    }
    tx.log({
      subjectKind: 'cycle-definition',
      subjectId: definitionId,
      action: wanted === null ? 'schedule.removed' : 'schedule.repaired',
      ...byService('goals'),
      at: wanted?.now ?? (await this.org.now(tx)),
      details: { drift },
    });
    tx.afterCommit(() => {
      this.#told.set(id, told);
      for (const part of drift) this.metrics.schedulesRepaired.inc({ drift: part });
      this.#logger.warn(`Schedule ${id} was not as it should be: ${drift.join(', ')}`);
    });
  }
}
