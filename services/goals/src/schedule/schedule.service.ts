import { Injectable } from '@nestjs/common';
import type { ScheduleView } from '@goalbeat/contracts/goals/schedule-http';
import { requireScopes } from '@goalbeat/domain/access/policy';
import type { Principal } from '@goalbeat/domain/access/roles';
import { planTimeline } from '@goalbeat/domain/calendar/timeline';
import { isRealClock } from '@goalbeat/domain/clock/tenant-clock';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { Calendars } from '@goalbeat/org-copy/calendars';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { CommandRequest } from '@goalbeat/service-kit/db/command-request';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { actorOf } from '@goalbeat/service-kit/process-log/actor';
import type { z } from 'zod';
import { requireHr, requireUnits } from '../access/require-units.js';
import { CycleDefinitionRepository, type PinnedDefinition } from '../cycle-definition/cycle-definition.repository.js';
import {
  DefinitionScheduleRepository,
  type DefinitionSchedule,
} from '../cycle-definition/definition-schedule.repository.js';
import { nextOpenings } from './due-period.js';
import { WantedSchedule } from './wanted-schedule.js';

type View = z.infer<typeof ScheduleView>;
const SHOWN = 6;

/** Whether a definition's cycles open by themselves: HR pauses and resumes that, with a reason. */
@Injectable()
export class ScheduleService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly definitions: CycleDefinitionRepository,
    private readonly schedules: DefinitionScheduleRepository,
    private readonly wanted: WantedSchedule,
    private readonly org: OrgCopy,
    private readonly calendars: Calendars,
  ) {}

  /** @throws not-found, wrong-state (never activated) */
  one(principal: Principal, id: string): Promise<View> {
    requireScopes(principal, 'goals.definition.read');
    return this.uow.read(principal.tenantId, async (tx) => {
      const { state, updatedAt, activeVersion } = await this.definitions.one(tx, id);
      if (state === 'retired' && activeVersion === null) {
        return { definitionId: id, state: 'retired', since: updatedAt, next: [] };
      }
      const { definition, schedule } = await this.#standing(tx, id);
      return this.#view(tx, definition, schedule);
    });
  }

  /**
   * No more cycles open by themselves until it is resumed; running ones go on, and by hand they may be opened all the same.
   * @throws forbidden, not-found, wrong-state (not active, paused already)
   */
  pause(command: CommandRequest, id: string, reason: string): Promise<View> {
    return this.#change(command, id, 'definition.paused', reason, async (tx, schedule, now) => {
      if (schedule.pausedAt !== null) {
        throw new DomainError('wrong-state', 'It is paused already: resume it when cycles shall open again.');
      }
      await this.schedules.pause(tx, id, now);
    });
  }

  /**
   * Cycles open by themselves again, from the next period on; what was due during the pause stays closed.
   * @throws forbidden, not-found, wrong-state (not active, not paused)
   */
  resume(command: CommandRequest, id: string, reason: string): Promise<View> {
    return this.#change(command, id, 'definition.resumed', reason, async (tx, schedule, now) => {
      if (schedule.pausedAt === null) throw new DomainError('wrong-state', 'It is not paused: nothing to resume.');
      await this.schedules.resume(tx, id, now);
    });
  }

  #change(
    command: CommandRequest,
    id: string,
    action: string,
    reason: string,
    apply: (tx: Tx, schedule: DefinitionSchedule, now: string) => Promise<void>,
  ): Promise<View> {
    const { principal } = command;
    requireHr(principal, 'goals.definition.write');
    return this.uow.command(command, async (tx) => {
      await this.definitions.lock(tx, id);
      const { definition, schedule } = await this.#standing(tx, id);
      await requireUnits(tx, principal, 'goals.definition.write', definition.data.who.units);
      const now = await this.org.now(tx);
      await apply(tx, schedule, now);
      const wanted = await this.wanted.of(tx, id);
      if (wanted !== null) tx.tell(wanted.message);
      tx.log({
        subjectKind: 'cycle-definition',
        subjectId: id,
        action,
        ...actorOf(principal),
        at: now,
        reason,
        details: { code: definition.code },
      });
      return this.#view(tx, definition, (await this.schedules.of(tx, id)) ?? schedule);
    });
  }

  async #standing(tx: Tx, id: string): Promise<{ definition: PinnedDefinition; schedule: DefinitionSchedule }> {
    await this.definitions.one(tx, id);
    const definition = await this.definitions.active(tx, id);
    const schedule = await this.schedules.of(tx, id);
    if (definition === undefined || schedule === undefined) {
      throw new DomainError('wrong-state', 'The definition is not active: activate it first.');
    }
    return { definition, schedule };
  }

  async #view(tx: Tx, { id, data }: PinnedDefinition, { pausedAt, heldAt }: DefinitionSchedule): Promise<View> {
    const { clock } = await this.org.tenant(tx);
    const calendar = await this.calendars.byCode(tx, data.calendar);
    const state = !isRealClock(clock) ? 'off' : pausedAt !== null ? 'paused' : heldAt !== null ? 'held' : 'on';
    const next = state === 'on' ? nextOpenings(data, this.org.at(clock), SHOWN) : [];
    return {
      definitionId: id,
      state,
      since: pausedAt ?? heldAt,
      next: next.map(({ period, opensAt }) => {
        const timeline = planTimeline(data.timeline, period, calendar, data.zone);
        const issue = Array.isArray(timeline) ? timeline.find(({ step }) => step === 'issue') : undefined;
        return { period, opensAt, issueAt: issue?.at ?? null };
      }),
    };
  }
}
