import { Injectable } from '@nestjs/common';
import type { Principal } from '@goalbeat/domain/access/roles';
import { stillAsked } from '@goalbeat/domain/approval/assignees';
import type { Chain } from '@goalbeat/domain/approval/chain';
import type { Decision } from '@goalbeat/domain/approval/lifecycle';
import { holdsFor, maySignMoney, signingRoles } from '@goalbeat/domain/approval/money-signers';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { CommandRequest } from '@goalbeat/service-kit/db/command-request';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import type { LockedApproval, TaskRow } from './approval-state.js';
import { askedBy, choiceOf, orgRequest } from './plan-step.js';
import type { ApprovalInQuestion } from './subject-handler.js';
import { SubjectHandlers } from './subject-handlers.js';

interface Guarded {
  subjectKind: string;
  subjectId: string;
  chain: Chain;
  stepId: string | null;
  askedIds: string[];
  assigneeIds: string[];
  isRefused: boolean;
}

const READ = `SELECT a.subject_kind AS "subjectKind", a.subject_id AS "subjectId", a.chain,
  (SELECT s.step_id FROM approval_step s WHERE s.approval_id = a.id AND s.no = a.step_no) AS "stepId",
  ARRAY(SELECT t.assignee_id::text FROM approval_task t WHERE t.approval_id = a.id AND t.step_no = a.step_no AND t.state = 'open'
    AND t.origin IN ('chosen', 'reassigned')) AS "askedIds",
  ARRAY(SELECT t.assignee_id::text FROM approval_task t WHERE t.approval_id = a.id AND t.state <> 'superseded') AS "assigneeIds",
  COALESCE($2::uuid = ANY(a.beneficiary_ids || a.owner_id || a.requester_id), false) AS "isRefused"
FROM approval a WHERE a.id = $1`;

/** Asks the subject's owner before the transaction begins: what it asks may be another service, and no lock waits for that. */
@Injectable()
export class DecisionGuard {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly handlers: SubjectHandlers,
    private readonly org: OrgCopy,
  ) {}

  /** Nothing is read where no handler wants to be asked. @throws what the handler throws. */
  async ask(principal: Principal, approvalId: string): Promise<void> {
    if (!this.handlers.some((handler) => handler.beforeDecide !== undefined)) return;
    const approval = await this.#inQuestion(principal, approvalId);
    if (approval !== undefined) await this.handlers.of(approval.subjectKind).beforeDecide?.(principal, approval);
  }

  /** As `ask`, for reassigning and withdrawing. @returns the command, by whom the handler knows to ask */
  async askToHandle(command: CommandRequest, approvalId: string): Promise<CommandRequest> {
    if (!this.handlers.some((handler) => handler.beforeHandle !== undefined)) return command;
    const approval = await this.#inQuestion(command.principal, approvalId);
    if (approval === undefined) return command;
    const principal = await this.handlers.of(approval.subjectKind).beforeHandle?.(command.principal, approval);
    return principal === undefined ? command : { ...command, principal };
  }

  /** Is it about money? */
  isMoney(subjectKind: string): boolean {
    return this.handlers.of(subjectKind).money === true;
  }

  /**
   * Money is signed by whoever holds, now, the role that its link asks for or one above it in finance, or is its final decider:
   * whatever way the task came, by the chain, by escalation, by HR's hand or in somebody's stead. HR, who makes what is paid,
   * finds somebody of finance or returns it; it neither signs nor rejects it, with whatever other role.
   */
  async requireSigner(
    tx: Tx,
    { approval, step }: LockedApproval,
    task: TaskRow,
    by: { personId: string; decision: Decision },
  ): Promise<void> {
    if (!this.isMoney(approval.subjectKind)) return;
    if (task.origin === 'handed-to-hr') {
      if (by.decision === 'return') return;
      throw notByHr();
    }
    const link = approval.chain.find((one) => one.id === step.stepId);
    if (link === undefined) return;
    const { view } = await this.org.context(tx, orgRequest(approval, link, [task.assigneeId, by.personId]));
    const choice = choiceOf(approval);
    const forRole = link.assign.kind === 'role' ? { details: { role: link.assign.role } } : {};
    const lost = () =>
      new DomainError(
        'forbidden',
        'Whoever was asked does not hold the role that decides this. HR can reassign it.',
        forRole,
      );
    if (signingRoles(link.assign) === null) {
      const given = task.origin === 'chosen' || task.origin === 'reassigned';
      if (!given || link.assign.kind !== 'role') return;
      const { role } = link.assign;
      if (stillAsked({ kind: 'role', role, scope: 'unit' }, view, choice, task.assigneeId)) return;
      if (!askedBy({ ...approval, money: true }, link, { view }).personIds.includes(task.assigneeId)) throw lost();
      return;
    }
    if (!maySignMoney(link, view, choice, task.assigneeId)) {
      if (!view.isHr(task.assigneeId)) throw lost();
      if (by.decision !== 'return') throw notByHr();
    } else if (by.personId !== task.assigneeId && !holdsFor(link, view, choice, by.personId)) {
      if (view.isHr(by.personId)) throw notByHr();
      const why = 'Whoever signs money in somebody’s stead holds the role that it asks for themselves.';
      throw new DomainError('forbidden', why, forRole);
    }
    if (by.decision === 'return') return;
    await this.#requireOtherEyes(tx, approval.id, by.personId);
  }

  /** Each signature of finance is somebody else's, though one person may hold both roles. */
  async #requireOtherEyes(tx: Tx, approvalId: string, personId: string): Promise<void> {
    const before = await tx.maybe(
      `SELECT 1 FROM approval_task t JOIN approval a ON a.id = t.approval_id
       WHERE a.id = $1 AND t.step_no < a.step_no AND t.decision = 'approve' AND t.decided_by = $2 LIMIT 1`,
      [approvalId, personId],
    );
    if (before !== undefined)
      throw new DomainError(
        'four-eyes',
        'You have signed this at an earlier link: the next signature is somebody else’s.',
      );
  }

  async #inQuestion(principal: Principal, approvalId: string): Promise<ApprovalInQuestion | undefined> {
    const approval = await this.unitOfWork.read(principal.tenantId, (tx) =>
      tx.maybe<Guarded>(READ, [approvalId, principal.personId]),
    );
    if (approval === undefined) return undefined;
    const { chain, stepId, ...found } = approval;
    return { id: approvalId, ...found, step: chain.find((one) => one.id === stepId) ?? null };
  }
}

const notByHr = (): DomainError =>
  new DomainError('four-eyes', 'HR does not sign money: give it to somebody of finance, return it, or withdraw it.');
