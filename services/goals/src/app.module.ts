import { Global, Module, type Type } from '@nestjs/common';
import { ApprovalsModule } from '@goalbeat/approvals/approvals.module';
import { LadderActivitiesProvider } from '@goalbeat/approvals/ladder.activities';
import { isCompany } from '@goalbeat/org-copy/is-company';
import { OrgCopyConsumer } from '@goalbeat/org-copy/org-copy.consumer';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import { OrgCopyModule } from '@goalbeat/org-copy/org-copy.module';
import { DeadLetterModule } from '@goalbeat/service-kit/dead-letter/dead-letter.module';
import { ServiceKitModule } from '@goalbeat/service-kit/start/service-kit.module';
import type { ServiceOptions } from '@goalbeat/service-kit/start/service-options';
import { Settings, type GoalsConfig } from './config.js';
import { CalendarModule } from './calendar/calendar.module.js';
import { CycleModule } from './cycle/cycle.module.js';
import { ProgressConsumer } from './cycle/progress.consumer.js';
import { CycleChangeModule } from './cycle-change/cycle-change.module.js';
import { CycleDefinitionModule } from './cycle-definition/cycle-definition.module.js';
import { CycleStepModule } from './cycle-step/cycle-step.module.js';
import { GoalsActivitiesProvider } from './cycle-step/goals.activities.js';
import { PeopleInCyclesConsumer } from './cycle-step/people-in-cycles.consumer.js';
import { EvidenceModule } from './evidence/evidence.module.js';
import { GoalSheetModule } from './goal-sheet/goal-sheet.module.js';
import { PlanHandler } from './goal-sheet/plan.handler.js';
import { ReportHandler } from './goal-sheet/report.handler.js';
import { SheetLogAccess } from './goal-sheet/sheet-log-access.js';
import { GoalTemplateModule } from './goal-template/goal-template.module.js';
import { RehearsalModule } from './rehearsal/rehearsal.module.js';
import { ScheduleModule } from './schedule/schedule.module.js';
import { WeeklyReportModule } from './weekly-report/weekly-report.module.js';
import { refusalInChinese } from './wording/refusal-words.js';

/** The goals service: templates, definitions, cycles, sheets, evidence, and the steps of the week. */
export function appModule(config: GoalsConfig, overrides: Partial<ServiceOptions> = {}): Type<object> {
  @Global()
  @Module({ providers: [{ provide: Settings, useValue: new Settings(config) }], exports: [Settings] })
  class SettingsModule {}

  @Module({
    imports: [
      ServiceKitModule.forService({
        name: 'goals',
        schema: 'goals',
        config,
        consumers: [OrgCopyConsumer, ProgressConsumer, PeopleInCyclesConsumer],
        activities: [GoalsActivitiesProvider, LadderActivitiesProvider],
        processLogAccess: SheetLogAccess,
        businessTime: OrgCopy,
        inChinese: refusalInChinese,
        internalTargets: peersOf(config),
        ...overrides,
      }),
      SettingsModule,
      OrgCopyModule,
      ApprovalsModule.forService({ service: 'goals', handlers: [PlanHandler, ReportHandler] }),
      DeadLetterModule.forService({ isOurs: isCompany, installKey: config.INSTALL_KEY }),
      GoalTemplateModule,
      CycleDefinitionModule,
      CycleModule,
      CalendarModule,
      GoalSheetModule,
      EvidenceModule,
      CycleStepModule,
      CycleChangeModule,
      WeeklyReportModule,
      ScheduleModule,
      RehearsalModule,
    ],
  })
  class GoalsModule {}
  return GoalsModule;
}

/** A peer without an address answers to nobody: what is asked of it is unavailable. */
function peersOf({ APPRAISAL_URL, PAYROLL_URL, PEER_KEYS }: GoalsConfig) {
  const peer = (name: string, url: string | undefined) => ({
    url: url ?? 'http://127.0.0.1:9',
    key: PEER_KEYS?.[name] ?? '',
  });
  return { appraisal: peer('appraisal', APPRAISAL_URL), 'payroll-bridge': peer('payroll-bridge', PAYROLL_URL) };
}
