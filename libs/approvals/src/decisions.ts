import { Injectable } from '@nestjs/common';
import type { DecideBody, DecisionResult } from '@goalbeat/contracts/approvals/http';
import { scopesFor } from '@goalbeat/domain/access/policy';
import type { Principal } from '@goalbeat/domain/access/roles';
import { signInAgeSeconds } from '@goalbeat/domain/access/step-up';
import { effectiveAssignee } from '@goalbeat/domain/approval/delegation';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { CommandRequest } from '@goalbeat/service-kit/db/command-request';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { actorOf } from '@goalbeat/service-kit/process-log/actor';
import { RealClock } from '@goalbeat/service-kit/time/clocks';
import { alreadyDecided } from './already-decided.js';
import { ApprovalChange } from './approval-change.js';
import { isUndecided, type LockedApproval, refusedPeople, type TaskRow } from './approval-state.js';
import { ApprovalStore } from './approval.store.js';
import { DecisionGuard } from './decision-guard.js';
import { Progress } from './progress.js';

interface Standing {
  task: TaskRow;
  onBehalfOf: string | null;
}

@Injectable()
export class Decisions {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly store: ApprovalStore,
    private readonly progress: Progress,
    private readonly org: OrgCopy,
    private readonly guard: DecisionGuard,
    private readonly clock: RealClock,
  ) {}

  async decide(command: CommandRequest, approvalId: string, body: DecideBody): Promise<DecisionResult> {
    const personId = decider(command.principal);
    refuseUnexplained(body);
    await this.guard.ask(command.principal, approvalId);
    return this.unitOfWork.command(command, (tx) => this.#decide(tx, command.principal, personId, approvalId, body));
  }

  async #decide(
    tx: Tx,
    principal: Principal,
    personId: string,
    approvalId: string,
    body: DecideBody,
  ): Promise<DecisionResult> {
    const locked = await this.store.lock(tx, approvalId);
    if (refusedPeople(locked.approval).has(personId)) {
      throw new DomainError('four-eyes', 'It is yours, or you asked for it: somebody else has to decide.');
    }
    const { task, onBehalfOf } = await this.#standing(tx, locked, personId, body.taskId);
    if (!isUndecided(locked.approval.state) || task.state !== 'open') throw alreadyDecided(locked, task);
    // Reminders raise a task's version and change nothing about what is decided, so an earlier one is as good.
    if (body.taskVersion > task.version)
      throw new DomainError('stale-version', 'This is not a version of the task.', { field: 'taskVersion' });

    // Something was added since: nobody signs more than they looked at.
    if (body.taskVersion < task.contentVersion) throw lookAgain(locked, task);
    await this.guard.requireSigner(tx, locked, task, { personId, decision: body.decision });

    const change = new ApprovalChange(locked);
    const mine = change.task(task.id) ?? task;
    const comment = body.comment ?? null;
    const items = body.items ?? [];
    change.decide(mine, { decision: body.decision, personId, onBehalfOf, comment, items });
    change.log(
      DONE[body.decision],
      { ...actorOf(principal), onBehalfOf },
      {
        startedAt: mine.openedAt,
        dueAt: mine.dueAt,
        reason: comment,
        details: { taskId: mine.id, ...this.#signInAge(principal) },
      },
    );
    await this.progress.afterDecision(tx, change, { by: { kind: 'person', personId, onBehalfOf }, comment, items });
    const { id, state, version } = change.approval;
    return { approvalId: id, state, version, stepId: isUndecided(state) ? (change.step?.stepId ?? null) : null };
  }

  /** How sure it is that it was they: whoever reads the log later wants to know. */
  #signInAge(principal: Principal): { signInAgeSeconds?: number } {
    const age = signInAgeSeconds(principal, this.clock.now());
    return age === null ? {} : { signInAgeSeconds: age };
  }

  /** The task by which this person may decide: their own, or one of somebody who delegates to them now. */
  async #standing(tx: Tx, locked: LockedApproval, personId: string, taskId: string | undefined): Promise<Standing> {
    const candidates = (
      taskId === undefined ? locked.tasks : locked.tasks.filter((task) => task.id === taskId)
    ).toReversed();
    if (taskId !== undefined && candidates.length === 0)
      throw new DomainError('not-found', 'There is no such task.', { field: 'taskId' });
    const own = mostPressing(candidates.filter((task) => task.assigneeId === personId));
    if (own?.state === 'open') return { task: own, onBehalfOf: null };
    const delegated = await this.#delegated(tx, locked, personId, candidates);
    if (delegated !== undefined && (delegated.state === 'open' || own === undefined)) {
      return { task: delegated, onBehalfOf: delegated.assigneeId };
    }
    if (own !== undefined) return { task: own, onBehalfOf: null };
    throw new DomainError('forbidden', 'You were not asked to decide this.');
  }

  async #delegated(
    tx: Tx,
    locked: LockedApproval,
    personId: string,
    candidates: readonly TaskRow[],
  ): Promise<TaskRow | undefined> {
    const delegations = await this.org.delegations(tx, locked.now);
    if (!delegations.some((one) => one.toId === personId)) return undefined;
    const { subjectKind } = locked.approval;
    const refuse = refusedPeople(locked.approval);
    return mostPressing(
      candidates.filter(
        (task) =>
          effectiveAssignee(task.assigneeId, delegations, locked.now, subjectKind, refuse).personId === personId,
      ),
    );
  }
}

const lookAgain = ({ approval }: LockedApproval, { version }: TaskRow): DomainError =>
  new DomainError(
    'stale-version',
    `It was changed after you looked at it, and is "${approval.title}" now: look at it again, then decide.`,
    { field: 'taskVersion', details: { version, title: approval.title } },
  );

const DONE = { approve: 'approved', return: 'returned', reject: 'rejected' } as const;

/** Newest first; an open one before those that are over. */
const mostPressing = (tasks: readonly TaskRow[]): TaskRow | undefined =>
  tasks.find((task) => task.state === 'open') ?? tasks[0];

/** A key or a service has nobody to answer for the decision. */
function decider(principal: Principal): string {
  if (principal.personId === null || scopesFor(principal, 'approvals.decide').length === 0) {
    throw new DomainError('forbidden', 'Decisions are taken by people.');
  }
  return principal.personId;
}

function refuseUnexplained(body: DecideBody): void {
  const items = body.items ?? [];
  if (new Set(items.map((item) => item.itemId)).size !== items.length) {
    throw new DomainError('validation', 'An item is decided once.', { field: 'items' });
  }
  const refused = items.findIndex((item) => item.decision !== 'approve');
  if (body.decision === 'approve') {
    if (refused >= 0) {
      throw new DomainError('validation', 'An item is not approved: return or reject the whole, or approve the item.', {
        field: `items.${refused}.decision`,
      });
    }
    return;
  }
  if (body.comment !== undefined) return;
  const silent = items.findIndex((item) => item.decision !== 'approve' && item.comment === undefined);
  if (refused < 0 || silent >= 0) {
    throw new DomainError('validation', 'Say why: a comment on the whole or on each item that is not approved.', {
      field: silent >= 0 ? `items.${silent}.comment` : 'comment',
    });
  }
}
