import { Body, Controller, Delete, Get, Param, Post, Query } from '@nestjs/common';
import { ApiCreatedResponse, ApiOkResponse } from '@nestjs/swagger';
import { ApiKeyCreated, ApiKeyPage, ApiKeyView, CreateApiKey } from '@goalbeat/contracts/directory/http';
import { Id, PageQuery } from '@goalbeat/contracts/wire';
import type { Principal } from '@goalbeat/domain/access/roles';
import { CurrentPrincipal } from '@goalbeat/service-kit/auth/current-principal';
import { Permission } from '@goalbeat/service-kit/auth/permission';
import { Command, type CommandRequest } from '@goalbeat/service-kit/db/command-request';
import type { z } from 'zod';
import { ApiKeyService } from './api-key.service.js';

@Controller('v1/api-keys')
export class ApiKeyController {
  constructor(private readonly keys: ApiKeyService) {}

  @Post()
  @Permission('directory.api-keys.write')
  @ApiCreatedResponse({ standardSchema: ApiKeyCreated })
  create(@Command() command: CommandRequest, @Body({ schema: CreateApiKey }) body: z.infer<typeof CreateApiKey>) {
    return this.keys.create(command, body);
  }

  @Get()
  @Permission('directory.api-keys.read')
  @ApiOkResponse({ standardSchema: ApiKeyPage })
  list(@CurrentPrincipal() principal: Principal, @Query({ schema: PageQuery }) query: z.infer<typeof PageQuery>) {
    return this.keys.list(principal, query);
  }

  @Delete(':id')
  @Permission('directory.api-keys.write')
  @ApiOkResponse({ standardSchema: ApiKeyView })
  revoke(@Command() command: CommandRequest, @Param('id', { schema: Id }) id: string) {
    return this.keys.revoke(command, id);
  }
}
