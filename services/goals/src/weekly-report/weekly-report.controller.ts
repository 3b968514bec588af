import { Controller, Get, Query } from '@nestjs/common';
import { WeeklyReportQuery, WeeklyReportView } from '@goalbeat/contracts/goals/sheet-http';
import type { Principal } from '@goalbeat/domain/access/roles';
import { CurrentPrincipal } from '@goalbeat/service-kit/auth/current-principal';
import { Permission } from '@goalbeat/service-kit/auth/permission';
import type { z } from 'zod';
import { Answers } from '@goalbeat/service-kit/http/answers';
import { WeeklyReportService } from './weekly-report.service.js';

@Controller('v1/reports')
export class WeeklyReportController {
  constructor(private readonly reports: WeeklyReportService) {}

  @Get('weekly')
  @Permission('goals.sheet.read')
  @Answers(WeeklyReportView)
  weekly(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: WeeklyReportQuery }) query: z.infer<typeof WeeklyReportQuery>,
  ) {
    return this.reports.report(principal, query);
  }
}
