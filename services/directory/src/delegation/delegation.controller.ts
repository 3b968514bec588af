import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { CreateDelegation, DelegationPage, DelegationView } from '@goalbeat/contracts/directory/http';
import { Id, PageQuery } from '@goalbeat/contracts/wire';
import type { Principal } from '@goalbeat/domain/access/roles';
import { CurrentPrincipal } from '@goalbeat/service-kit/auth/current-principal';
import { Permission } from '@goalbeat/service-kit/auth/permission';
import { Command, type CommandRequest } from '@goalbeat/service-kit/db/command-request';
import type { z } from 'zod';
import { DelegationService } from './delegation.service.js';

@Controller('v1/delegations')
export class DelegationController {
  constructor(private readonly delegations: DelegationService) {}

  @Post()
  @Permission('directory.delegations.write')
  @ApiCreatedResponse({ standardSchema: DelegationView })
  create(
    @Command() command: CommandRequest,
    @Body({ schema: CreateDelegation }) body: z.infer<typeof CreateDelegation>,
  ) {
    return this.delegations.create(command, body);
  }

  @Get()
  @Permission('directory.delegations.read')
  @ApiOkResponse({ standardSchema: DelegationPage })
  list(@CurrentPrincipal() principal: Principal, @Query({ schema: PageQuery }) query: z.infer<typeof PageQuery>) {
    return this.delegations.list(principal, query);
  }

  @Delete(':id')
  @Permission('directory.delegations.write')
  @ApiOkResponse({ standardSchema: DelegationView })
  cancel(@Command() command: CommandRequest, @Param('id', { schema: Id }) id: string) {
    return this.delegations.cancel(command, id);
  }
}
