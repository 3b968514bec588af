import { Injectable } from '@nestjs/common';
import type { CloudEvent } from '@goalbeat/contracts/cloud-event';
import { CycleChanged, GOALS_EVENTS } from '@goalbeat/contracts/goals/events';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import type { EventConsumer } from '@goalbeat/service-kit/inbox/event-consumer';
import { CycleFactRepository } from './cycle-fact.repository.js';

@Injectable()
export class CycleFactConsumer implements EventConsumer {
  readonly name = 'cycle-fact';
  readonly types = [GOALS_EVENTS.cycle];

  constructor(private readonly cycles: CycleFactRepository) {}

  async handle(event: CloudEvent, tx: Tx): Promise<void> {
    await this.cycles.keep(tx, CycleChanged.parse(event.data));
  }
}
