import { Module } from '@nestjs/common';
import { CycleModule } from '../cycle/cycle.module.js';
import { GoalSheetModule } from '../goal-sheet/goal-sheet.module.js';
import { GoalTemplateModule } from '../goal-template/goal-template.module.js';
import { OrganisationModule } from '../organisation/organisation.module.js';
import { WeeklyReportModule } from '../weekly-report/weekly-report.module.js';
import { ClosingSteps } from './closing.steps.js';
import { EndingSteps } from './ending.steps.js';
import { ControlReader, GoalsActivitiesProvider } from './goals.activities.js';
import { IssueStep } from './issue.step.js';
import { Issuing } from './issuing.js';
import { OpenReports } from './open-reports.js';
import { PlanningSteps } from './planning.steps.js';
import { ResultBatches } from './result-batches.js';
import { SheetSets } from './sheet-sets.js';
import { StepRunner } from './step-runner.js';

@Module({
  imports: [CycleModule, GoalSheetModule, GoalTemplateModule, OrganisationModule, WeeklyReportModule],
  providers: [
    StepRunner,
    SheetSets,
    IssueStep,
    Issuing,
    PlanningSteps,
    ClosingSteps,
    EndingSteps,
    OpenReports,
    ResultBatches,
    ControlReader,
    GoalsActivitiesProvider,
  ],
  exports: [GoalsActivitiesProvider],
})
export class CycleStepModule {}
