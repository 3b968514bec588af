import type { ItemDecision } from '@goalbeat/contracts/approvals/http';
import type { NoticeRequested } from '@goalbeat/contracts/approvals/events';
import type { ApprovalNews } from '@goalbeat/contracts/workflows';
import type { ChainFacts } from '@goalbeat/domain/approval/chain';
import type { ApprovalState, Decision } from '@goalbeat/domain/approval/lifecycle';
import type { ProcessLogEntry } from '@goalbeat/service-kit/process-log/process-log-entry';
import type { Rung } from '@goalbeat/domain/ladder/ladder';
import type { TenantClock } from '@goalbeat/domain/clock/tenant-clock';
import { v7 as uuidv7 } from 'uuid';
import { bundleIdOf } from './bundle-id.js';
import { stepOpened } from './approval-messages.js';
import {
  type ApprovalRow,
  type LockedApproval,
  openTasks,
  type StepRow,
  type StepState,
  type TaskOrigin,
  type TaskRow,
} from './approval-state.js';
import type { PlannedStep } from './plan-step.js';

export interface TaskDecision {
  decision: Decision;
  personId: string;
  onBehalfOf: string | null;
  comment: string | null;
  items: ItemDecision[];
}

/** Who acts, for the log. */
export type Acting = Pick<ProcessLogEntry, 'actorKind' | 'actorId' | 'onBehalfOf' | 'channel'>;

/**
 * What one operation does to a locked approval, gathered and then saved in one statement. It changes its own copies;
 * each touched task is told to the desk once, as it is at the end.
 */
export class ApprovalChange {
  readonly approval: ApprovalRow;
  readonly lockedVersion: number;
  step: StepRow | null;
  readonly tasks: TaskRow[];
  readonly touched = new Set<TaskRow>();
  readonly newSteps: StepRow[] = [];
  readonly newTasks: TaskRow[] = [];
  readonly news: ApprovalNews[] = [];
  readonly notices: NoticeRequested[] = [];
  readonly entries: ProcessLogEntry[] = [];
  renewed = false;
  readonly clock: TenantClock;
  readonly now: string;
  readonly held: boolean;
  /** The step as it was locked, when there was one: new ones are in newSteps. */
  readonly lockedStep: StepRow | null;

  constructor(locked: Omit<LockedApproval, 'step'> & { step: StepRow | null }) {
    this.approval = { ...locked.approval };
    this.lockedVersion = locked.approval.version;
    this.lockedStep = locked.step === null ? null : { ...locked.step };
    this.step = this.lockedStep;
    this.tasks = locked.tasks.map((task) => ({ ...task }));
    this.clock = locked.clock;
    this.now = locked.now;
    this.held = locked.held;
  }

  task(id: string): TaskRow | undefined {
    return this.tasks.find((task) => task.id === id);
  }

  open(): TaskRow[] {
    return openTasks(this.tasks, this.approval.stepNo);
  }

  decide(task: TaskRow, by: TaskDecision): void {
    Object.assign(task, {
      state: 'done',
      decision: by.decision,
      decidedBy: by.personId,
      onBehalfOf: by.onBehalfOf,
      comment: by.comment,
      items: by.items,
      closedAt: this.now,
    } satisfies Partial<TaskRow>);
    this.#touch(task);
  }

  supersede(task: TaskRow): void {
    task.state = 'superseded';
    task.closedAt = this.now;
    this.#touch(task);
  }

  /**
   * What is decided is another than when it was opened. With `added`, whoever looked at it before has to look again; what only
   * became less may be decided by whoever saw the more.
   */
  renew(title: string, facts: ChainFacts, added: boolean): void {
    Object.assign(this.approval, { title, facts } satisfies Partial<ApprovalRow>);
    this.renewed = true;
    for (const task of this.open()) {
      task.title = title;
      this.#touch(task);
      if (added) task.contentVersion = task.version;
    }
  }

  remind(task: TaskRow): void {
    task.reminders += 1;
    this.#touch(task);
  }

  /** A task of the present step for one more person; nothing when they have an open one there already. */
  assign(personId: string, origin: TaskOrigin, dueAt: string | null): TaskRow | null {
    if (this.open().some((task) => task.assigneeId === personId)) return null;
    const { approval } = this;
    const task: TaskRow = {
      id: uuidv7(),
      kind: 'decision',
      approvalId: approval.id,
      stepNo: approval.stepNo,
      stepId: this.step?.stepId ?? null,
      subjectKind: approval.subjectKind,
      subjectId: approval.subjectId,
      title: approval.title,
      cycleId: approval.cycleId,
      unitId: approval.unitId,
      assigneeId: personId,
      origin,
      state: 'open',
      version: 1,
      contentVersion: 1,
      reminders: 0,
      openedAt: this.now,
      dueAt,
      closedAt: null,
      decision: null,
      decidedBy: null,
      onBehalfOf: null,
      comment: null,
      items: [],
      bundleId: this.#bundleFor(personId),
    };
    this.tasks.push(task);
    this.newTasks.push(task);
    return task;
  }

  openStep(planned: PlannedStep): void {
    const { step } = planned;
    const { approval, now } = this;
    approval.state = 'open';
    approval.stepNo += 1;
    approval.version += 1;
    this.step = {
      id: uuidv7(),
      no: approval.stepNo,
      stepId: step.id,
      name: step.name,
      mode: step.mode,
      state: 'open',
      openedAt: now,
      dueAt: planned.dueAt,
      closedAt: null,
      timedOut: false,
      skipped: planned.skipped,
      rungs: planned.rungs,
      climbed: 0,
      climbedAt: null,
      escalations: 0,
    };
    this.newSteps.push(this.step);
    for (const personId of planned.personIds) this.assign(personId, 'chosen', planned.dueAt);
    this.#tellStep(this.step);
  }

  /** The step is still the same and its deadline another: the ladder goes on from the rung it has reached. */
  reschedule(dueAt: string, rungs: Rung[]): void {
    if (this.step === null) return;
    Object.assign(this.step, { dueAt, rungs } satisfies Partial<StepRow>);
    for (const task of this.open()) {
      if (task.dueAt === dueAt) continue;
      task.dueAt = dueAt;
      this.#touch(task);
    }
    this.tellLadder();
  }

  /** The ladder hears of the step as it is now; without rungs while the cycle is paused. */
  tellLadder(): void {
    if (this.step === null || this.approval.state !== 'open') return;
    this.approval.version += 1;
    this.#tellStep(this.step);
  }

  /** The step is over; whoever has not decided is no longer asked. */
  closeStep(state: StepState, timedOut: boolean): void {
    if (this.step !== null)
      Object.assign(this.step, { state, timedOut, closedAt: this.now } satisfies Partial<StepRow>);
    for (const task of this.open()) this.supersede(task);
    // What ended it says so: from the log alone it shall be seen how long the step was waited for.
    const last = this.entries.at(-1);
    if (last !== undefined) last.details = { ...last.details, closes: state };
  }

  /** @param laddered a ladder waits for the news of it still */
  close(
    state: Exclude<ApprovalState, 'open' | 'handed-to-hr'>,
    laddered = this.approval.state !== 'handed-to-hr',
  ): void {
    const { approval } = this;
    approval.state = state;
    approval.closedAt = this.now;
    approval.version += 1;
    if (laddered) this.news.push({ kind: 'closed', version: approval.version, outcome: state });
  }

  /** @param goesOn HR only finds somebody who decides: the steps to come are asked after it, and their ladder waits for them */
  handToHr(goesOn: boolean): void {
    const { approval } = this;
    approval.state = 'handed-to-hr';
    approval.version += 1;
    if (!goesOn) this.news.push({ kind: 'closed', version: approval.version, outcome: 'handed-to-hr' });
  }

  log(action: string, acting: Acting, more: Partial<ProcessLogEntry> = {}): void {
    const { approval, step } = this;
    this.entries.push({
      subjectKind: approval.subjectKind,
      subjectId: approval.subjectId,
      cycleId: approval.cycleId,
      action,
      ...acting,
      at: this.now,
      dueAt: step?.dueAt ?? null,
      startedAt: step?.openedAt ?? null,
      ...more,
      details: { approvalId: approval.id, round: approval.round, stepId: step?.stepId ?? null, ...more.details },
    });
  }

  notify(personId: string, kind: string, values: Record<string, string> = {}): void {
    const { subjectKind, subjectId, title } = this.approval;
    this.notices.push({
      noticeId: uuidv7(),
      personId,
      kind,
      at: this.now,
      subjectKind,
      subjectId,
      values: { title, ...values },
    });
  }

  /** What HR has to see for itself is never decided among others. */
  #bundleFor(personId: string): string | null {
    const { cycleId, unitId, subjectKind, chain, state } = this.approval;
    const step = chain.find((one) => one.id === this.step?.stepId);
    if (step?.bundle === undefined || cycleId === null || unitId === null || state === 'handed-to-hr') return null;
    return bundleIdOf({ personId, cycleId, unitId, subjectKind, stepId: step.id });
  }

  #tellStep(step: StepRow): void {
    const shown = this.held ? { ...step, rungs: [] } : step;
    this.news.push(stepOpened(this.approval, shown, step.dueAt ?? this.now, this.clock));
  }

  #touch(task: TaskRow): void {
    if (this.newTasks.includes(task) || this.touched.has(task)) return;
    task.version += 1;
    this.touched.add(task);
  }
}
