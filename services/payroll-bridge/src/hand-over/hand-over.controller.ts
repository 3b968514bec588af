import { Body, Controller, Get, HttpCode, Param, Post, Put, Query, Res } from '@nestjs/common';
import {
  ConfirmHandOverChange,
  CorrectRunAddress,
  HandOverChangePage,
  HandOverChangeQuery,
  HandOverChangeView,
  RefuseHandOverChange,
  WithdrawHandOverChange,
} from '@goalbeat/contracts/payroll/hand-over-change-http';
import {
  DecideDeliveries,
  DeliveriesDecided,
  DeliveryPage,
  DeliveryQuery,
  HandOverSecret,
  HandOverView,
  PutHandOver,
} from '@goalbeat/contracts/payroll/hand-over-http';
import { Id } from '@goalbeat/contracts/wire';
import type { Principal } from '@goalbeat/domain/access/roles';
import { CurrentPrincipal } from '@goalbeat/service-kit/auth/current-principal';
import { Permission } from '@goalbeat/service-kit/auth/permission';
import { Command, type CommandRequest } from '@goalbeat/service-kit/db/command-request';
import { Answers } from '@goalbeat/service-kit/http/answers';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { DeliveryService } from './findings/delivery.service.js';
import { HandOverChangeService } from './two-people/hand-over-change.service.js';
import { HandOverService } from './settings/hand-over.service.js';
import { WebhookSecretService } from './webhook/webhook-secret.service.js';

@Controller('v1')
export class HandOverController {
  constructor(
    private readonly handOver: HandOverService,
    private readonly deliveries: DeliveryService,
    private readonly changes: HandOverChangeService,
    private readonly secrets: WebhookSecretService,
  ) {}

  @Get('hand-over')
  @Permission('payroll.hand-over.read')
  @Answers(HandOverView)
  get(@CurrentPrincipal() principal: Principal) {
    return this.handOver.get(principal);
  }

  @Put('hand-over')
  @Permission('payroll.hand-over.write')
  @Answers(HandOverView)
  @Answers(HandOverChangeView, 202)
  async put(
    @Command() command: CommandRequest,
    @Body({ schema: PutHandOver }) body: z.infer<typeof PutHandOver>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    const { setting, change } = await this.handOver.put(command, body);
    // Asked of a second person: nothing has changed yet.
    if (change !== null) reply.status(202);
    return change ?? setting;
  }

  @Post('hand-over/addresses')
  @HttpCode(202)
  @Permission('payroll.hand-over.write')
  @Answers(HandOverChangeView, 202)
  correct(
    @Command() command: CommandRequest,
    @Body({ schema: CorrectRunAddress }) body: z.infer<typeof CorrectRunAddress>,
  ) {
    return this.handOver.correct(command, body);
  }

  @Get('hand-over/changes')
  @Permission('payroll.hand-over.confirm')
  @Answers(HandOverChangePage)
  listChanges(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: HandOverChangeQuery }) query: z.infer<typeof HandOverChangeQuery>,
  ) {
    return this.changes.list(principal, query);
  }

  @Post('hand-over/changes/:id/confirm')
  @HttpCode(200)
  @Permission('payroll.hand-over.confirm')
  @Answers(HandOverChangeView)
  confirm(
    @Command({ keepForever: true }) command: CommandRequest,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: ConfirmHandOverChange }) body: z.infer<typeof ConfirmHandOverChange>,
  ) {
    return this.changes.confirm(command, id, body);
  }

  @Post('hand-over/changes/:id/refuse')
  @HttpCode(200)
  @Permission('payroll.hand-over.confirm')
  @Answers(HandOverChangeView)
  refuse(
    @Command({ keepForever: true }) command: CommandRequest,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: RefuseHandOverChange }) body: z.infer<typeof RefuseHandOverChange>,
  ) {
    return this.changes.refuse(command, id, body);
  }

  @Post('hand-over/changes/:id/withdraw')
  @HttpCode(200)
  @Permission('payroll.hand-over.confirm')
  @Answers(HandOverChangeView)
  withdraw(
    @Command({ keepForever: true }) command: CommandRequest,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: WithdrawHandOverChange }) body: z.infer<typeof WithdrawHandOverChange>,
  ) {
    return this.changes.withdraw(command, id, body);
  }

  @Post('hand-over/secrets')
  @Permission('payroll.hand-over.write')
  @Answers(HandOverSecret, 201)
  @Answers(HandOverChangeView, 202)
  async newSecret(@Command() command: CommandRequest, @Res({ passthrough: true }) reply: FastifyReply) {
    const { made, change } = await this.secrets.make(command);
    if (change !== null) reply.status(202);
    return change ?? made;
  }

  @Get('deliveries')
  @Permission('payroll.hand-over.read')
  @Answers(DeliveryPage)
  list(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: DeliveryQuery }) query: z.infer<typeof DeliveryQuery>,
  ) {
    return this.deliveries.list(principal, query);
  }

  @Post('deliveries/decisions')
  @HttpCode(200)
  @Permission('payroll.hand-over.decide')
  @Answers(DeliveriesDecided)
  decide(
    @Command({ keepForever: true }) command: CommandRequest,
    @Body({ schema: DecideDeliveries }) body: z.infer<typeof DecideDeliveries>,
  ) {
    return this.deliveries.decide(command, body);
  }
}
