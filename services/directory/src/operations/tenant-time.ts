import { Injectable } from '@nestjs/common';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import type { BusinessTime } from '@goalbeat/service-kit/operations/business-time';
import { RealClock } from '@goalbeat/service-kit/time/clocks';
import { tenantNow } from '../tenant/tenant.repository.js';

@Injectable()
export class TenantTime implements BusinessTime {
  constructor(private readonly clock: RealClock) {}

  now(tx: Tx): Promise<string> {
    return tenantNow(tx, this.clock.now());
  }
}
