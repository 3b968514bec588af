import { Controller, Get, Query } from '@nestjs/common';
import {
  CompanyReport,
  FailingMessageQuery as PageOnly,
  OperatorTaskPage,
  UnreadableNoticePage,
} from '@goalbeat/contracts/operations-http';
import type { Principal } from '@goalbeat/domain/access/roles';
import { CurrentPrincipal } from '@goalbeat/service-kit/auth/current-principal';
import { Permission } from '@goalbeat/service-kit/auth/permission';
import { Answers } from '@goalbeat/service-kit/http/answers';
import type { z } from 'zod';
import { CompanyReportService } from './company-report.service.js';

@Controller('v1/operations')
export class CompanyReportController {
  constructor(private readonly company: CompanyReportService) {}

  @Get('company')
  @Permission('operations.health.read')
  @Answers(CompanyReport)
  report(@CurrentPrincipal() principal: Principal) {
    return this.company.report(principal);
  }

  @Get('tasks')
  @Permission('operations.tasks.read')
  @Answers(OperatorTaskPage)
  tasks(@CurrentPrincipal() principal: Principal, @Query({ schema: PageOnly }) query: z.infer<typeof PageOnly>) {
    return this.company.tasks(principal, query);
  }

  @Get('unreadable-notices')
  @Permission('directory.notices.monitor')
  @Answers(UnreadableNoticePage)
  notices(@CurrentPrincipal() principal: Principal, @Query({ schema: PageOnly }) query: z.infer<typeof PageOnly>) {
    return this.company.notices(principal, query);
  }
}
