import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { DeadLetterPage, DeadLetterQuery, DeadLetterView, SetAside } from '@goalbeat/contracts/dead-letter-http';
import { Id } from '@goalbeat/contracts/wire';
import type { Principal } from '@goalbeat/domain/access/roles';
import { CurrentPrincipal } from '../auth/current-principal.js';
import { Permission } from '../auth/permission.js';
import { Command, type CommandRequest } from '../db/command-request.js';
import { Answers } from '../http/answers.js';
import type { z } from 'zod';
import { DeadLetterService } from './dead-letter.service.js';

@Controller('v1/dead-letters')
export class DeadLetterController {
  constructor(private readonly letters: DeadLetterService) {}

  @Get()
  @Permission('operations.dead-letters.read')
  @Answers(DeadLetterPage)
  list(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: DeadLetterQuery }) query: z.infer<typeof DeadLetterQuery>,
  ) {
    return this.letters.list(principal, query);
  }

  @Post(':id/replay')
  @HttpCode(200)
  @Permission('operations.dead-letters.replay')
  @Answers(DeadLetterView)
  replay(@Command() command: CommandRequest, @Param('id', { schema: Id }) id: string) {
    return this.letters.replay(command, id);
  }

  @Post(':id/set-aside')
  @HttpCode(200)
  @Permission('operations.dead-letters.replay')
  @Answers(DeadLetterView)
  setAside(
    @Command() command: CommandRequest,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: SetAside }) body: z.infer<typeof SetAside>,
  ) {
    return this.letters.setAside(command, id, body.reason);
  }
}
