import { Injectable } from '@nestjs/common';
import type { Principal } from '@goalbeat/domain/access/roles';
import type { Chain } from '@goalbeat/domain/approval/chain';
import type { CommandRequest } from '@goalbeat/service-kit/db/command-request';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
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

  async #inQuestion(principal: Principal, approvalId: string): Promise<ApprovalInQuestion | undefined> {
    const approval = await this.unitOfWork.read(principal.tenantId, (tx) =>
      tx.maybe<Guarded>(READ, [approvalId, principal.personId]),
    );
    if (approval === undefined) return undefined;
    const { chain, stepId, ...found } = approval;
    return { id: approvalId, ...found, step: chain.find((one) => one.id === stepId) ?? null };
  }
}
