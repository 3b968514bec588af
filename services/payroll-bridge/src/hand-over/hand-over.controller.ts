import { Body, Controller, Get, HttpCode, Post, Put, Query } from '@nestjs/common';
import {
  DecideDeliveries,
  DeliveriesDecided,
  DeliveryPage,
  DeliveryQuery,
  HandOverSecret,
  HandOverView,
  PutHandOver,
} from '@goalbeat/contracts/payroll/hand-over-http';
import type { Principal } from '@goalbeat/domain/access/roles';
import { CurrentPrincipal } from '@goalbeat/service-kit/auth/current-principal';
import { Permission } from '@goalbeat/service-kit/auth/permission';
import { Command, type CommandRequest } from '@goalbeat/service-kit/db/command-request';
import { Answers } from '@goalbeat/service-kit/http/answers';
import type { z } from 'zod';
import { DeliveryService } from './delivery.service.js';
import { HandOverService } from './hand-over.service.js';

@Controller('v1')
export class HandOverController {
  constructor(
    private readonly handOver: HandOverService,
    private readonly deliveries: DeliveryService,
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
  put(@Command() command: CommandRequest, @Body({ schema: PutHandOver }) body: z.infer<typeof PutHandOver>) {
    return this.handOver.put(command, body);
  }

  @Post('hand-over/secrets')
  @Permission('payroll.hand-over.write')
  @Answers(HandOverSecret, 201)
  newSecret(@Command() command: CommandRequest) {
    return this.handOver.newSecret(command);
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
