import { inLanguage } from '@goalbeat/domain/wording/both-languages';
import type { TaskNews } from '@goalbeat/contracts/approvals/events';
import { effectiveAssignee, type Delegation } from '@goalbeat/domain/approval/delegation';
import type { Instant } from '@goalbeat/domain/clock/instant';
import { actsAt, decidesAt, type Waiting } from '@goalbeat/domain/rehearsal/act-at';
import type { StepName } from '@goalbeat/domain/cycle/steps';
import { seededShare } from '@goalbeat/domain/rehearsal/seeded';
import type { Member } from './cast.js';

/** To do by oneself, as opposed to a decision; whatever else lies on a desk nobody of the cast touches. */
const OWN_WORK = ['make-plan', 'make-report', 'submit-bonus-list'];

/** Own work, by the step of the cycle that reminds of it: its tasks do not count such reminders. */
const REMINDED_BY: Readonly<Record<string, StepName>> = { 'make-plan': 'remind-plan', 'make-report': 'remind-report' };

export interface Intention {
  task: TaskNews;
  actor: Member;
  at: Instant;
}

/** What people mean to do about what lies on their desks. Keeps when reminders were first seen. */
export class Intentions {
  readonly #remindedAt = new Map<string, Instant>();
  readonly #stepsDone = new Map<StepName, Instant>();
  readonly #known = new Map<string, Intention | null>();

  constructor(
    private readonly member: (id: string) => Member | undefined,
    private readonly seed: number,
  ) {}

  /** Steps of the cycle that have happened: some remind people of their own work. */
  hear(steps: readonly { step: StepName; doneAt: Instant | null }[]): void {
    for (const { step, doneAt } of steps) if (doneAt !== null) this.#stepsDone.set(step, doneAt);
  }

  /** Those that somebody of the cast means to act on, soonest first. Their moment may have come or not. */
  of(tasks: readonly TaskNews[], delegations: readonly Delegation[], now: Instant): Intention[] {
    const found: Intention[] = [];
    for (const task of tasks) {
      this.#noteReminder(task, now);
      const actor = this.#actor(task, delegations, now);
      if (actor === undefined) continue;
      const key = `${task.taskId}/${actor.id}/${this.#remindedAt.has(task.taskId)}`;
      let intention = this.#known.get(key);
      if (intention === undefined) {
        const at = this.#at(task, actor);
        intention = at === null ? null : { task, actor, at };
        this.#known.set(key, intention);
      }
      // The task as it is now: its version is what a decision has to name.
      if (intention !== null) found.push({ ...intention, task });
    }
    return found.toSorted((a, b) => (a.at < b.at ? -1 : 1));
  }

  #noteReminder(task: TaskNews, now: Instant): void {
    if (this.#remindedAt.has(task.taskId)) return;
    if (task.reminders > 0) this.#remindedAt.set(task.taskId, now);
    const step = REMINDED_BY[task.subjectKind];
    const done = step === undefined ? undefined : this.#stepsDone.get(step);
    // Of what was asked afterwards, that step has reminded nobody.
    if (done !== undefined && done >= task.openedAt) this.#remindedAt.set(task.taskId, done);
  }

  #actor(task: TaskNews, delegations: readonly Delegation[], now: Instant): Member | undefined {
    if (task.kind !== 'decision') return this.member(task.assigneeId);
    const turn = effectiveAssignee(task.assigneeId, delegations, now, task.subjectKind, new Set(task.refused));
    return this.member(turn.personId);
  }

  #at(task: TaskNews, actor: Member): Instant | null {
    const waiting: Waiting = {
      openedAt: task.openedAt,
      dueAt: task.dueAt,
      remindedAt: this.#remindedAt.get(task.taskId) ?? null,
      calendar: actor.calendar,
      zone: actor.zone,
      // Ids are other ones each time; numbers and titles are not.
      share: seededShare(
        this.seed,
        'when',
        actor.number,
        task.subjectKind,
        task.stepId ?? '',
        inLanguage(task.title, null),
      ),
    };
    if (task.kind === 'decision') return decidesAt(actor.habits.deciding, waiting);
    if (!OWN_WORK.includes(task.subjectKind)) return null;
    return actsAt(actor.habits.own, task.subjectKind === 'make-report' ? 'report' : 'other', waiting);
  }
}
