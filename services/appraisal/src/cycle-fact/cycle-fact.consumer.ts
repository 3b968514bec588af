import { Injectable } from '@nestjs/common';
import { CycleFollower } from '@goalbeat/approvals/cycle-follower';
import type { CloudEvent } from '@goalbeat/contracts/cloud-event';
import { CycleChanged, GOALS_EVENTS } from '@goalbeat/contracts/goals/events';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import type { EventConsumer } from '@goalbeat/service-kit/inbox/event-consumer';
import { CycleFactRepository } from './cycle-fact.repository.js';

@Injectable()
export class CycleFactConsumer implements EventConsumer {
  readonly name = 'cycle-fact';
  readonly types = [GOALS_EVENTS.cycle];

  constructor(
    private readonly cycles: CycleFactRepository,
    private readonly follower: CycleFollower,
  ) {}

  async handle(event: CloudEvent, tx: Tx): Promise<void> {
    const cycle = CycleChanged.parse(event.data);
    await this.cycles.keep(tx, cycle);
    await this.follower.follow(tx, cycle);
  }
}
