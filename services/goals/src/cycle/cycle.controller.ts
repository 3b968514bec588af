import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import {
  CycleControlRequest,
  CycleOpening,
  CyclePage,
  CycleQuery,
  CycleView,
  LateView,
  OpenCycle,
} from '@goalbeat/contracts/goals/cycle-http';
import { Id } from '@goalbeat/contracts/wire';
import type { Principal } from '@goalbeat/domain/access/roles';
import { CurrentPrincipal } from '@goalbeat/service-kit/auth/current-principal';
import { Permission } from '@goalbeat/service-kit/auth/permission';
import { Command, type CommandRequest } from '@goalbeat/service-kit/db/command-request';
import type { z } from 'zod';
import { Answers } from '@goalbeat/service-kit/http/answers';
import { CycleControlService } from './cycle-control.service.js';
import { CycleService } from './cycle.service.js';
import { OpeningService } from './opening.service.js';

@Controller('v1')
export class CycleController {
  constructor(
    private readonly cycles: CycleService,
    private readonly controls: CycleControlService,
    private readonly opening: OpeningService,
  ) {}

  @Post('cycle-definitions/:id/cycles')
  @HttpCode(202)
  @Permission('goals.cycle.control')
  @Answers(CycleOpening, 202)
  open(
    @Command() command: CommandRequest,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: OpenCycle }) body: z.infer<typeof OpenCycle>,
  ) {
    return this.opening.ask(command, id, body);
  }

  @Get('cycles')
  @Permission('goals.cycle.read')
  @Answers(CyclePage)
  list(@CurrentPrincipal() principal: Principal, @Query({ schema: CycleQuery }) query: z.infer<typeof CycleQuery>) {
    return this.cycles.list(principal, query);
  }

  @Get('cycles/:id')
  @Permission('goals.cycle.read')
  @Answers(CycleView)
  one(@CurrentPrincipal() principal: Principal, @Param('id', { schema: Id }) id: string) {
    return this.cycles.one(principal, id);
  }

  @Get('cycles/:id/late')
  @Permission('goals.cycle.read')
  @Answers(LateView)
  late(@CurrentPrincipal() principal: Principal, @Param('id', { schema: Id }) id: string) {
    return this.cycles.late(principal, id);
  }

  @Post('cycles/:id/control')
  @HttpCode(200)
  @Permission('goals.cycle.control')
  @Answers(CycleView)
  control(
    @Command() command: CommandRequest,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: CycleControlRequest }) body: z.infer<typeof CycleControlRequest>,
  ) {
    return this.controls.control(command, id, body);
  }
}
