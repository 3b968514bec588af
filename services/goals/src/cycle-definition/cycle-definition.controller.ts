import { Body, Controller, Get, Headers, HttpCode, Param, Post, Put, Query, Res } from '@nestjs/common';
import {
  ActivatedDefinition,
  ActivateDefinition,
  DefinitionPage,
  DefinitionVersionPage,
  DefinitionView,
  DiffQuery,
  PreviewDraft,
  PreviewRequest,
  PreviewView,
  PutDefinition,
  RetireDefinition,
  VersionDiff,
} from '@goalbeat/contracts/goals/definition-http';
import { JsonSchema } from '@goalbeat/contracts/goals/file-schemas';
import { Code, Id } from '@goalbeat/contracts/wire';
import type { Principal } from '@goalbeat/domain/access/roles';
import { languageOf } from '@goalbeat/domain/wording/language';
import { CurrentPrincipal } from '@goalbeat/service-kit/auth/current-principal';
import { Permission } from '@goalbeat/service-kit/auth/permission';
import { Command, type CommandRequest } from '@goalbeat/service-kit/db/command-request';
import { pageQuery, type PageQuery } from '@goalbeat/service-kit/http/pages';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { Answers } from '@goalbeat/service-kit/http/answers';
import { TakesYaml, wantsYaml } from '../yaml/accept-yaml.js';
import { Activation } from './activation.service.js';
import { CycleDefinitionService } from './cycle-definition.service.js';
import { DefinitionFiles } from './definition-files.js';
import { DefinitionHistory } from './definition-history.js';
import { PreviewService } from './preview.service.js';

@Controller('v1/cycle-definitions')
export class CycleDefinitionController {
  constructor(
    private readonly definitions: CycleDefinitionService,
    private readonly activation: Activation,
    private readonly previews: PreviewService,
    private readonly history: DefinitionHistory,
    private readonly files: DefinitionFiles,
  ) {}

  /** JSON, or YAML as `application/yaml`. */
  @Put(':code')
  @TakesYaml()
  @Permission('goals.definition.write')
  @Answers(DefinitionView)
  put(
    @Command() command: CommandRequest,
    @Param('code', { schema: Code }) code: string,
    @Body({ schema: PutDefinition }) body: z.infer<typeof PutDefinition>,
    @Headers('accept-language') language: string | undefined,
  ) {
    return this.definitions.put(command, code, body, languageOf(language));
  }

  @Post(':id/activate')
  @HttpCode(200)
  @Permission('goals.definition.write')
  @Answers(ActivatedDefinition)
  activate(
    @Command() command: CommandRequest,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: ActivateDefinition }) body: z.infer<typeof ActivateDefinition>,
    @Headers('accept-language') language: string | undefined,
  ) {
    return this.activation.activate(command, id, body.version, languageOf(language));
  }

  @Post(':id/retire')
  @HttpCode(200)
  @Permission('goals.definition.write')
  @Answers(DefinitionView)
  retire(
    @Command() command: CommandRequest,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: RetireDefinition }) body: z.infer<typeof RetireDefinition>,
  ) {
    return this.definitions.retire(command, id, body);
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
    @Headers('accept-language') language: string | undefined,
  ) {
    return this.previews.preview(principal, id, body, languageOf(language));
  }

  /** Of a draft, as an editor shows it while somebody writes. Writes nothing. */
  @Post('preview')
  @HttpCode(200)
  @Permission('goals.definition.read')
  @Answers(PreviewView)
  previewDraft(
    @CurrentPrincipal() principal: Principal,
    @Body({ schema: PreviewDraft }) body: z.infer<typeof PreviewDraft>,
    @Headers('accept-language') language: string | undefined,
  ) {
    return this.previews.ofDraft(principal, body, languageOf(language));
  }

  @Get()
  @Permission('goals.definition.read')
  @Answers(DefinitionPage)
  list(@CurrentPrincipal() principal: Principal, @Query({ schema: pageQuery }) query: PageQuery) {
    return this.definitions.list(principal, query);
  }

  /** JSON Schema (2020-12) of a definition's file, for editors. */
  @Get('schema')
  @Permission('goals.definition.read')
  @Answers(JsonSchema)
  schema() {
    return this.files.schema();
  }

  /** As YAML when `Accept` asks for `application/yaml`: a file that PUT takes again. */
  @Get(':id')
  @Permission('goals.definition.read')
  @Answers(DefinitionView)
  one(
    @CurrentPrincipal() principal: Principal,
    @Param('id', { schema: Id }) id: string,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    return wantsYaml(accept) ? this.files.asYaml(principal, id, reply) : this.definitions.one(principal, id);
  }

  @Get(':id/versions')
  @Permission('goals.definition.read')
  @Answers(DefinitionVersionPage)
  versions(
    @CurrentPrincipal() principal: Principal,
    @Param('id', { schema: Id }) id: string,
    @Query({ schema: pageQuery }) query: PageQuery,
  ) {
    return this.history.versions(principal, id, query);
  }

  @Get(':id/diff')
  @Permission('goals.definition.read')
  @Answers(VersionDiff)
  diff(
    @CurrentPrincipal() principal: Principal,
    @Param('id', { schema: Id }) id: string,
    @Query({ schema: DiffQuery }) query: z.infer<typeof DiffQuery>,
  ) {
    return this.history.diff(principal, id, query);
  }
}
