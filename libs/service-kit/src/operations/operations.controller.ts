import { Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  FailingMessagePage,
  FailingMessageQuery,
  MessageRetried,
  ServiceReport,
} from '@goalbeat/contracts/operations-http';
import { Id } from '@goalbeat/contracts/wire';
import type { Principal } from '@goalbeat/domain/access/roles';
import type { z } from 'zod';
import { CurrentPrincipal } from '../auth/current-principal.js';
import { Permission } from '../auth/permission.js';
import { Command, type CommandRequest } from '../db/command-request.js';
import { Answers } from '../http/answers.js';
import { OperationsService } from './operations.service.js';

@ApiTags('operations')
@Controller('v1/operations')
export class OperationsController {
  constructor(private readonly operations: OperationsService) {}

  @Get()
  @Permission('operations.health.read')
  @Answers(ServiceReport)
  report(@CurrentPrincipal() principal: Principal) {
    return this.operations.report(principal);
  }

  @Get('messages')
  @Permission('operations.dead-letters.read')
  @Answers(FailingMessagePage)
  failing(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: FailingMessageQuery }) query: z.infer<typeof FailingMessageQuery>,
  ) {
    return this.operations.failing(principal, query);
  }

  @Post('messages/:id/retry')
  @HttpCode(200)
  @Permission('operations.dead-letters.replay')
  @Answers(MessageRetried)
  retry(@Command() command: CommandRequest, @Param('id', { schema: Id }) id: string) {
    return this.operations.retry(command, id);
  }
}
