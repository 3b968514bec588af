import { Body, Controller, Get, HttpCode, Post, Query } from '@nestjs/common';
import { ReconciliationQuery, ReconciliationView } from '@goalbeat/contracts/payroll/http';
import {
  AskReconciliation,
  ReconciliationListQuery,
  ReconciliationPage,
  ReconciliationResult,
} from '@goalbeat/contracts/payroll/reconciliation-http';
import type { Principal } from '@goalbeat/domain/access/roles';
import { CurrentPrincipal } from '@goalbeat/service-kit/auth/current-principal';
import { Permission } from '@goalbeat/service-kit/auth/permission';
import { Command, type CommandRequest } from '@goalbeat/service-kit/db/command-request';
import { Answers } from '@goalbeat/service-kit/http/answers';
import type { z } from 'zod';
import { ReconciliationService } from './reconciliation.service.js';

@Controller('v1')
export class ReconciliationController {
  constructor(private readonly reconciliation: ReconciliationService) {}

  @Get('reconciliation')
  @Permission('payroll.reconciliation.read')
  @Answers(ReconciliationView)
  view(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: ReconciliationQuery }) query: z.infer<typeof ReconciliationQuery>,
  ) {
    return this.reconciliation.view(principal, query.cycle ?? null);
  }

  @Get('reconciliations')
  @Permission('payroll.reconciliation.read')
  @Answers(ReconciliationPage)
  list(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: ReconciliationListQuery }) query: z.infer<typeof ReconciliationListQuery>,
  ) {
    return this.reconciliation.list(principal, query);
  }

  @Post('reconciliations')
  @HttpCode(201)
  @Permission('payroll.reconciliation.run')
  @Answers(ReconciliationResult, 201)
  ask(
    @Command() command: CommandRequest,
    @Body({ schema: AskReconciliation }) body: z.infer<typeof AskReconciliation>,
  ) {
    return this.reconciliation.ask(command, body);
  }
}
