import { Injectable } from '@nestjs/common';
import type { CycleControl, CycleRef, GoalsActivities } from '@goalbeat/contracts/activities';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import type { ActivityProvider } from '@goalbeat/service-kit/temporal/activity-provider';
import { heldToLog } from '@goalbeat/service-kit/temporal/held';
import { CycleRepository, type CycleStep } from '../cycle/cycle.repository.js';
import { OpeningService } from '../cycle/opening.service.js';
import { ClosingSteps } from './closing.steps.js';
import { EndingSteps } from './ending.steps.js';
import { IssueStep } from './issue.step.js';
import { PlanningSteps } from './planning.steps.js';
import { StepRunner } from './step-runner.js';

/** What a cycle's control row says to its workflow. */
@Injectable()
export class ControlReader {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly cycles: CycleRepository,
    private readonly org: OrgCopy,
  ) {}

  /** @throws not-found */
  read(ref: CycleRef): Promise<CycleControl> {
    return this.uow.read(ref.tenantId, async (tx) => {
      const cycle = await this.cycles.one(tx, ref.cycleId);
      const steps = await this.cycles.steps(tx, ref.cycleId);
      return {
        version: cycle.version,
        state: cycle.state,
        timeline: steps
          .filter((step) => step.doneAt === null)
          .map((step) => ({ step: step.step, at: step.at, note: noteOf(step) })),
        clock: await this.org.clock(tx),
      };
    });
  }
}

function noteOf(step: CycleStep): string {
  const moved = step.moved === null ? '' : `, moved: ${step.moved}`;
  return `${step.step}${moved}${step.provisional ? ', provisional' : ''}`;
}

@Injectable()
export class GoalsActivitiesProvider implements ActivityProvider {
  constructor(
    private readonly opening: OpeningService,
    private readonly control: ControlReader,
    private readonly issue: IssueStep,
    private readonly planning: PlanningSteps,
    private readonly closing: ClosingSteps,
    private readonly ending: EndingSteps,
    private readonly runner: StepRunner,
  ) {}

  activities(): GoalsActivities {
    return heldToLog({
      openPeriod: (i) => this.opening.openPeriod(i),
      readControl: (i) => this.control.read(i),
      issueSheets: (i) => this.issue.run(i),
      remindToPlan: (i) => this.planning.remindToPlan(i),
      closePlanning: (i) => this.planning.closePlanning(i),
      askForReport: (i) => this.planning.askForReport(i),
      remindToReport: (i) => this.planning.remindToReport(i),
      closeReporting: (i) => this.closing.closeReporting(i),
      closeConfirming: (i) => this.closing.closeConfirming(i),
      sendWeeklyReport: (i) => this.ending.sendWeeklyReport(i),
      archiveCycle: (i) => this.ending.archive(i),
      completeStep: ({ step, ...ref }) => this.runner.complete(ref, step),
      checkStep: ({ step, ...ref }) => this.runner.check(ref, step),
    });
  }
}
