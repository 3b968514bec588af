import { Body, Controller, Delete, Get, Put } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { QuietHoursBody, QuietHoursView } from '@goalbeat/contracts/directory/quiet-hours-http';
import type { Principal } from '@goalbeat/domain/access/roles';
import { CurrentPrincipal } from '@goalbeat/service-kit/auth/current-principal';
import { Permission } from '@goalbeat/service-kit/auth/permission';
import { Command, type CommandRequest } from '@goalbeat/service-kit/db/command-request';
import { QuietHoursService } from './quiet-hours.service.js';

@Controller('v1/me/quiet-hours')
export class QuietHoursController {
  constructor(private readonly quietHours: QuietHoursService) {}

  @Get()
  @Permission('directory.notices.read')
  @ApiOkResponse({ standardSchema: QuietHoursView })
  mine(@CurrentPrincipal() principal: Principal) {
    return this.quietHours.mine(principal);
  }

  @Put()
  @Permission('directory.notices.write')
  @ApiOkResponse({ standardSchema: QuietHoursView })
  set(@Command() command: CommandRequest, @Body({ schema: QuietHoursBody }) body: QuietHoursBody) {
    return this.quietHours.set(command, body);
  }

  @Delete()
  @Permission('directory.notices.write')
  @ApiOkResponse({ standardSchema: QuietHoursView })
  forget(@Command() command: CommandRequest) {
    return this.quietHours.set(command, null);
  }
}
