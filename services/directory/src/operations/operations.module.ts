import { Module } from '@nestjs/common';
import { CompanyReportController } from './company-report.controller.js';
import { CompanyReportService } from './company-report.service.js';
import { FailedWorkflows } from './failed-workflows.js';
import { TenantTime } from './tenant-time.js';

@Module({
  controllers: [CompanyReportController],
  providers: [CompanyReportService, FailedWorkflows, TenantTime],
  exports: [TenantTime],
})
export class OperationsModule {}
