import { Injectable } from '@nestjs/common';
import { ApprovalEngine } from '@goalbeat/approvals/approval-engine';
import type {
  ApprovalOutcome,
  ClosedApproval,
  ClosingDetail,
  SubjectHandler,
} from '@goalbeat/approvals/subject-handler';
import { nextSheet } from '@goalbeat/domain/sheet/lifecycle';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { CycleRepository } from '../cycle/cycle.repository.js';
import { GoalSheetRepository, type SheetRow } from './goal-sheet.repository.js';
import { ReturnedSheet } from './returned-sheet.js';
import { logClosing } from './log-closing.js';

/** What the end of a plan's round means for its sheet. */
@Injectable()
export class PlanHandler implements SubjectHandler {
  readonly subjectKinds = ['plan'];

  constructor(
    private readonly sheets: GoalSheetRepository,
    private readonly cycles: CycleRepository,
    private readonly engine: ApprovalEngine,
    private readonly returned: ReturnedSheet,
  ) {}

  async onClosed(tx: Tx, approval: ClosedApproval, outcome: ApprovalOutcome, detail: ClosingDetail): Promise<void> {
    const sheet = await this.sheets.lock(tx, approval.subjectId);
    // A cancelled cycle or the deadline was first.
    if (sheet.state !== 'plan-submitted') return;
    if (outcome === 'approved') await this.#accept(tx, sheet, detail);
    else {
      await this.returned.giveBack(tx, sheet, {
        state: nextSheet(sheet.state, 'return-plan'),
        todo: 'make-plan',
        due: ['close-planning', 'ask-report'],
        detail,
      });
    }
    logClosing(tx, sheet, outcome === 'approved' ? 'plan.accepted' : `plan.${outcome}`, detail);
  }

  async #accept(tx: Tx, sheet: SheetRow, detail: ClosingDetail): Promise<void> {
    const goals = await this.sheets.goals(tx, [sheet.id]);
    if (goals.some((goal) => goal.returnedReason !== null)) {
      await this.sheets.saveGoals(
        tx,
        goals.map((goal) => ({ ...goal, returnedReason: null })),
      );
    }
    await this.sheets.save(tx, sheet, {
      state: nextSheet(sheet.state, 'accept-plan'),
      plannedAt: detail.at,
      plannedBy: detail.by.kind === 'deadline' ? 'deadline' : 'approval',
    });
    const steps = await this.cycles.steps(tx, sheet.cycleId);
    const step = (name: string) => steps.find((one) => one.step === name);
    // Reports have been asked for already, and may still come: this person is asked now.
    if ((step('ask-report')?.doneAt ?? null) !== null && step('close-reporting')?.doneAt === null) {
      await this.engine.openTodo(tx, {
        subjectKind: 'make-report',
        subjectId: sheet.id,
        title: sheet.personName,
        assigneeIds: [sheet.personId],
        cycleId: sheet.cycleId,
        unitId: sheet.unitId,
        dueAt: step('close-reporting')?.at ?? null,
      });
    }
  }
}
