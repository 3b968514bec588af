import { Body, Controller, Get, Param, Put, Query } from '@nestjs/common';
import { GoalTemplatePage, GoalTemplateView, PutGoalTemplate } from '@goalbeat/contracts/goals/template-http';
import { Code } from '@goalbeat/contracts/wire';
import type { Principal } from '@goalbeat/domain/access/roles';
import { CurrentPrincipal } from '@goalbeat/service-kit/auth/current-principal';
import { Permission } from '@goalbeat/service-kit/auth/permission';
import { Command, type CommandRequest } from '@goalbeat/service-kit/db/command-request';
import { pageQuery, type PageQuery } from '@goalbeat/service-kit/http/pages';
import type { z } from 'zod';
import { Answers } from '@goalbeat/service-kit/http/answers';
import { GoalTemplateService } from './goal-template.service.js';

@Controller('v1/goal-templates')
export class GoalTemplateController {
  constructor(private readonly templates: GoalTemplateService) {}

  @Put(':code')
  @Permission('goals.template.write')
  @Answers(GoalTemplateView)
  put(
    @Command() command: CommandRequest,
    @Param('code', { schema: Code }) code: string,
    @Body({ schema: PutGoalTemplate }) body: z.infer<typeof PutGoalTemplate>,
  ) {
    return this.templates.put(command, code, body);
  }

  @Get()
  @Permission('goals.template.read')
  @Answers(GoalTemplatePage)
  list(@CurrentPrincipal() principal: Principal, @Query({ schema: pageQuery }) query: PageQuery) {
    return this.templates.list(principal, query);
  }

  @Get(':code')
  @Permission('goals.template.read')
  @Answers(GoalTemplateView)
  one(@CurrentPrincipal() principal: Principal, @Param('code', { schema: Code }) code: string) {
    return this.templates.one(principal, code);
  }
}
