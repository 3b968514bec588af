import { Module } from '@nestjs/common';
import { CycleModule } from '../cycle/cycle.module.js';
import { EvidenceRepository } from '../evidence/evidence.repository.js';
import { OrganisationModule } from '../organisation/organisation.module.js';
import { GoalSheetController } from './goal-sheet.controller.js';
import { GoalSheetRepository } from './goal-sheet.repository.js';
import { GoalSheetService } from './goal-sheet.service.js';
import { PlanHandler } from './plan.handler.js';
import { PlanService } from './plan.service.js';
import { ReportHandler } from './report.handler.js';
import { ReportAround, ReportService } from './report.service.js';
import { ReturnedSheet } from './returned-sheet.js';
import { SheetAccess } from './sheet-access.js';
import { SheetLogAccess } from './sheet-log-access.js';
import { SheetReader } from './sheet-reader.js';
import { SheetWriter } from './sheet-writer.js';

@Module({
  imports: [CycleModule, OrganisationModule],
  controllers: [GoalSheetController],
  providers: [
    GoalSheetRepository,
    GoalSheetService,
    SheetReader,
    SheetWriter,
    SheetAccess,
    SheetLogAccess,
    PlanService,
    ReportService,
    ReportAround,
    ReturnedSheet,
    PlanHandler,
    ReportHandler,
    EvidenceRepository,
  ],
  exports: [GoalSheetRepository, SheetAccess, SheetWriter, EvidenceRepository],
})
export class GoalSheetModule {}
