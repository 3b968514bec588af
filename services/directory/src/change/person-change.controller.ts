import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiOkResponse } from '@nestjs/swagger';
import {
  ChangePerson,
  OrgChange,
  OrgChangePage,
  OrgChangeQuery,
} from '@goalbeat/contracts/directory/organisation-http';
import { Id } from '@goalbeat/contracts/wire';
import type { Principal } from '@goalbeat/domain/access/roles';
import { CurrentPrincipal } from '@goalbeat/service-kit/auth/current-principal';
import { Permission } from '@goalbeat/service-kit/auth/permission';
import { Command, type CommandRequest } from '@goalbeat/service-kit/db/command-request';
import type { z } from 'zod';
import { PersonChangeService } from './person-change.service.js';

@Controller('v1/people/:id/changes')
export class PersonChangeController {
  constructor(private readonly changes: PersonChangeService) {}

  @Post()
  @HttpCode(200)
  @Permission('directory.people.write')
  @ApiOkResponse({ standardSchema: OrgChange })
  change(
    @Command() command: CommandRequest,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: ChangePerson }) body: z.infer<typeof ChangePerson>,
  ) {
    return this.changes.change(command, id, body);
  }

  @Get()
  @Permission('directory.changes.read')
  @ApiOkResponse({ standardSchema: OrgChangePage })
  list(
    @CurrentPrincipal() principal: Principal,
    @Param('id', { schema: Id }) id: string,
    @Query({ schema: OrgChangeQuery }) query: z.infer<typeof OrgChangeQuery>,
  ) {
    return this.changes.list(principal, id, query);
  }

  @Delete(':changeId')
  @Permission('directory.people.write')
  @ApiOkResponse({ standardSchema: OrgChange })
  cancel(
    @Command() command: CommandRequest,
    @Param('id', { schema: Id }) id: string,
    @Param('changeId', { schema: Id }) changeId: string,
  ) {
    return this.changes.cancel(command, id, changeId);
  }
}
