import { Module } from '@nestjs/common';
import { CycleModule } from '../cycle/cycle.module.js';
import { GoalSheetModule } from '../goal-sheet/goal-sheet.module.js';
import { GoalTemplateModule } from '../goal-template/goal-template.module.js';
import { OrganisationModule } from '../organisation/organisation.module.js';
import { WeeklyReportModule } from '../weekly-report/weekly-report.module.js';
import { LaterGoals } from '../cycle-change/later-goals.js';
import { ClosingSteps } from './closing.steps.js';
import { CycleTemplates } from './cycle-templates.js';
import { EndingSteps } from './ending.steps.js';
import { ControlReader, GoalsActivitiesProvider } from './goals.activities.js';
import { IssueStep } from './issue.step.js';
import { Issuing } from './issuing.js';
import { Leavers } from './leavers.js';
import { OpenReports } from './open-reports.js';
import { PeopleInCyclesConsumer } from './people-in-cycles.consumer.js';
import { PlanningSteps } from './planning.steps.js';
import { ResultBatches } from './result-batches.js';
import { SheetDrafts } from './sheet-drafts.js';
import { SheetSets } from './sheet-sets.js';
import { StepRunner } from './step-runner.js';

@Module({
  imports: [CycleModule, GoalSheetModule, GoalTemplateModule, OrganisationModule, WeeklyReportModule],
  providers: [
    StepRunner,
    SheetSets,
    IssueStep,
    Issuing,
    SheetDrafts,
    CycleTemplates,
    LaterGoals,
    Leavers,
    PeopleInCyclesConsumer,
    PlanningSteps,
    ClosingSteps,
    EndingSteps,
    OpenReports,
    ResultBatches,
    ControlReader,
    GoalsActivitiesProvider,
  ],
  exports: [GoalsActivitiesProvider, PeopleInCyclesConsumer, CycleTemplates, StepRunner],
})
export class CycleStepModule {}
