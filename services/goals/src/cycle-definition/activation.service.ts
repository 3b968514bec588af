import { Injectable } from '@nestjs/common';
import type { ActivatedDefinition } from '@goalbeat/contracts/goals/definition-http';
import { isRealClock } from '@goalbeat/domain/clock/tenant-clock';
import { nextDefinition } from '@goalbeat/domain/definition/lifecycle';
import type { Language } from '@goalbeat/domain/wording/language';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { CommandRequest } from '@goalbeat/service-kit/db/command-request';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import type { z } from 'zod';
import { requireHr, requireUnits } from '../access/require-units.js';
import { FreshOrganisation } from '../organisation/fresh-organisation.js';
import { CycleDefinitionRepository, type Definition } from './cycle-definition.repository.js';
import { logDefinition, stale } from './cycle-definition.service.js';
import { DefinitionScheduleRepository } from './definition-schedule.repository.js';
import { refuse } from './definition-check.js';
import { ReadyCheck } from './ready-check.js';
import { scheduleOf } from './schedule-of.js';

type Activated = z.infer<typeof ActivatedDefinition>;

/** From a draft to what cycles open with. */
@Injectable()
export class Activation {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly definitions: CycleDefinitionRepository,
    private readonly schedules: DefinitionScheduleRepository,
    private readonly ready: ReadyCheck,
    private readonly fresh: FreshOrganisation,
    private readonly org: OrgCopy,
  ) {}

  /**
   * From now on cycles open with this version, on real clocks by a Schedule.
   * @throws forbidden, not-found, stale-version, validation, unknown-unit, unknown-person, nobody-to-approve, unavailable (whoever
   *   keeps the rule set or the pay plan cannot be asked)
   */
  async activate(command: CommandRequest, id: string, version: number, language: Language): Promise<Activated> {
    const { principal } = command;
    requireHr(principal, 'goals.definition.write');
    await this.fresh.upToDate(principal.tenantId);
    const draft = await this.uow.read(principal.tenantId, async (tx) => {
      const definition = await this.definitions.one(tx, id);
      await this.#requireReach(tx, command, definition);
      return definition;
    });
    // A repeated or late request is answered by the command itself, whoever is away.
    const asks = draft.version === version && draft.state === 'draft';
    const rules = asks ? await this.ready.rules(principal.tenantId, draft.data, language) : null;
    return this.uow.command(command, async (tx) => {
      const before = await this.definitions.lock(tx, id);
      await this.#requireReach(tx, command, before);
      if (before.version !== version) throw stale();
      nextDefinition(before.state, 'activate');
      await this.ready.requireGood(tx, before.data, language);
      refuse(rules?.problems ?? [], language);
      const { clock } = await this.org.tenant(tx);
      const now = this.org.at(clock);
      const after = await this.definitions.activate(tx, before, now);
      const { paused } = await this.schedules.activated(tx, id, now);
      // A clock of its own has no Schedule: its weeks may pass in minutes, so its cycles are opened by hand.
      if (isRealClock(clock)) tx.tell(scheduleOf(tx.tenantId, { id, data: after.data, paused }, now));
      logDefinition(tx, command, after, 'definition.activated', now);
      return { ...after, warnings: await this.ready.warnings(tx, after, rules?.warnings ?? [], language) };
    });
  }

  #requireReach(tx: Tx, { principal }: CommandRequest, { data }: Definition): Promise<void> {
    return requireUnits(tx, principal, 'goals.definition.write', data.who.units);
  }
}
