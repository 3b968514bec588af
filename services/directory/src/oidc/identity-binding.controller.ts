import { Controller, Delete, Get, HttpCode, Param } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import { IdentityUnbound, IdentityView } from '@goalbeat/contracts/directory/sign-in-http';
import { Id } from '@goalbeat/contracts/wire';
import type { Principal } from '@goalbeat/domain/access/roles';
import { CurrentPrincipal } from '@goalbeat/service-kit/auth/current-principal';
import { Permission } from '@goalbeat/service-kit/auth/permission';
import { Command, type CommandRequest } from '@goalbeat/service-kit/db/command-request';
import { IdentityBindings } from './identity-binding.service.js';

@Controller('v1/accounts/:personId/identity')
export class IdentityBindingController {
  constructor(private readonly bindings: IdentityBindings) {}

  @Get()
  @Permission('directory.sign-in.read')
  @ApiOkResponse({ standardSchema: IdentityView })
  read(@CurrentPrincipal() principal: Principal, @Param('personId', { schema: Id }) personId: string) {
    return this.bindings.read(principal, personId);
  }

  @Delete()
  @HttpCode(200)
  @Permission('directory.sign-in.write')
  @ApiOkResponse({ standardSchema: IdentityUnbound })
  unbind(@Command() command: CommandRequest, @Param('personId', { schema: Id }) personId: string) {
    return this.bindings.unbind(command, personId);
  }
}
