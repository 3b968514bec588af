import { Body, Controller, Get, Headers, HttpCode, Param, Patch, Post, Query } from '@nestjs/common';
import {
  AdjustSheet,
  GiveFeedback,
  LastSheetView,
  SaveProgress,
  SheetPage,
  SheetQuery,
  SheetView,
  SubmitPlan,
  SubmitReport,
} from '@goalbeat/contracts/goals/sheet-http';
import { Id } from '@goalbeat/contracts/wire';
import type { Principal } from '@goalbeat/domain/access/roles';
import { languageOf } from '@goalbeat/domain/wording/language';
import { CurrentPrincipal } from '@goalbeat/service-kit/auth/current-principal';
import { Permission } from '@goalbeat/service-kit/auth/permission';
import { Command, type CommandRequest } from '@goalbeat/service-kit/db/command-request';
import type { z } from 'zod';
import { Answers } from '@goalbeat/service-kit/http/answers';
import { GoalSheetService } from './goal-sheet.service.js';
import { PlanService } from './plan.service.js';
import { ReportService } from './report.service.js';
import { SheetReader } from './sheet-reader.js';

@Controller('v1/goal-sheets')
export class GoalSheetController {
  constructor(
    private readonly reader: SheetReader,
    private readonly sheets: GoalSheetService,
    private readonly plans: PlanService,
    private readonly reports: ReportService,
  ) {}

  @Get()
  @Permission('goals.sheet.read')
  @Answers(SheetPage)
  list(@CurrentPrincipal() principal: Principal, @Query({ schema: SheetQuery }) query: z.infer<typeof SheetQuery>) {
    return this.reader.list(principal, query);
  }

  @Get(':id')
  @Permission('goals.sheet.read')
  @Answers(SheetView)
  one(@CurrentPrincipal() principal: Principal, @Param('id', { schema: Id }) id: string) {
    return this.reader.one(principal, id);
  }

  @Get(':id/last')
  @Permission('goals.sheet.read')
  @Answers(LastSheetView)
  last(@CurrentPrincipal() principal: Principal, @Param('id', { schema: Id }) id: string) {
    return this.reader.last(principal, id);
  }

  @Patch(':id')
  @Permission('goals.sheet.write')
  @Answers(SheetView)
  adjust(
    @Command() command: CommandRequest,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: AdjustSheet }) body: z.infer<typeof AdjustSheet>,
    @Headers('accept-language') language: string | undefined,
  ) {
    return this.sheets.adjust(command, id, body, languageOf(language));
  }

  @Post(':id/plan')
  @HttpCode(200)
  @Permission('goals.sheet.write')
  @Answers(SheetView)
  plan(
    @Command() command: CommandRequest,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: SubmitPlan }) body: z.infer<typeof SubmitPlan>,
  ) {
    return this.plans.submit(command, id, body.version);
  }

  @Post(':id/progress')
  @HttpCode(200)
  @Permission('goals.sheet.write')
  @Answers(SheetView)
  progress(
    @Command() command: CommandRequest,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: SaveProgress }) body: z.infer<typeof SaveProgress>,
  ) {
    return this.sheets.progress(command, id, body);
  }

  @Post(':id/report')
  @HttpCode(200)
  @Permission('goals.sheet.write')
  @Answers(SheetView)
  report(
    @Command() command: CommandRequest,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: SubmitReport }) body: z.infer<typeof SubmitReport>,
  ) {
    return this.reports.submit(command, id, body);
  }

  @Post(':id/feedback')
  @HttpCode(200)
  @Permission('goals.sheet.adjust')
  @Answers(SheetView)
  feedback(
    @Command() command: CommandRequest,
    @Param('id', { schema: Id }) id: string,
    @Body({ schema: GiveFeedback }) body: z.infer<typeof GiveFeedback>,
  ) {
    return this.sheets.feedback(command, id, body);
  }
}
