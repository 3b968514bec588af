import { Injectable } from '@nestjs/common';
import type { Me } from '@goalbeat/contracts/directory/http';
import { requireScopes } from '@goalbeat/domain/access/policy';
import type { Principal } from '@goalbeat/domain/access/roles';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { RealClock } from '@goalbeat/service-kit/time/clocks';
import type { z } from 'zod';
import { meOf } from './me.js';

@Injectable()
export class MeService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: RealClock,
  ) {}

  me(principal: Principal): Promise<z.infer<typeof Me>> {
    requireScopes(principal, 'directory.tenant.read');
    const who = principal.personId === null ? { key: principal } : { personId: principal.personId };
    return this.work.read(principal.tenantId, (tx) => meOf(tx, who, this.clock.now()));
  }
}
