import { Injectable } from '@nestjs/common';
import type { Principal } from '@goalbeat/domain/access/roles';
import type { Chain } from '@goalbeat/domain/approval/chain';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { SubjectHandlers } from './subject-handlers.js';

interface Guarded {
  subjectKind: string;
  subjectId: string;
  chain: Chain;
  stepId: string | null;
}

const READ = `SELECT a.subject_kind AS "subjectKind", a.subject_id AS "subjectId", a.chain,
  (SELECT s.step_id FROM approval_step s WHERE s.approval_id = a.id AND s.no = a.step_no) AS "stepId"
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
    const approval = await this.unitOfWork.read(principal.tenantId, (tx) => tx.maybe<Guarded>(READ, [approvalId]));
    if (approval === undefined) return;
    const { subjectKind, subjectId, chain, stepId } = approval;
    const step = chain.find((one) => one.id === stepId) ?? null;
    await this.handlers.of(subjectKind).beforeDecide?.(principal, { id: approvalId, subjectKind, subjectId, step });
  }
}
