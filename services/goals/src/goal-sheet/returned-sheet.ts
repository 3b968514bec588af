import { Injectable } from '@nestjs/common';
import { ApprovalEngine } from '@goalbeat/approvals/approval-engine';
import type { ClosingDetail } from '@goalbeat/approvals/subject-handler';
import type { StepName } from '@goalbeat/domain/cycle/steps';
import type { SheetState } from '@goalbeat/domain/sheet/lifecycle';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { CycleRepository } from '../cycle/cycle.repository.js';
import { GoalSheetRepository, type GoalRow, type SheetRow } from './goal-sheet.repository.js';

/** Gives a sheet back to its owner, with the reason at each goal and the todo once more. */
@Injectable()
export class ReturnedSheet {
  constructor(
    private readonly sheets: GoalSheetRepository,
    private readonly cycles: CycleRepository,
    private readonly engine: ApprovalEngine,
  ) {}

  /** `due`: the first of these steps that is still to come. */
  async giveBack(
    tx: Tx,
    sheet: SheetRow,
    to: { state: SheetState; todo: 'make-plan' | 'make-report'; due: readonly StepName[]; detail: ClosingDetail },
  ): Promise<void> {
    const goals = await this.sheets.goals(tx, [sheet.id]);
    await this.sheets.saveGoals(
      tx,
      goals.map((goal) => ({ ...goal, returnedReason: reasonFor(goal, to.detail) })),
    );
    await this.sheets.save(tx, sheet, { state: to.state, returned: sheet.submitted });
    const steps = await this.cycles.steps(tx, sheet.cycleId);
    const due = to.due
      .map((name) => steps.find((step) => step.step === name))
      .find((step) => step !== undefined && step.doneAt === null);
    await this.engine.openTodo(tx, {
      subjectKind: to.todo,
      subjectId: sheet.id,
      title: sheet.personName,
      assigneeIds: [sheet.personId],
      cycleId: sheet.cycleId,
      unitId: sheet.unitId,
      dueAt: due?.at ?? null,
    });
  }
}

/** Items that were decided one by one keep their own word; a sheet returned as a whole has one word for all. */
function reasonFor(goal: GoalRow, detail: ClosingDetail): string | null {
  if (detail.items.length === 0) return detail.comment;
  const item = detail.items.find((one) => one.itemId === goal.id);
  if (item === undefined || item.decision === 'approve') return null;
  return item.comment ?? detail.comment;
}
