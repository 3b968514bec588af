import { Body, Controller, Get, Param, Put, Query } from '@nestjs/common';
import { PutRuleSet, RuleSetPage, RuleSetView } from '@goalbeat/contracts/appraisal/http';
import { Code, PageQuery } from '@goalbeat/contracts/wire';
import type { Principal } from '@goalbeat/domain/access/roles';
import { CurrentPrincipal } from '@goalbeat/service-kit/auth/current-principal';
import { Permission } from '@goalbeat/service-kit/auth/permission';
import { Command, type CommandRequest } from '@goalbeat/service-kit/db/command-request';
import { Answers } from '@goalbeat/service-kit/http/answers';
import type { z } from 'zod';
import { RuleSetService } from './rule-set.service.js';

@Controller('v1/rule-sets')
export class RuleSetController {
  constructor(private readonly rules: RuleSetService) {}

  @Get()
  @Permission('appraisal.rule-set.read')
  @Answers(RuleSetPage)
  list(@CurrentPrincipal() principal: Principal, @Query({ schema: PageQuery }) query: z.infer<typeof PageQuery>) {
    return this.rules.list(principal, query);
  }

  @Get(':code')
  @Permission('appraisal.rule-set.read')
  @Answers(RuleSetView)
  one(@CurrentPrincipal() principal: Principal, @Param('code', { schema: Code }) code: string) {
    return this.rules.one(principal, code);
  }

  @Put(':code')
  @Permission('appraisal.rule-set.write')
  @Answers(RuleSetView)
  put(
    @Command() command: CommandRequest,
    @Param('code', { schema: Code }) code: string,
    @Body({ schema: PutRuleSet }) body: z.infer<typeof PutRuleSet>,
  ) {
    return this.rules.put(command, code, body);
  }
}
