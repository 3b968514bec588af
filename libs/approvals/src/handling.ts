import { Injectable } from '@nestjs/common';
import type { DecisionResult } from '@goalbeat/contracts/approvals/http';
import { requireMay } from '@goalbeat/domain/access/policy';
import { hasLeft } from '@goalbeat/domain/employment/has-left';
import type { Principal, Role } from '@goalbeat/domain/access/roles';
import { FINANCE_ROLES, isFinance, isHr } from '@goalbeat/domain/approval/money-chain';
import { signingRoles } from '@goalbeat/domain/approval/money-signers';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { OrgPerson } from '@goalbeat/org-copy/org-types';
import type { CommandRequest } from '@goalbeat/service-kit/db/command-request';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { actorOf } from '@goalbeat/service-kit/process-log/actor';
import { alreadyDecided } from './already-decided.js';
import { ApprovalChange } from './approval-change.js';
import { type ApprovalRow, isUndecided, type LockedApproval, refusedPeople, type TaskRow } from './approval-state.js';
import { ApprovalStore } from './approval.store.js';
import { DecisionGuard } from './decision-guard.js';
import { laterRoles, neededFor } from './plan-step.js';
import { Progress } from './progress.js';

/** HR's hand in an approval: give it to somebody else, take it back. */
@Injectable()
export class Handling {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly store: ApprovalStore,
    private readonly progress: Progress,
    private readonly org: OrgCopy,
    private readonly guard: DecisionGuard,
  ) {}

  async reassign(
    asked: CommandRequest,
    approvalId: string,
    body: { taskId: string; toPersonId: string; reason: string },
  ): Promise<DecisionResult> {
    const command = await this.guard.askToHandle(asked, approvalId);
    return this.unitOfWork.command(command, async (tx) => {
      const locked = await this.#locked(tx, command.principal, approvalId);
      const task = locked.tasks.find((one) => one.id === body.taskId);
      if (task === undefined) throw new DomainError('not-found', 'There is no such task.', { field: 'taskId' });
      if (!isUndecided(locked.approval.state) || task.state !== 'open') throw alreadyDecided(locked, task);
      if (refusedPeople(locked.approval).has(body.toPersonId)) {
        throw new DomainError('four-eyes', 'It is theirs, or they asked for it: choose somebody else.', {
          field: 'toPersonId',
        });
      }
      const person = await this.org.person(tx, body.toPersonId);
      if (hasLeft(person.leftOn, locked.now, await this.org.zoneFor(tx, person.unitId))) {
        throw new DomainError('unknown-person', 'This person has left.', { field: 'toPersonId' });
      }
      if (this.guard.isMoney(locked.approval.subjectKind)) await this.#requireSigner(tx, locked, task, person);
      const change = new ApprovalChange(locked);
      const old = change.task(task.id) ?? task;
      const given = change.assign(person.id, 'reassigned', old.dueAt);
      if (given === null) {
        throw new DomainError('duplicate', 'This person has been asked already.', { field: 'toPersonId' });
      }
      if (!mustStay(locked, old, given)) change.supersede(old);
      change.log('reassigned', actorOf(command.principal), {
        startedAt: old.openedAt,
        dueAt: old.dueAt,
        reason: body.reason,
        details: { from: old.assigneeId, to: person.id },
      });
      change.notify(person.id, 'reassigned', { reason: body.reason });
      await this.store.save(tx, change);
      return resultOf(change);
    });
  }

  async withdraw(asked: CommandRequest, approvalId: string, body: { reason: string }): Promise<DecisionResult> {
    const command = await this.guard.askToHandle(asked, approvalId);
    return this.unitOfWork.command(command, async (tx) => {
      const locked = await this.#locked(tx, command.principal, approvalId);
      const [task] = locked.tasks;
      if (!isUndecided(locked.approval.state) && task !== undefined) throw alreadyDecided(locked, task);
      const change = new ApprovalChange(locked);
      change.log('withdrawn', actorOf(command.principal), { reason: body.reason });
      const by = { kind: 'person', personId: command.principal.personId, onBehalfOf: null } as const;
      await this.progress.withdraw(tx, change, { by, comment: body.reason, items: [] });
      return resultOf(change);
    });
  }

  /**
   * HR makes what is paid: were it free to choose who signs it, two pairs of eyes would be one. The reporting line is HR's to
   * write, so only a role counts, held where the approval is. A step that names a person may go to finance's lead, and what nobody
   * of the role has decided in time to anybody of finance who does not sign it later anyway.
   */
  async #requireSigner(tx: Tx, { approval }: LockedApproval, task: TaskRow, person: OrgPerson): Promise<void> {
    const assign = approval.chain.find((step) => step.id === task.stepId)?.assign;
    const step = assign?.kind === 'role' ? assign.role : 'finance-lead';
    if (isFinance(step) && person.roles.some(({ role }) => isHr(role))) {
      throw new DomainError(
        'four-eyes',
        'HR does not sign money: choose somebody of finance who holds no role of HR.',
        {
          field: 'toPersonId',
        },
      );
    }
    const asked = approval.state === 'handed-to-hr' ? inFinance(approval, task, step) : [step];
    const places = approval.unitId === null ? [] : await this.org.unitPath(tx, approval.unitId);
    const holds = person.roles.some(
      ({ role, unitId }) => asked.includes(role) && (unitId === null || places.includes(unitId)),
    );
    if (holds) return;
    throw new DomainError('forbidden', 'Money is signed by whoever holds the role that was asked, here.', {
      field: 'toPersonId',
      details: { role: step, roles: asked },
    });
  }

  /** Nothing is said of an approval to somebody who may not handle it. */
  async #locked(tx: Tx, principal: Principal, approvalId: string): Promise<LockedApproval> {
    const locked = await this.store.lock(tx, approvalId);
    const { ownerId, unitId } = locked.approval;
    requireMay(principal, 'approvals.reassign', {
      tenantId: tx.tenantId,
      ...(ownerId === null ? {} : { personId: ownerId }),
      ...(unitId === null ? {} : { unitPath: await this.org.unitPath(tx, unitId) }),
    });
    if (principal.personId !== null && ownerId === principal.personId) {
      throw new DomainError('four-eyes', 'It is yours: somebody else in HR has to do this.');
    }
    return locked;
  }
}

/** Who may take what nobody of the role has decided in time. */
function inFinance(approval: ApprovalRow, task: TaskRow, asked: Role): Role[] {
  const later = laterRoles(approval, task.stepId);
  const roles = signingRoles({ kind: 'role', role: asked, scope: 'unit' }) ?? FINANCE_ROLES;
  return [asked, ...roles.filter((role) => role !== asked && !later.has(role))];
}

/** HR keeps what it was handed until as many are asked as have to agree. */
function mustStay({ approval, step, tasks }: LockedApproval, old: TaskRow, given: TaskRow): boolean {
  if (old.origin !== 'handed-to-hr') return false;
  const asked = tasks.filter(
    (task) => task.stepNo === approval.stepNo && task.state !== 'superseded' && task.origin !== 'handed-to-hr',
  );
  return [...asked, given].length < neededFor(step);
}

function resultOf(change: ApprovalChange): DecisionResult {
  const { id, state, version } = change.approval;
  return { approvalId: id, state, version, stepId: isUndecided(state) ? (change.step?.stepId ?? null) : null };
}
