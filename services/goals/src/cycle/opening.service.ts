import { Injectable } from '@nestjs/common';
import type { OpenedCycle } from '@goalbeat/contracts/activities';
import type { OpenCycle } from '@goalbeat/contracts/goals/cycle-http';
import { openCycleId, type OpenCycleInput } from '@goalbeat/contracts/workflows';
import { planTimeline } from '@goalbeat/domain/calendar/timeline';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { isPeriodOf } from '@goalbeat/domain/period/period';
import { Calendars } from '@goalbeat/org-copy/calendars';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { CommandRequest } from '@goalbeat/service-kit/db/command-request';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { actorOf, BY_DEADLINE } from '@goalbeat/service-kit/process-log/actor';
import type { z } from 'zod';
import { requireHr, requireUnits } from '../access/require-units.js';
import { CycleDefinitionRepository, type PinnedDefinition } from '../cycle-definition/cycle-definition.repository.js';
import { DefinitionScheduleRepository } from '../cycle-definition/definition-schedule.repository.js';
import { periodAt } from '../cycle-definition/opens-on.js';
import { cycleChanged } from './cycle-changed.js';
import { CycleRepository, type CycleRow } from './cycle.repository.js';
import { searchedBy } from './searched-by.js';

/** Opens cycles: one living cycle a definition and period, by hand or by a Schedule. */
@Injectable()
export class OpeningService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly definitions: CycleDefinitionRepository,
    private readonly schedules: DefinitionScheduleRepository,
    private readonly cycles: CycleRepository,
    private readonly org: OrgCopy,
    private readonly calendars: Calendars,
  ) {}

  /**
   * Asks for a cycle; the workflow opens it.
   * @throws forbidden, not-found, wrong-state (not active; reporting is over and `late` was not said), validation (period),
   *   duplicate (it is open already)
   */
  ask(
    command: CommandRequest,
    definitionId: string,
    { period, late }: z.infer<typeof OpenCycle>,
  ): Promise<{ definitionId: string; period: string; accepted: true }> {
    requireHr(command.principal, 'goals.cycle.control');
    return this.uow.command(command, async (tx) => {
      const { code, data } = await this.#active(tx, definitionId);
      await requireUnits(tx, command.principal, 'goals.cycle.control', data.who.units);
      if (!isPeriodOf(data, period)) {
        const runs = data.period === 'custom' ? 'in the periods it lists' : `by the ${data.period}`;
        throw new DomainError('validation', `period: this definition runs ${runs}`, { field: 'period' });
      }
      if (!late) await this.#refuseOver(tx, data, period);
      const { living, runs } = await this.cycles.ofPeriod(tx, definitionId, period);
      if (living !== undefined) {
        throw new DomainError('duplicate', `The cycle of ${period} is there already.`, {
          details: { cycleId: living.id },
        });
      }
      const input: OpenCycleInput = { tenantId: tx.tenantId, definitionId, period };
      // A workflow id is used once: what opens a cancelled period again needs one of its own, as the cycle itself does.
      const workflowId = `${openCycleId({ tenantId: tx.tenantId, definitionId, period })}${runs === 0 ? '' : `#${runs + 1}`}`;
      tx.tell({
        kind: 'start',
        workflow: 'openCycle',
        workflowId,
        input,
        searchAttributes: searchedBy({ tenantId: tx.tenantId, stage: 'opening' }),
        summary: `open ${period} of ${code}`,
      });
      tx.log({
        subjectKind: 'cycle-definition',
        subjectId: definitionId,
        action: 'cycle.asked-for',
        ...actorOf(command.principal),
        at: await this.org.now(tx),
        details: { period },
      });
      return { definitionId, period, accepted: true };
    });
  }

  /**
   * Opens the row of the period, once: asked again it says what is there.
   * @throws wrong-state (not active), validation, copy-behind
   */
  openPeriod(i: {
    tenantId: string;
    definitionId: string;
    period: string | null;
    scheduledAt: string | null;
    zone?: string;
  }): Promise<OpenedCycle> {
    return this.uow.write(i.tenantId, async (tx) => {
      await this.definitions.lock(tx, i.definitionId);
      const definition = await this.#active(tx, i.definitionId);
      const now = await this.org.now(tx);
      const scheduledAt = new Date(i.scheduledAt ?? now).toISOString();
      const period = i.period ?? periodAt(definition.data, scheduledAt, i.zone ?? definition.data.zone);
      const { living, runs } = await this.cycles.ofPeriod(tx, definition.id, period);
      if (living !== undefined) {
        return opened(living.state === 'skipped' ? 'skipped' : 'already-open', living, definition);
      }
      const refusal = i.period === null ? await this.#refusal(tx, definition.id, scheduledAt, runs) : null;
      if (refusal !== null) {
        tx.log({
          subjectKind: 'cycle-definition',
          subjectId: definition.id,
          action: 'cycle.not-opened',
          ...BY_DEADLINE,
          at: now,
          reason: refusal,
          details: { period },
        });
        return {
          outcome: 'skipped',
          cycleId: null,
          definitionId: definition.id,
          code: definition.code,
          period,
          run: runs,
        };
      }
      const calendar = await this.calendars.byCode(tx, definition.data.calendar);
      const timeline = planTimeline(definition.data.timeline, period, calendar, definition.data.zone);
      const skipped = Array.isArray(timeline) ? null : timeline.skipped;
      const steps = Array.isArray(timeline) ? timeline : [];
      const cycle = await this.cycles.open(tx, { definition, period, run: runs + 1, at: now, skipped }, steps);
      const late = steps[0] !== undefined && steps[0].at < now ? { late: true, issueAt: steps[0].at } : {};
      tx.log({
        subjectKind: 'cycle',
        subjectId: cycle.id,
        cycleId: cycle.id,
        action: skipped === null ? 'cycle.opened' : 'cycle.skipped',
        ...BY_DEADLINE,
        at: now,
        ...(skipped === null ? {} : { reason: skipped }),
        ruleVersion: `cycle-definition/${definition.id}@${definition.version}`,
        details: { period, run: cycle.run, definitionVersion: definition.version, ...late },
      });
      tx.publish(cycleChanged(cycle, await this.cycles.steps(tx, cycle.id)));
      return opened(skipped === null ? 'opened' : 'skipped', cycle, definition);
    });
  }

  /** Why a Schedule, unlike a person, may not open the period; null when it may. */
  async #refusal(tx: Tx, definitionId: string, scheduledAt: string, runs: number): Promise<string | null> {
    if (runs > 0) return 'cancelled-before';
    const pausedAt = (await this.schedules.of(tx, definitionId))?.pausedAt ?? null;
    // It fires a last time when the pause is still on its way to Temporal.
    return pausedAt !== null && scheduledAt >= pausedAt ? 'paused' : null;
  }

  /** A slip of the year must not score and pay a company for a week that nobody could report on. @throws wrong-state */
  async #refuseOver(tx: Tx, data: PinnedDefinition['data'], period: string): Promise<void> {
    const calendar = await this.calendars.byCode(tx, data.calendar);
    const timeline = planTimeline(data.timeline, period, calendar, data.zone);
    const closes = Array.isArray(timeline) ? timeline.find((one) => one.step === 'close-reporting') : undefined;
    if (closes === undefined || closes.at > (await this.org.now(tx))) return;
    throw new DomainError(
      'wrong-state',
      `Reporting for ${period} closed at ${closes.at}: everybody would count as not reported. Say "late": true if that is meant.`,
      { field: 'period', details: { closedAt: closes.at } },
    );
  }

  async #active(tx: Tx, definitionId: string): Promise<PinnedDefinition> {
    const definition = await this.definitions.active(tx, definitionId);
    if (definition === undefined) {
      await this.definitions.one(tx, definitionId);
      throw new DomainError('wrong-state', 'The definition is not active: activate it first.');
    }
    return definition;
  }
}

function opened(outcome: OpenedCycle['outcome'], cycle: CycleRow, { code }: PinnedDefinition): OpenedCycle {
  const { id, definitionId, period, run } = cycle;
  return { outcome, cycleId: outcome === 'skipped' ? null : id, definitionId, code, period, run };
}
