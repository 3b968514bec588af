import { Injectable } from '@nestjs/common';
import type { Principal } from '@goalbeat/domain/access/roles';
import { InternalClient } from '@goalbeat/service-kit/http/internal-client';

/** What payroll is asked before something of a cycle is undone that money may rest on. */
@Injectable()
export class CycleMoney {
  constructor(private readonly peers: InternalClient) {}

  /**
   * Payroll gives up what is not signed of the cycle, and builds nothing of it from now on.
   * @throws wrong-state when a list has been signed, unavailable
   */
  async cancel({ tenantId, id }: Principal, cycleId: string, reason: string): Promise<void> {
    const body = { tenant: tenantId, cycleId, reason, byId: id };
    await this.peers.post('payroll-bridge', '/internal/v1/cycle-cancellations', body, { tenantId });
  }
}
