import { Body, Controller, Get, HttpCode, Param, Post } from '@nestjs/common';
import { PauseSchedule, ScheduleView } from '@goalbeat/contracts/goals/schedule-http';
import { Id } from '@goalbeat/contracts/wire';
import type { Principal } from '@goalbeat/domain/access/roles';
import { CurrentPrincipal } from '@goalbeat/service-kit/auth/current-principal';
import { Permission } from '@goalbeat/service-kit/auth/permission';
import { Command, type CommandRequest } from '@goalbeat/service-kit/db/command-request';
import { Answers, Refuses } from '@goalbeat/service-kit/http/answers';
import type { z } from 'zod';
import { ScheduleService } from './schedule.service.js';

@Controller('v1/cycle-definitions/:id')
export class ScheduleController {
  constructor(private readonly schedules: ScheduleService) {}

  @Get('schedule')
  @Permission('goals.definition.read')
  @Answers(ScheduleView)
  @Refuses(409, 'The definition is not active, hence nothing is scheduled.')
  one(@CurrentPrincipal() principal: Principal, @Param('id', { schema: Id }) id: string) {
    return this.schedules.one(principal, id);
  }

  @Post('pause')
  @HttpCode(200)
  @Permission('goals.definition.write')
  @Answers(ScheduleView)
  pause(
    @Command() command: CommandRequest,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: PauseSchedule }) body: z.infer<typeof PauseSchedule>,
  ) {
    return this.schedules.pause(command, id, body.reason);
  }

  @Post('resume')
  @HttpCode(200)
  @Permission('goals.definition.write')
  @Answers(ScheduleView)
  resume(
    @Command() command: CommandRequest,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: PauseSchedule }) body: z.infer<typeof PauseSchedule>,
  ) {
    return this.schedules.resume(command, id, body.reason);
  }
}
