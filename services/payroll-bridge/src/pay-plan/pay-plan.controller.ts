import { Body, Controller, Get, Param, Put, Query } from '@nestjs/common';
import { PayPlanPage, PayPlanView, PutPayPlan } from '@goalbeat/contracts/payroll/http';
import { Code, PageQuery } from '@goalbeat/contracts/wire';
import type { Principal } from '@goalbeat/domain/access/roles';
import { CurrentPrincipal } from '@goalbeat/service-kit/auth/current-principal';
import { Permission } from '@goalbeat/service-kit/auth/permission';
import { Command, type CommandRequest } from '@goalbeat/service-kit/db/command-request';
import { Answers } from '@goalbeat/service-kit/http/answers';
import type { z } from 'zod';
import { PayPlanService } from './pay-plan.service.js';

@Controller('v1/pay-plans')
export class PayPlanController {
  constructor(private readonly plans: PayPlanService) {}

  @Put(':code')
  @Permission('payroll.pay-plan.write')
  @Answers(PayPlanView)
  put(
    @Command() command: CommandRequest,
    @Param('code', { schema: Code }) code: string,
    @Body({ schema: PutPayPlan }) body: z.infer<typeof PutPayPlan>,
  ) {
    return this.plans.put(command, code, body);
  }

  @Get()
  @Permission('payroll.pay-plan.read')
  @Answers(PayPlanPage)
  list(@CurrentPrincipal() principal: Principal, @Query({ schema: PageQuery }) query: z.infer<typeof PageQuery>) {
    return this.plans.list(principal, query);
  }

  @Get(':code')
  @Permission('payroll.pay-plan.read')
  @Answers(PayPlanView)
  get(@CurrentPrincipal() principal: Principal, @Param('code', { schema: Code }) code: string) {
    return this.plans.get(principal, code);
  }
}
