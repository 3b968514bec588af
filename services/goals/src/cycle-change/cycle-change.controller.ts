import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import {
  ChangedSheetPage,
  ChangedSheetQuery,
  ChangeCycle,
  CycleChangePage,
  CycleChangeView,
} from '@goalbeat/contracts/goals/cycle-http';
import { Id, PageQuery } from '@goalbeat/contracts/wire';
import type { Principal } from '@goalbeat/domain/access/roles';
import { CurrentPrincipal } from '@goalbeat/service-kit/auth/current-principal';
import { Permission } from '@goalbeat/service-kit/auth/permission';
import { Command, type CommandRequest } from '@goalbeat/service-kit/db/command-request';
import { Answers } from '@goalbeat/service-kit/http/answers';
import type { z } from 'zod';
import { CycleChangeService } from './cycle-change.service.js';

@Controller('v1/cycles/:id')
export class CycleChangeController {
  constructor(private readonly changes: CycleChangeService) {}

  @Post('changes')
  @HttpCode(200)
  @Permission('goals.cycle.change')
  @Answers(CycleChangeView)
  change(
    @Command() command: CommandRequest,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: ChangeCycle }) body: z.infer<typeof ChangeCycle>,
  ) {
    return this.changes.change(command, id, body);
  }

  @Get('changes')
  @Permission('goals.cycle.change')
  @Answers(CycleChangePage)
  list(
    @CurrentPrincipal() principal: Principal,
    @Param('id', { schema: Id }) id: string,
    @Query({ schema: PageQuery }) query: z.infer<typeof PageQuery>,
  ) {
    return this.changes.list(principal, id, query);
  }

  @Get('changed-sheets')
  @Permission('goals.cycle.change')
  @Answers(ChangedSheetPage)
  rows(
    @CurrentPrincipal() principal: Principal,
    @Param('id', { schema: Id }) id: string,
    @Query({ schema: ChangedSheetQuery }) query: z.infer<typeof ChangedSheetQuery>,
  ) {
    return this.changes.rows(principal, id, query);
  }
}
