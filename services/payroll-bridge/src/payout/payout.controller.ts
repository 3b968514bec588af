import { Body, Controller, Get, Headers, HttpCode, Param, Post, Query } from '@nestjs/common';
import { AnswerTaken, PayoutPage, PayoutQuery, PayoutView } from '@goalbeat/contracts/payroll/http';
import { HeldPayPage, HeldPayQuery } from '@goalbeat/contracts/payroll/held-pay-http';
import { PayoutAnswer } from '@goalbeat/contracts/payroll/events';
import {
  SettleUnknownAnswer,
  UnknownAnswerPage,
  UnknownAnswerView,
} from '@goalbeat/contracts/payroll/unknown-answer-http';
import { Id, PageQuery } from '@goalbeat/contracts/wire';
import type { Principal } from '@goalbeat/domain/access/roles';
import { CurrentPrincipal } from '@goalbeat/service-kit/auth/current-principal';
import { Permission } from '@goalbeat/service-kit/auth/permission';
import { Command, type CommandRequest } from '@goalbeat/service-kit/db/command-request';
import { Answers } from '@goalbeat/service-kit/http/answers';
import type { z } from 'zod';
import { languageOf } from '@goalbeat/domain/wording/language';
import { HeldPayService } from './held-pay.service.js';
import { PayoutService } from './payout.service.js';
import { UnknownAnswerService } from './unknown-answer.service.js';

@Controller('v1')
export class PayoutController {
  constructor(
    private readonly payouts: PayoutService,
    private readonly held: HeldPayService,
    private readonly unknown: UnknownAnswerService,
  ) {}

  @Get('payouts')
  @Permission('payroll.payout.read')
  @Answers(PayoutPage)
  list(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: PayoutQuery }) query: z.infer<typeof PayoutQuery>,
    @Headers('accept-language') language: string | undefined,
  ) {
    return this.payouts.list(principal, query, languageOf(language));
  }

  @Get('payouts/:id')
  @Permission('payroll.payout.read')
  @Answers(PayoutView)
  get(
    @CurrentPrincipal() principal: Principal,
    @Param('id', { schema: Id }) id: string,
    @Headers('accept-language') language: string | undefined,
  ) {
    return this.payouts.get(principal, id, languageOf(language));
  }

  /** One's own, like `payouts?mine`: what was signed and is kept back. */
  @Get('held-pay')
  @Permission('payroll.payout.read')
  @Answers(HeldPayPage)
  heldPay(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: HeldPayQuery }) query: z.infer<typeof HeldPayQuery>,
    @Headers('accept-language') language: string | undefined,
  ) {
    return this.held.mine(principal, query, languageOf(language));
  }

  @Post('payout-answers')
  @HttpCode(200)
  @Permission('payroll.answer')
  @Answers(AnswerTaken)
  answer(@Command({ keepForever: true }) command: CommandRequest, @Body({ schema: PayoutAnswer }) body: PayoutAnswer) {
    return this.payouts.answer(command, body);
  }

  /** Answers about payouts that are none of ours, until somebody has settled them. */
  @Get('unknown-answers')
  @Permission('payroll.reconciliation.read')
  @Answers(UnknownAnswerPage)
  listUnknown(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: PageQuery }) query: z.infer<typeof PageQuery>,
  ) {
    return this.unknown.list(principal, query);
  }

  @Post('unknown-answers/:id/settle')
  @HttpCode(200)
  @Permission('payroll.reconciliation.resolve')
  @Answers(UnknownAnswerView)
  settleUnknown(
    @Command() command: CommandRequest,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: SettleUnknownAnswer }) body: z.infer<typeof SettleUnknownAnswer>,
  ) {
    return this.unknown.settle(command, id, body.reason);
  }
}
