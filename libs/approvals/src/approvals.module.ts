import { type DynamicModule, Module, type Provider, type Type } from '@nestjs/common';
import type { ApprovalService } from '@goalbeat/contracts/workflows';
import { ApprovalBatch } from './approval-batch.js';
import { ApprovalEngine } from './approval-engine.js';
import { ApprovalReader } from './approval-reader.js';
import { ApprovalStore } from './approval.store.js';
import { ApprovalsController } from './approvals.controller.js';
import { APPROVALS_OPTIONS, type ApprovalsOptions } from './approvals-options.js';
import { BulkDecisions } from './bulk-decisions.js';
import { Bundles } from './bundles.js';
import { BundlesController } from './bundles.controller.js';
import { CycleFollower } from './cycle-follower.js';
import { DecisionGuard } from './decision-guard.js';
import { Deadlines } from './deadlines.js';
import { DelayReader } from './delay-reader.js';
import { DelaysController } from './delays.controller.js';
import { Decisions } from './decisions.js';
import { Handling } from './handling.js';
import { InternalTasksController } from './internal-tasks.controller.js';
import { Ladder } from './ladder.js';
import { LadderClock } from './ladder-clock.js';
import { LadderActivitiesProvider } from './ladder.activities.js';
import { LostLadders } from './lost-ladders.js';
import { Openings } from './openings.js';
import { OrgMovesListener } from './org-moves.js';
import { Progress } from './progress.js';
import { Renewals } from './renewals.js';
import { SubjectHandlers } from './subject-handlers.js';
import type { SubjectHandler } from './subject-handler.js';
import { TaskReader } from './task-reader.js';
import { TasksController } from './tasks.controller.js';
import { Todos } from './todos.js';
import { Withdrawals } from './withdrawals.js';

/**
 * Approvals in a service's own schema. Handlers are providers of the service's own modules, looked up when the
 * application has started, so they may inject ApprovalEngine. Name `LadderActivitiesProvider` in
 * `ServiceKitModule.forService({ activities })`. Needs OrgCopyModule.
 */
@Module({})
export class ApprovalsModule {
  static forService(options: { service: ApprovalService; handlers: Type<SubjectHandler>[] }): DynamicModule {
    const given: ApprovalsOptions = options;
    const providers: Provider[] = [
      { provide: APPROVALS_OPTIONS, useValue: given },
      ApprovalStore,
      ApprovalBatch,
      Deadlines,
      SubjectHandlers,
      Progress,
      Openings,
      DecisionGuard,
      Decisions,
      BulkDecisions,
      Bundles,
      Handling,
      Ladder,
      LadderClock,
      LostLadders,
      OrgMovesListener,
      Todos,
      Withdrawals,
      Renewals,
      ApprovalEngine,
      CycleFollower,
      ApprovalReader,
      TaskReader,
      DelayReader,
      LadderActivitiesProvider,
    ];
    return {
      module: ApprovalsModule,
      global: true,
      controllers: [ApprovalsController, BundlesController, TasksController, InternalTasksController, DelaysController],
      providers,
      exports: [ApprovalEngine, CycleFollower, LadderClock, ApprovalReader, TaskReader, LadderActivitiesProvider],
    };
  }
}
