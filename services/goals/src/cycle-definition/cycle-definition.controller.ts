import { Body, Controller, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import {
  ActivateDefinition,
  DefinitionPage,
  DefinitionView,
  PreviewRequest,
  PreviewView,
  PutDefinition,
} from '@goalbeat/contracts/goals/definition-http';
import { Code, Id } from '@goalbeat/contracts/wire';
import type { Principal } from '@goalbeat/domain/access/roles';
import { CurrentPrincipal } from '@goalbeat/service-kit/auth/current-principal';
import { Permission } from '@goalbeat/service-kit/auth/permission';
import { Command, type CommandRequest } from '@goalbeat/service-kit/db/command-request';
import { pageQuery, type PageQuery } from '@goalbeat/service-kit/http/pages';
import type { z } from 'zod';
import { Answers } from '@goalbeat/service-kit/http/answers';
import { CycleDefinitionService } from './cycle-definition.service.js';
import { PreviewService } from './preview.service.js';

@Controller('v1/cycle-definitions')
export class CycleDefinitionController {
  constructor(
    private readonly definitions: CycleDefinitionService,
    private readonly previews: PreviewService,
  ) {}

  @Put(':code')
  @Permission('goals.definition.write')
  @Answers(DefinitionView)
  put(
    @Command() command: CommandRequest,
    @Param('code', { schema: Code }) code: string,
    @Body({ schema: PutDefinition }) body: z.infer<typeof PutDefinition>,
  ) {
    return this.definitions.put(command, code, body);
  }

  @Post(':id/activate')
  @HttpCode(200)
  @Permission('goals.definition.write')
  @Answers(DefinitionView)
  activate(
    @Command() command: CommandRequest,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: ActivateDefinition }) body: z.infer<typeof ActivateDefinition>,
  ) {
    return this.definitions.activate(command, id, body.version);
  }

  /** Writes nothing. */
  @Post(':id/preview')
  @HttpCode(200)
  @Permission('goals.definition.read')
  @Answers(PreviewView)
  preview(
    @CurrentPrincipal() principal: Principal,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: PreviewRequest }) body: z.infer<typeof PreviewRequest>,
  ) {
    return this.previews.preview(principal, id, body);
  }

  @Get()
  @Permission('goals.definition.read')
  @Answers(DefinitionPage)
  list(@CurrentPrincipal() principal: Principal, @Query({ schema: pageQuery }) query: PageQuery) {
    return this.definitions.list(principal, query);
  }

  @Get(':id')
  @Permission('goals.definition.read')
  @Answers(DefinitionView)
  one(@CurrentPrincipal() principal: Principal, @Param('id', { schema: Id }) id: string) {
    return this.definitions.one(principal, id);
  }
}
