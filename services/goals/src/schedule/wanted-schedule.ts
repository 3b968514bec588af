import { Injectable } from '@nestjs/common';
import { isRealClock } from '@goalbeat/domain/clock/tenant-clock';
import type { Instant } from '@goalbeat/domain/clock/instant';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { CycleDefinitionRepository, type PinnedDefinition } from '../cycle-definition/cycle-definition.repository.js';
import {
  DefinitionScheduleRepository,
  type DefinitionSchedule,
} from '../cycle-definition/definition-schedule.repository.js';
import { scheduleOf, type ScheduleMessage } from '../cycle-definition/schedule-of.js';

export interface Wanted {
  definition: PinnedDefinition;
  schedule: DefinitionSchedule;
  message: ScheduleMessage;
  now: Instant;
}

/** What SQL says of a definition's Schedule. */
@Injectable()
export class WantedSchedule {
  constructor(
    private readonly definitions: CycleDefinitionRepository,
    private readonly schedules: DefinitionScheduleRepository,
    private readonly org: OrgCopy,
  ) {}

  /** Null where there should be none: retired, or a tenant whose clock is not the world's. */
  async of(tx: Tx, definitionId: string): Promise<Wanted | null> {
    const definition = await this.definitions.active(tx, definitionId);
    const schedule = await this.schedules.of(tx, definitionId);
    const { clock } = await this.org.tenant(tx);
    if (definition === undefined || schedule === undefined || !isRealClock(clock)) return null;
    const now = this.org.at(clock);
    const message = scheduleOf(tx.tenantId, { ...definition, paused: schedule.pausedAt !== null }, now);
    return { definition, schedule, message, now };
  }
}
