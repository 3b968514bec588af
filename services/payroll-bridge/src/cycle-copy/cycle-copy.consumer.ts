import { Injectable } from '@nestjs/common';
import { CycleFollower } from '@goalbeat/approvals/cycle-follower';
import { CycleChangedEvent, GOALS_EVENTS } from '@goalbeat/contracts/goals/events';
import type { CloudEvent } from '@goalbeat/contracts/cloud-event';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import type { EventConsumer } from '@goalbeat/service-kit/inbox/event-consumer';
import { CycleCopyRepository } from './cycle-copy.repository.js';

/** What the bonus list needs of a cycle: its period, its instants, and who signs. Signing waits while the cycle is paused. */
@Injectable()
export class CycleCopyConsumer implements EventConsumer {
  readonly name = 'cycle-copy';
  readonly types = [GOALS_EVENTS.cycle];

  constructor(
    private readonly cycles: CycleCopyRepository,
    private readonly follower: CycleFollower,
  ) {}

  async handle(event: CloudEvent, tx: Tx): Promise<void> {
    const cycle = CycleChangedEvent.parse(event).data;
    await this.cycles.keepNewest(tx, cycle);
    await this.follower.follow(tx, cycle);
  }
}
