import { Body, Controller, Delete, Get, Headers, HttpCode, Param, Post, Query } from '@nestjs/common';
import {
  RehearsalEnded,
  RehearsalPage,
  RehearsalQuery,
  RehearsalView,
  StartRehearsal,
} from '@goalbeat/contracts/goals/rehearsal-http';
import { Id } from '@goalbeat/contracts/wire';
import type { Principal } from '@goalbeat/domain/access/roles';
import { languageOf } from '@goalbeat/domain/wording/language';
import { CurrentPrincipal } from '@goalbeat/service-kit/auth/current-principal';
import { Permission } from '@goalbeat/service-kit/auth/permission';
import { Command, type CommandRequest } from '@goalbeat/service-kit/db/command-request';
import { Answers } from '@goalbeat/service-kit/http/answers';
import type { z } from 'zod';
import { RehearsalService } from './rehearsal.service.js';

@Controller('v1')
export class RehearsalController {
  constructor(private readonly rehearsals: RehearsalService) {}

  /** Runs the definition on a fast clock in a throw-away copy of the company; nothing leaves. */
  @Post('cycle-definitions/:id/rehearsals')
  @HttpCode(202)
  @Permission('goals.definition.rehearse')
  @Answers(RehearsalView, 202)
  start(
    @Command() command: CommandRequest,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: StartRehearsal }) body: StartRehearsal,
    @Headers('authorization') authorization: string | undefined,
    @Headers('accept-language') language: string | undefined,
  ) {
    return this.rehearsals.start(command, authorization ?? '', id, body, languageOf(language));
  }

  @Get('rehearsals')
  @Permission('goals.definition.rehearse')
  @Answers(RehearsalPage)
  list(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: RehearsalQuery }) query: z.infer<typeof RehearsalQuery>,
  ) {
    return this.rehearsals.list(principal, query);
  }

  @Get('rehearsals/:id')
  @Permission('goals.definition.rehearse')
  @Answers(RehearsalView)
  one(
    @CurrentPrincipal() principal: Principal,
    @Param('id', { schema: Id }) id: string,
    @Headers('accept-language') language: string | undefined,
  ) {
    return this.rehearsals.one(principal, id, languageOf(language));
  }

  /** Ends one that runs, forgets one that is over. */
  @Delete('rehearsals/:id')
  @Permission('goals.definition.rehearse')
  @Answers(RehearsalEnded)
  end(@Command() command: CommandRequest, @Param('id', { schema: Id }) id: string) {
    return this.rehearsals.end(command, id);
  }
}
