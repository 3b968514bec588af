import { Injectable } from '@nestjs/common';
import { PAYOUTS_EXCHANGE } from '@goalbeat/contracts/names';
import { PAYOUT_EVENTS } from '@goalbeat/contracts/payroll/events';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import type { EventPayload } from '@goalbeat/service-kit/outbox/outbox-row';
import type { PublishPermit } from '@goalbeat/service-kit/outbox/publish-permit';
import { PayoutGate } from './payout-gate.js';

/** A stop holds back payouts that the relay has taken already: none is published after it has committed. */
@Injectable()
export class PayoutPermit implements PublishPermit {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly gate: PayoutGate,
  ) {}

  concerns({ exchange, routingKey }: EventPayload): boolean {
    return exchange === PAYOUTS_EXCHANGE && routingKey === PAYOUT_EVENTS.requested;
  }

  async mayLeave(tenantId: string): Promise<boolean> {
    return !(await this.uow.read(tenantId, (tx) => this.gate.isStopped(tx)));
  }
}
