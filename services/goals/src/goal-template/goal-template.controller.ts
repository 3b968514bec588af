import { Body, Controller, Get, Headers, HttpCode, Param, Patch, Post, Put, Query, Res } from '@nestjs/common';
import { DiffQuery, VersionDiff } from '@goalbeat/contracts/goals/definition-http';
import { JsonSchema } from '@goalbeat/contracts/goals/file-schemas';
import {
  CopyGoalTemplate,
  EditedTemplate,
  EditTemplateGoal,
  GoalTemplatePage,
  GoalTemplateQuery,
  GoalTemplateVersionPage,
  GoalTemplateView,
  PutGoalTemplate,
  TemplateUses,
  TickPacks,
} from '@goalbeat/contracts/goals/template-http';
import { Code } from '@goalbeat/contracts/wire';
import type { Principal } from '@goalbeat/domain/access/roles';
import { languageOf } from '@goalbeat/domain/wording/language';
import { CurrentPrincipal } from '@goalbeat/service-kit/auth/current-principal';
import { Permission } from '@goalbeat/service-kit/auth/permission';
import { Command, type CommandRequest } from '@goalbeat/service-kit/db/command-request';
import { pageQuery, type PageQuery } from '@goalbeat/service-kit/http/pages';
import type { FastifyReply } from 'fastify';
import type { z } from 'zod';
import { Answers } from '@goalbeat/service-kit/http/answers';
import { TakesYaml, wantsYaml, YAML_TYPE } from '../yaml/accept-yaml.js';
import { GoalTemplateService } from './goal-template.service.js';
import { TemplateLibrary } from './template-library.js';

@Controller('v1/goal-templates')
export class GoalTemplateController {
  constructor(
    private readonly templates: GoalTemplateService,
    private readonly library: TemplateLibrary,
  ) {}

  /** JSON, or YAML as `application/yaml`. */
  @Put(':code')
  @TakesYaml()
  @Permission('goals.template.write')
  @Answers(GoalTemplateView)
  put(
    @Command() command: CommandRequest,
    @Param('code', { schema: Code }) code: string,
    @Body({ schema: PutGoalTemplate }) body: z.infer<typeof PutGoalTemplate>,
    @Headers('accept-language') language: string | undefined,
  ) {
    return this.templates.put(command, code, body, languageOf(language));
  }

  @Post(':code/copies')
  @Permission('goals.template.write')
  @Answers(GoalTemplateView, 201)
  copy(
    @Command() command: CommandRequest,
    @Param('code', { schema: Code }) code: string,
    @Body({ schema: CopyGoalTemplate }) body: z.infer<typeof CopyGoalTemplate>,
    @Headers('accept-language') language: string | undefined,
  ) {
    return this.templates.copy(command, code, body, languageOf(language));
  }

  /** The packs it is to have: unticked ones leave with their goals. */
  @Post(':code/packs')
  @HttpCode(200)
  @Permission('goals.template.write')
  @Answers(GoalTemplateView)
  tick(
    @Command() command: CommandRequest,
    @Param('code', { schema: Code }) code: string,
    @Body({ schema: TickPacks }) body: z.infer<typeof TickPacks>,
    @Headers('accept-language') language: string | undefined,
  ) {
    return this.templates.tick(command, code, body, languageOf(language));
  }

  /** "10" → "12" is one edit. */
  @Patch(':code/goals/:goal')
  @Permission('goals.template.write')
  @Answers(EditedTemplate)
  edit(
    @Command() command: CommandRequest,
    @Param('code', { schema: Code }) code: string,
    @Param('goal', { schema: Code }) goal: string,
    @Body({ schema: EditTemplateGoal }) body: z.infer<typeof EditTemplateGoal>,
    @Headers('accept-language') language: string | undefined,
  ) {
    return this.templates.edit(command, { code, goal }, body, languageOf(language));
  }

  @Get()
  @Permission('goals.template.read')
  @Answers(GoalTemplatePage)
  list(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: GoalTemplateQuery }) query: z.infer<typeof GoalTemplateQuery>,
  ) {
    return this.library.list(principal, query);
  }

  /** JSON Schema (2020-12) of a template's file, for editors. */
  @Get('schema')
  @Permission('goals.template.read')
  @Answers(JsonSchema)
  schema() {
    return this.library.schema();
  }

  /** As YAML when `Accept` asks for `application/yaml`: a file that PUT takes again. */
  @Get(':code')
  @Permission('goals.template.read')
  @Answers(GoalTemplateView)
  async one(
    @CurrentPrincipal() principal: Principal,
    @Param('code', { schema: Code }) code: string,
    @Headers('accept') accept: string | undefined,
    @Res({ passthrough: true }) reply: FastifyReply,
  ) {
    if (!wantsYaml(accept)) return this.library.one(principal, code);
    const text = await this.library.yaml(principal, code);
    void reply.header('content-type', `${YAML_TYPE}; charset=utf-8`);
    return text;
  }

  @Get(':code/versions')
  @Permission('goals.template.read')
  @Answers(GoalTemplateVersionPage)
  versions(
    @CurrentPrincipal() principal: Principal,
    @Param('code', { schema: Code }) code: string,
    @Query({ schema: pageQuery }) query: PageQuery,
  ) {
    return this.library.versions(principal, code, query);
  }

  @Get(':code/diff')
  @Permission('goals.template.read')
  @Answers(VersionDiff)
  diff(
    @CurrentPrincipal() principal: Principal,
    @Param('code', { schema: Code }) code: string,
    @Query({ schema: DiffQuery }) query: z.infer<typeof DiffQuery>,
  ) {
    return this.library.diff(principal, code, query);
  }

  /** Running cycles whose sheets were made of it. */
  @Get(':code/uses')
  @Permission('goals.template.write')
  @Answers(TemplateUses)
  uses(@CurrentPrincipal() principal: Principal, @Param('code', { schema: Code }) code: string) {
    return this.library.usesOf(principal, code);
  }
}
