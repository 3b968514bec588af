import { Inject, Injectable } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import type { Tx } from '../db/tx.js';
import { SERVICE_OPTIONS, type ServiceOptions } from '../start/service-options.js';
import { RealClock } from './clocks.js';

/** The tenant's clock as the service knows it; real time in a service that knows none. */
@Injectable()
export class BusinessClock {
  constructor(
    @Inject(SERVICE_OPTIONS) private readonly options: ServiceOptions,
    private readonly modules: ModuleRef,
    private readonly real: RealClock,
  ) {}

  /** Business instant of the transaction's tenant, UTC. */
  async now(tx: Tx): Promise<string> {
    const { businessTime } = this.options;
    if (businessTime === undefined) return this.real.instant();
    return this.modules.get(businessTime, { strict: false }).now(tx);
  }
}
