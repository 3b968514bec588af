import { Body, Controller, Get, HttpCode, Post } from '@nestjs/common';
import {
  AskRelease,
  ReleasePayouts,
  SetStopSwitch,
  StopSwitchView,
} from '@goalbeat/contracts/payroll/stop-switch-http';
import type { Principal } from '@goalbeat/domain/access/roles';
import { CurrentPrincipal } from '@goalbeat/service-kit/auth/current-principal';
import { Permission } from '@goalbeat/service-kit/auth/permission';
import { Command, type CommandRequest } from '@goalbeat/service-kit/db/command-request';
import { Answers } from '@goalbeat/service-kit/http/answers';
import type { z } from 'zod';
import { StopSwitchService } from './stop-switch.service.js';

@Controller('v1/stop-switch')
export class StopSwitchController {
  constructor(private readonly stopSwitch: StopSwitchService) {}

  @Get()
  @Permission('payroll.stop-switch.read')
  @Answers(StopSwitchView)
  view(@CurrentPrincipal() principal: Principal) {
    return this.stopSwitch.view(principal);
  }

  @Post()
  @HttpCode(200)
  @Permission('payroll.stop-switch.set')
  @Answers(StopSwitchView)
  set(@Command() command: CommandRequest, @Body({ schema: SetStopSwitch }) body: z.infer<typeof SetStopSwitch>) {
    return this.stopSwitch.set(command, body);
  }

  @Post('release-request')
  @HttpCode(200)
  @Permission('payroll.stop-switch.release')
  @Answers(StopSwitchView)
  ask(@Command() command: CommandRequest, @Body({ schema: AskRelease }) body: z.infer<typeof AskRelease>) {
    return this.stopSwitch.askRelease(command, body);
  }

  @Post('release')
  @HttpCode(200)
  @Permission('payroll.stop-switch.release')
  @Answers(StopSwitchView)
  release(@Command() command: CommandRequest, @Body({ schema: ReleasePayouts }) body: z.infer<typeof ReleasePayouts>) {
    return this.stopSwitch.release(command, body);
  }
}
