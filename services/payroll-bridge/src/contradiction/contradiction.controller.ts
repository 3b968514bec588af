import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import {
  AcceptPayrollsWord,
  ClearContradiction,
  ContradictionPage,
  ContradictionQuery,
  ContradictionView,
} from '@goalbeat/contracts/payroll/contradiction-http';
import { Id } from '@goalbeat/contracts/wire';
import type { Principal } from '@goalbeat/domain/access/roles';
import { CurrentPrincipal } from '@goalbeat/service-kit/auth/current-principal';
import { Permission } from '@goalbeat/service-kit/auth/permission';
import { Command, type CommandRequest } from '@goalbeat/service-kit/db/command-request';
import { Answers } from '@goalbeat/service-kit/http/answers';
import type { z } from 'zod';
import { ContradictionService } from './contradiction.service.js';

@Controller('v1/contradictions')
export class ContradictionController {
  constructor(private readonly contradictions: ContradictionService) {}

  @Get()
  @Permission('payroll.reconciliation.read.asked')
  @Answers(ContradictionPage)
  list(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: ContradictionQuery }) query: z.infer<typeof ContradictionQuery>,
  ) {
    return this.contradictions.list(principal, query);
  }

  @Post(':id/clear')
  @HttpCode(200)
  @Permission('payroll.reconciliation.resolve.asked')
  @Answers(ContradictionView)
  clear(
    @Command({ keepForever: true }) command: CommandRequest,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: ClearContradiction }) body: z.infer<typeof ClearContradiction>,
  ) {
    return this.contradictions.close(command, id, { ...body, accepts: false });
  }

  @Post(':id/accept')
  @HttpCode(200)
  @Permission('payroll.reconciliation.resolve.asked')
  @Answers(ContradictionView)
  accept(
    @Command({ keepForever: true }) command: CommandRequest,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: AcceptPayrollsWord }) body: z.infer<typeof AcceptPayrollsWord>,
  ) {
    return this.contradictions.close(command, id, { ...body, accepts: true });
  }
}
