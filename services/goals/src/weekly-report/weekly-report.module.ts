import { Module } from '@nestjs/common';
import { CycleModule } from '../cycle/cycle.module.js';
import { WeeklyFigures } from './weekly-figures.js';
import { WeeklyReportController } from './weekly-report.controller.js';
import { WeeklyReportService } from './weekly-report.service.js';

@Module({
  imports: [CycleModule],
  controllers: [WeeklyReportController],
  providers: [WeeklyFigures, WeeklyReportService],
  exports: [WeeklyFigures],
})
export class WeeklyReportModule {}
