import { Body, Controller, Get, Headers, Post, Put } from '@nestjs/common';
import { ApiCreatedResponse, ApiHeader, ApiOkResponse } from '@nestjs/swagger';
import { CreateTenant, SetClock, TenantView } from '@goalbeat/contracts/directory/http';
import type { Principal } from '@goalbeat/domain/access/roles';
import { CurrentPrincipal } from '@goalbeat/service-kit/auth/current-principal';
import { Permission, Public } from '@goalbeat/service-kit/auth/permission';
import { Command, type CommandRequest } from '@goalbeat/service-kit/db/command-request';
import type { z } from 'zod';
import { TenantService } from './tenant.service.js';

@Controller('v1')
export class TenantController {
  constructor(private readonly tenants: TenantService) {}

  @Post('tenants')
  @Public()
  @ApiHeader({ name: 'x-install-key', required: true })
  @ApiCreatedResponse({ standardSchema: TenantView })
  create(
    @Headers('x-install-key') installKey: string | undefined,
    @Body({ schema: CreateTenant }) wanted: z.infer<typeof CreateTenant>,
  ) {
    return this.tenants.create(installKey ?? '', wanted);
  }

  @Get('tenant')
  @Permission('directory.tenant.read')
  @ApiOkResponse({ standardSchema: TenantView })
  read(@CurrentPrincipal() principal: Principal) {
    return this.tenants.read(principal);
  }

  @Put('tenant/clock')
  @Permission('directory.clock.set')
  @ApiOkResponse({ standardSchema: TenantView })
  setClock(@Command() command: CommandRequest, @Body({ schema: SetClock }) wanted: z.infer<typeof SetClock>) {
    return this.tenants.setClock(command, wanted);
  }
}
