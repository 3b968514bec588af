import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { PublicationView, PublishAgain, RunPage, RunView, SubmitRun } from '@goalbeat/contracts/appraisal/http';
import { Id, PageQuery } from '@goalbeat/contracts/wire';
import type { Principal } from '@goalbeat/domain/access/roles';
import { CurrentPrincipal } from '@goalbeat/service-kit/auth/current-principal';
import { Permission } from '@goalbeat/service-kit/auth/permission';
import { Command, type CommandRequest } from '@goalbeat/service-kit/db/command-request';
import { Answers } from '@goalbeat/service-kit/http/answers';
import type { z } from 'zod';
import { PublishAgainService } from './publish-again.service.js';
import { ScoringRunReleaseService } from './scoring-run-release.service.js';

@Controller('v1/runs')
export class ScoringRunController {
  constructor(
    private readonly runs: ScoringRunReleaseService,
    private readonly again: PublishAgainService,
  ) {}

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

  /** Published scores that were wrong: computed anew, and published under the next number. First as a dry run. */
  @Post(':id/publish-again')
  @HttpCode(200)
  @Permission('appraisal.run.correct')
  @Answers(PublicationView)
  publishAgain(
    @Command({ keepForever: true }) command: CommandRequest,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: PublishAgain }) body: z.infer<typeof PublishAgain>,
  ) {
    return this.again.publish(command, id, body);
  }
}
