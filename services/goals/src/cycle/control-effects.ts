import { Injectable } from '@nestjs/common';
import { APPROVAL_EVENTS, type NoticeRequested } from '@goalbeat/contracts/approvals/events';
import type { CycleControlRequest } from '@goalbeat/contracts/goals/cycle-http';
import { ApprovalEngine } from '@goalbeat/approvals/approval-engine';
import type { StepName } from '@goalbeat/domain/cycle/steps';
import { Calendars } from '@goalbeat/org-copy/calendars';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import { RedGoals } from '../goal-sheet/red-goals.js';
import { approvalCapsOf } from './cycle-changed.js';
import { CycleRepository, type CycleRow, type CycleStep } from './cycle.repository.js';
import type { MovedStep } from './recompute-timeline.js';
import { shiftTimeline } from './shift-timeline.js';

export type ControlAction = z.infer<typeof CycleControlRequest>['action'];
type Request = z.infer<typeof CycleControlRequest>;

const TODO_DUE_AT: Partial<Record<StepName, string>> = {
  'close-planning': 'make-plan',
  'close-reporting': 'make-report',
};
/** Whose day it changes when a step moves: owners of sheets in these states, and deciders of this kind. */
const CONCERNS: Partial<Record<StepName, { states: string[]; deciding: string }>> = {
  'close-planning': { states: ['issued', 'plan-returned'], deciding: 'plan' },
  'close-reporting': { states: ['issued', 'plan-submitted', 'plan-returned', 'planned'], deciding: '' },
  'close-confirming': { states: ['report-returned'], deciding: 'report' },
};
const LIVING = ['issued', 'plan-submitted', 'plan-returned', 'planned', 'report-submitted', 'report-returned'];

const MINUTE_MS = 60_000;

interface OpenTodo {
  subjectId: string;
  title: string;
  assigneeId: string;
  unitId: string | null;
}

/** What a change of the control row means for sheets, desks and ladders. */
@Injectable()
export class ControlEffects {
  constructor(
    private readonly engine: ApprovalEngine,
    private readonly cycles: CycleRepository,
    private readonly calendars: Calendars,
    private readonly red: RedGoals,
  ) {}

  /** Deadlines and targets move in there: what is red by now stays so. @throws copy-behind */
  async keepingRed<T>(tx: Tx, { id, pausedAt }: CycleRow, now: string, change: () => Promise<T>): Promise<T> {
    const red = await this.red.of(tx, id, pausedAt ?? now);
    const done = await change();
    await this.red.keep(tx, red);
    return done;
  }

  /** The timeline after the pause that ends now. */
  async afterPause(tx: Tx, cycle: CycleRow, steps: readonly CycleStep[], now: string): Promise<MovedStep[]> {
    const calendar = await this.calendars.byCode(tx, cycle.data.calendar);
    return shiftTimeline(steps, pausedFor(cycle, now), calendar, cycle.data.zone);
  }

  async apply(tx: Tx, cycle: CycleRow, request: Request, moved: readonly MovedStep[], now: string): Promise<void> {
    switch (request.action) {
      case 'cancel':
        await this.#cancel(tx, cycle.id, request.reason);
        return;
      case 'pause':
        await this.cycles.pause(tx, cycle, now);
        await this.engine.hold(tx, { cycleId: cycle.id });
        return;
      case 'resume':
        await this.cycles.resume(tx, cycle, pausedFor(cycle, now));
        await this.engine.shift(tx, {
          cycleId: cycle.id,
          byMs: pausedFor(cycle, now),
          stepCaps: approvalCapsOf(await this.cycles.steps(tx, cycle.id)),
        });
        break;
      case 'extend':
      case 'close-now':
        break;
    }
    await this.stepsMoved(tx, cycle, moved);
  }

  /** Open todos and ladders go by the timeline as it is now. */
  async stepsMoved(tx: Tx, { id: cycleId }: Pick<CycleRow, 'id'>, moved: readonly MovedStep[]): Promise<void> {
    if (moved.length === 0) return;
    const stepCaps = approvalCapsOf(await this.cycles.steps(tx, cycleId));
    await this.engine.recap(tx, { cycleId, subjectKinds: null, stepCaps });
    for (const { step, at } of moved) {
      const todo = TODO_DUE_AT[step];
      if (todo !== undefined) await this.#dueAgain(tx, cycleId, todo, at);
    }
  }

  /** Whose day it changes. To be asked before it is done: a cancelled cycle asks nobody any more. */
  async concerned(
    tx: Tx,
    cycleId: string,
    action: ControlAction,
    moved: readonly MovedStep[],
  ): Promise<readonly string[]> {
    const steps = moved.flatMap(({ step }) => CONCERNS[step] ?? []);
    const all = action === 'pause' || action === 'resume' || action === 'cancel';
    const rows = await tx.query<{ id: string }>(
      `SELECT s.person_id AS id FROM goal_sheet s WHERE s.cycle_id = $1 AND s.left_on IS NULL AND s.state = ANY($2::text[])
       UNION SELECT t.assignee_id FROM approval_task t WHERE t.cycle_id = $1 AND t.state = 'open' AND t.kind = 'decision'
         AND ($3::text[] IS NULL OR t.subject_kind = ANY($3)) ORDER BY id`,
      [
        cycleId,
        all ? LIVING : steps.flatMap(({ states }) => states),
        all ? null : steps.map(({ deciding }) => deciding),
      ],
    );
    return rows.map(({ id }) => id);
  }

  notify(
    tx: Tx,
    people: readonly string[],
    what: { cycle: CycleRow; action: ControlAction; reason: string; moved: readonly MovedStep[]; now: string },
  ): void {
    const { cycle, action, reason, moved, now } = what;
    const [first] = moved;
    const dueAt = first === undefined || action === 'resume' ? {} : { dueAt: first.at };
    for (const personId of people) {
      const data: NoticeRequested = {
        noticeId: uuidv7(),
        personId,
        kind: `cycle-${action}`,
        at: now,
        subjectKind: 'cycle',
        subjectId: cycle.id,
        values: { title: cycle.data.name, period: cycle.period, reason, ...dueAt },
      };
      tx.publish({ type: APPROVAL_EVENTS.notice, subject: cycle.id, data });
    }
  }

  /** Nobody is asked for anything of a cancelled cycle; what was confirmed stays as it is, for the record. */
  async #cancel(tx: Tx, cycleId: string, reason: string): Promise<void> {
    const living = await tx.query<{ id: string }>(
      'SELECT id FROM goal_sheet WHERE cycle_id = $1 AND state = ANY($2::text[])',
      [cycleId, LIVING],
    );
    // Approvals before sheets, as whoever decides takes them: the other way round each would wait for the other.
    await this.#withdraw(tx, living, reason);
    const open = await tx.query<{ id: string }>(
      `UPDATE goal_sheet SET state = 'cancelled', version = version + 1 WHERE cycle_id = $1 AND state = ANY($2::text[]) RETURNING id`,
      [cycleId, LIVING],
    );
    // What was handed in meanwhile.
    await this.#withdraw(tx, open, reason);
    for (const subjectKind of ['make-plan', 'make-report'])
      await this.engine.closeTodos(tx, { subjectKind, subjectIds: open.map(({ id }) => id) });
  }

  async #withdraw(tx: Tx, sheets: readonly { id: string }[], reason: string): Promise<void> {
    const subjectIds = sheets.map(({ id }) => id);
    for (const subjectKind of ['plan', 'report'])
      await this.engine.withdrawSubjects(tx, { subjectKind, subjectIds, reason });
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

/** A cycle that was paused before pauses were timed goes on as if it had not been. */
/** In whole minutes: a pause taken back at once moves nothing. */
const pausedFor = ({ pausedAt }: CycleRow, now: string): number =>
  pausedAt === null ? 0 : Math.max(0, Math.floor((Date.parse(now) - Date.parse(pausedAt)) / MINUTE_MS) * MINUTE_MS);
