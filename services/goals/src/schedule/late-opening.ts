import { Injectable, Logger } from '@nestjs/common';
import { openCycleId, type OpenCycleInput } from '@goalbeat/contracts/workflows';
import type { Period } from '@goalbeat/domain/period/period';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { byService } from '@goalbeat/service-kit/process-log/actor';
import { RealClock } from '@goalbeat/service-kit/time/clocks';
import { CycleRepository } from '../cycle/cycle.repository.js';
import { searchedBy } from '../cycle/searched-by.js';
import { CycleDefinitionRepository } from '../cycle-definition/cycle-definition.repository.js';
import { DefinitionScheduleRepository } from '../cycle-definition/definition-schedule.repository.js';
import { duePeriod, periodsBefore } from './due-period.js';
import { WantedSchedule, type Wanted } from './wanted-schedule.js';

const ASK_AGAIN_MS = 3_600_000;

/** Opens the present period when its Schedule is gone or could not fire: late, and said. */
@Injectable()
export class LateOpening {
  readonly #logger = new Logger(LateOpening.name);

  constructor(
    private readonly uow: UnitOfWork,
    private readonly wanted: WantedSchedule,
    private readonly definitions: CycleDefinitionRepository,
    private readonly rows: DefinitionScheduleRepository,
    private readonly cycles: CycleRepository,
    private readonly clock: RealClock,
  ) {}

  async check(tenantId: string, definitionId: string): Promise<void> {
    if ((await this.uow.read(tenantId, (tx) => this.#due(tx, definitionId))) === null) return;
    await this.uow.write(tenantId, async (tx) => {
      await this.definitions.lock(tx, definitionId);
      const due = await this.#due(tx, definitionId);
      if (due !== null) await this.#ask(tx, due.wanted, due.period);
    });
  }

  async #due(tx: Tx, definitionId: string): Promise<{ wanted: Wanted; period: Period } | null> {
    const wanted = await this.wanted.of(tx, definitionId);
    if (wanted === null || wanted.schedule.pausedAt !== null || wanted.schedule.heldAt !== null) return null;
    const { definition, schedule, now } = wanted;
    const period = duePeriod(definition.data, schedule.opensFrom, now);
    if (period === null || (schedule.askedPeriod === period && this.#isLately(schedule.askedAt))) return null;
    // Also a cancelled one counts: HR did not want it.
    return (await this.cycles.ofPeriod(tx, definitionId, period)).runs > 0 ? null : { wanted, period };
  }

  #isLately(askedAt: string | null): boolean {
    return askedAt !== null && this.clock.now() - Date.parse(askedAt) < ASK_AGAIN_MS;
  }

  async #ask(tx: Tx, { definition, schedule, now }: Wanted, period: Period): Promise<void> {
    const { tenantId } = tx;
    const input: OpenCycleInput = { tenantId, definitionId: definition.id, period };
    tx.tell({
      kind: 'start',
      workflow: 'openCycle',
      // One that was asked for before and failed must not be in the way of the next.
      workflowId: `${openCycleId({ tenantId, definitionId: definition.id, period })}@${this.clock.instant()}`,
      input,
      searchAttributes: searchedBy({ tenantId, stage: 'opening' }),
      summary: `open ${period} of ${definition.code}, late`,
    });
    await this.rows.asked(tx, definition.id, period);
    const missed: Period[] = [];
    for (const before of periodsBefore(definition.data, period, schedule.opensFrom, now)) {
      if ((await this.cycles.ofPeriod(tx, definition.id, before)).runs === 0) missed.push(before);
    }
    tx.log({
      subjectKind: 'cycle-definition',
      subjectId: definition.id,
      action: 'cycle.opened-late',
      ...byService('goals'),
      at: now,
      details: { period, ...(missed.length === 0 ? {} : { missed }) },
    });
    tx.afterCommit(() =>
      this.#logger.warn(`Period ${period} of ${definition.id} was not opened in time: asked for now`),
    );
  }
}
