import { Injectable } from '@nestjs/common';
import type { CycleControlRequest } from '@goalbeat/contracts/goals/cycle-http';
import { ApprovalEngine } from '@goalbeat/approvals/approval-engine';
import type { StepName } from '@goalbeat/domain/cycle/steps';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import type { z } from 'zod';
import type { CycleRow } from './cycle.repository.js';
import type { MovedStep } from './recompute-timeline.js';

const TODO_DUE_AT: Partial<Record<StepName, string>> = {
  'close-planning': 'make-plan',
  'close-reporting': 'make-report',
};

interface OpenTodo {
  subjectId: string;
  title: string;
  assigneeId: string;
  unitId: string | null;
}

/** What a change of the control row means for sheets and desks. */
@Injectable()
export class ControlEffects {
  constructor(private readonly engine: ApprovalEngine) {}

  async apply(
    tx: Tx,
    cycle: CycleRow,
    moved: readonly MovedStep[],
    request: z.infer<typeof CycleControlRequest>,
  ): Promise<void> {
    if (request.action === 'cancel') await this.#cancel(tx, cycle.id, request.reason);
    await this.stepsMoved(tx, cycle, moved);
  }

  /** What people are to do by a step is due at its new instant. */
  async stepsMoved(tx: Tx, cycle: CycleRow, moved: readonly MovedStep[]): Promise<void> {
    for (const { step, at } of moved) {
      const todo = TODO_DUE_AT[step];
      if (todo !== undefined) await this.#dueAgain(tx, cycle.id, todo, at);
    }
  }

  /** Nobody is asked for anything of a cancelled cycle; what was confirmed stays as it is, for the record. */
  async #cancel(tx: Tx, cycleId: string, reason: string): Promise<void> {
    const open = await tx.query<{ id: string }>(
      `SELECT id FROM goal_sheet WHERE cycle_id = $1 AND state NOT IN ('confirmed', 'unreported', 'cancelled')`,
      [cycleId],
    );
    const subjectIds = open.map((row) => row.id);
    for (const subjectKind of ['plan', 'report'])
      await this.engine.withdrawSubjects(tx, { subjectKind, subjectIds, reason });
    for (const subjectKind of ['make-plan', 'make-report'])
      await this.engine.closeTodos(tx, { subjectKind, subjectIds });
    await tx.execute(
      `UPDATE goal_sheet SET state = 'cancelled', version = version + 1
       WHERE cycle_id = $1 AND state NOT IN ('confirmed', 'unreported', 'cancelled')`,
      [cycleId],
    );
  }

  /** A todo that is due later is a new one on the desk: the old one may have been reminded of already. */
  async #dueAgain(tx: Tx, cycleId: string, subjectKind: string, dueAt: string): Promise<void> {
    const todos = await tx.query<OpenTodo>(
      `SELECT subject_id AS "subjectId", title, assignee_id AS "assigneeId", unit_id AS "unitId" FROM approval_task
       WHERE cycle_id = $1 AND kind = 'todo' AND state = 'open' AND subject_kind = $2`,
      [cycleId, subjectKind],
    );
    await this.engine.closeTodos(tx, { subjectKind, subjectIds: todos.map((todo) => todo.subjectId) });
    await this.engine.openTodos(
      tx,
      todos.map(({ assigneeId, ...todo }) => ({ ...todo, subjectKind, cycleId, assigneeIds: [assigneeId], dueAt })),
    );
  }
}
