import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { RunPage, RunView, SubmitRun } from '@goalbeat/contracts/appraisal/http';
import { Id, PageQuery } from '@goalbeat/contracts/wire';
import type { Principal } from '@goalbeat/domain/access/roles';
import { CurrentPrincipal } from '@goalbeat/service-kit/auth/current-principal';
import { Permission } from '@goalbeat/service-kit/auth/permission';
import { Command, type CommandRequest } from '@goalbeat/service-kit/db/command-request';
import { Answers } from '@goalbeat/service-kit/http/answers';
import type { z } from 'zod';
import { ScoringRunReleaseService } from './scoring-run-release.service.js';

@Controller('v1/runs')
export class ScoringRunController {
  constructor(private readonly runs: ScoringRunReleaseService) {}

  @Get()
  @Permission('appraisal.run.read')
  @Answers(RunPage)
  list(@CurrentPrincipal() principal: Principal, @Query({ schema: PageQuery }) query: z.infer<typeof PageQuery>) {
    return this.runs.list(principal, query);
  }

  @Get(':id')
  @Permission('appraisal.run.read')
  @Answers(RunView)
  one(@CurrentPrincipal() principal: Principal, @Param('id', { schema: Id }) id: string) {
    return this.runs.one(principal, id);
  }

  @Post(':id/submit')
  @Permission('appraisal.run.write')
  @Answers(RunView, 201)
  submit(
    @Command() command: CommandRequest,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: SubmitRun }) body: z.infer<typeof SubmitRun>,
  ) {
    return this.runs.submit(command, id, body.version);
  }
}
