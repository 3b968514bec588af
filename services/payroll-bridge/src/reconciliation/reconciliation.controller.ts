import { Controller, Get, Query } from '@nestjs/common';
import { ReconciliationQuery, ReconciliationView } from '@goalbeat/contracts/payroll/http';
import type { Principal } from '@goalbeat/domain/access/roles';
import { CurrentPrincipal } from '@goalbeat/service-kit/auth/current-principal';
import { Permission } from '@goalbeat/service-kit/auth/permission';
import { Answers } from '@goalbeat/service-kit/http/answers';
import type { z } from 'zod';
import { ReconciliationService } from './reconciliation.service.js';

@Controller('v1/reconciliation')
export class ReconciliationController {
  constructor(private readonly reconciliation: ReconciliationService) {}

  @Get()
  @Permission('payroll.reconciliation.read')
  @Answers(ReconciliationView)
  view(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: ReconciliationQuery }) query: z.infer<typeof ReconciliationQuery>,
  ) {
    return this.reconciliation.view(principal, query.cycle ?? null);
  }
}
