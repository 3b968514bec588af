import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import {
  ApprovalDetail,
  ApprovalPage,
  ApprovalQuery,
  ApprovalSummary,
  ApprovalSummaryQuery,
  DecideBody,
  DecideManyBody,
  DecideManyResult,
  DecisionResult,
  ReassignBody,
  WithdrawBody,
} from '@goalbeat/contracts/approvals/http';
import { Id } from '@goalbeat/contracts/wire';
import type { Principal } from '@goalbeat/domain/access/roles';
import { CurrentPrincipal } from '@goalbeat/service-kit/auth/current-principal';
import { Permission } from '@goalbeat/service-kit/auth/permission';
import { Command, type CommandRequest } from '@goalbeat/service-kit/db/command-request';
import { Answers } from '@goalbeat/service-kit/http/answers';
import { ApprovalEngine } from './approval-engine.js';
import { ApprovalReader } from './approval-reader.js';

@ApiTags('approvals')
@Controller('v1/approvals')
export class ApprovalsController {
  constructor(
    private readonly engine: ApprovalEngine,
    private readonly reader: ApprovalReader,
  ) {}

  @Get()
  @Permission('approvals.read')
  @Answers(ApprovalPage)
  list(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: ApprovalQuery }) query: ApprovalQuery,
  ): Promise<ApprovalPage> {
    return this.reader.list(principal, query);
  }

  @Get('summary')
  @Permission('approvals.read')
  @Answers(ApprovalSummary)
  summary(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: ApprovalSummaryQuery }) query: ApprovalSummaryQuery,
  ): Promise<ApprovalSummary> {
    return this.reader.summary(principal, query.cycle);
  }

  @Post('decisions')
  @HttpCode(200)
  @Permission('approvals.decide')
  @Answers(DecideManyResult)
  decideMany(
    @Command() command: CommandRequest,
    @Body({ schema: DecideManyBody }) body: DecideManyBody,
  ): Promise<DecideManyResult> {
    return this.engine.decideMany(command, body);
  }

  @Get(':id')
  @Permission('approvals.read')
  @Answers(ApprovalDetail)
  detail(@CurrentPrincipal() principal: Principal, @Param('id', { schema: Id }) id: string): Promise<ApprovalDetail> {
    return this.reader.detail(principal, id);
  }

  @Post(':id/decisions')
  @HttpCode(200)
  @Permission('approvals.decide')
  @Answers(DecisionResult)
  decide(
    @Command() command: CommandRequest,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: DecideBody }) body: DecideBody,
  ): Promise<DecisionResult> {
    return this.engine.decide(command, id, body);
  }

  @Post(':id/reassign')
  @HttpCode(200)
  @Permission('approvals.reassign')
  @Answers(DecisionResult)
  reassign(
    @Command() command: CommandRequest,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: ReassignBody }) body: ReassignBody,
  ): Promise<DecisionResult> {
    return this.engine.reassign(command, id, body);
  }

  @Post(':id/withdraw')
  @HttpCode(200)
  @Permission('approvals.reassign')
  @Answers(DecisionResult)
  withdraw(
    @Command() command: CommandRequest,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: WithdrawBody }) body: WithdrawBody,
  ): Promise<DecisionResult> {
    return this.engine.withdraw(command, id, body);
  }
}
