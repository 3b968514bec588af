import { Injectable } from '@nestjs/common';
import type { ItemDecision } from '@goalbeat/contracts/approvals/http';
import { nextStep, stepOutcome } from '@goalbeat/domain/approval/chain';
import type { Decision } from '@goalbeat/domain/approval/lifecycle';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { OrgContext } from '@goalbeat/org-copy/org-types';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { BY_DEADLINE } from '@goalbeat/service-kit/process-log/actor';
import { type Acting, type ApprovalChange } from './approval-change.js';
import { ApprovalStore } from './approval.store.js';
import { orgRequest, type PlannedStep, planStep } from './plan-step.js';
import type { ApprovalOutcome, ClosedApproval, ClosingDetail, DecidedBy } from './subject-handler.js';
import { SubjectHandlers } from './subject-handlers.js';

const STATE_OF = { approve: 'approved', return: 'returned', reject: 'rejected' } as const satisfies Record<
  Decision,
  ApprovalOutcome
>;

export interface Verdict {
  by: DecidedBy;
  comment: string | null;
  items: ItemDecision[];
}

export const NOBODY: Verdict = { by: { kind: 'deadline', personId: null, onBehalfOf: null }, comment: null, items: [] };

/** What follows from a decision: the step stays open, the next one opens, or the round closes and its owner hears of it. */
@Injectable()
export class Progress {
  constructor(
    private readonly store: ApprovalStore,
    private readonly handlers: SubjectHandlers,
    private readonly org: OrgCopy,
  ) {}

  /** After a person's decision was entered into the change. Saves. @throws nobody-to-approve when the next step has nobody. */
  async afterDecision(tx: Tx, change: ApprovalChange, verdict: Verdict, org?: OrgContext): Promise<void> {
    const { approval, step } = change;
    if (step === null) return;
    // HR's word ends a round that was handed to it: any one of them, for the steps that were still to come as well. About money HR
    // has no word: whoever it gave the task to decides as the step says, and the steps to come are asked.
    const isHrs = approval.state === 'handed-to-hr' && !this.#isMoney(change);
    const live = change.tasks.filter(
      (task) =>
        task.stepNo === step.no &&
        task.state !== 'superseded' &&
        (isHrs || task.origin !== 'handed-to-hr' || task.decision !== null),
    );
    const outcome = stepOutcome(isHrs ? 'any' : step.mode, live);
    if (outcome === 'open') {
      await this.store.save(tx, change);
      return;
    }
    change.closeStep(outcome, false);
    if (outcome === 'approved' && !isHrs) await this.#goOn(tx, change, verdict, org);
    else await this.#close(tx, change, outcome, verdict);
  }

  /** The ladder's last action. Saves. @throws as `afterDecision` */
  async byDeadline(tx: Tx, change: ApprovalChange, decision: Decision): Promise<void> {
    const state = STATE_OF[decision];
    change.log(state, BY_DEADLINE, { reason: 'timeout' });
    change.closeStep(state, true);
    if (decision === 'approve') await this.#goOn(tx, change, NOBODY);
    else await this.#close(tx, change, state, NOBODY);
  }

  /** HR takes the whole round back. Saves. */
  async withdraw(tx: Tx, change: ApprovalChange, verdict: Verdict): Promise<void> {
    change.closeStep('withdrawn', false);
    await this.#close(tx, change, 'withdrawn', verdict);
  }

  /** Opens the first step, or the one after the present; a chain that is through is approved. Does not save. */
  async openNext(tx: Tx, change: ApprovalChange, org?: OrgContext): Promise<boolean> {
    const { approval } = change;
    const next = nextStep(approval.chain, change.step?.stepId ?? null, approval.facts);
    if (next === null) return false;
    const context = org ?? (await this.org.context(tx, orgRequest(approval, next)));
    const planned = planStep({ ...approval, money: this.#isMoney(change) }, next, context);
    change.openStep(planned);
    change.log('step-opened', BY_ENGINE, {
      ...reasonOf(planned),
      details: { assignees: planned.personIds, skipped: planned.skipped, replacedBy: planned.replacedBy },
    });
    return true;
  }

  /** Tells the owner of the subject, after the rows are written. */
  async tellOwner(tx: Tx, change: ApprovalChange, outcome: ApprovalOutcome, verdict: Verdict): Promise<void> {
    const detail: ClosingDetail = { items: verdict.items, comment: verdict.comment, by: verdict.by, at: change.now };
    await this.handlers.of(change.approval.subjectKind).onClosed(tx, closedView(tx, change), outcome, detail);
  }

  #isMoney({ approval }: ApprovalChange): boolean {
    return this.handlers.of(approval.subjectKind).money === true;
  }

  async #goOn(tx: Tx, change: ApprovalChange, verdict: Verdict, org?: OrgContext): Promise<void> {
    if (await this.openNext(tx, change, org)) {
      await this.store.save(tx, change);
      return;
    }
    await this.#close(tx, change, 'approved', verdict);
  }

  async #close(tx: Tx, change: ApprovalChange, outcome: ApprovalOutcome, verdict: Verdict): Promise<void> {
    change.close(outcome, change.approval.state === 'open' || this.#isMoney(change));
    const reader = change.approval.requesterId ?? change.approval.ownerId;
    if (reader !== null && (outcome === 'returned' || outcome === 'rejected')) {
      change.notify(reader, outcome, verdict.comment === null ? {} : { comment: verdict.comment });
    }
    await this.store.save(tx, change);
    await this.tellOwner(tx, change, outcome, verdict);
  }
}

/** Why others are asked than the chain names. */
function reasonOf({ skipped, replacedBy }: PlannedStep): { reason?: string } {
  if (replacedBy !== null) return { reason: 'empty-link' };
  return skipped.length === 0 ? {} : { reason: 'skipped' };
}

/** The engine itself, as a consequence of somebody's act that has a row of its own. */
export const BY_ENGINE: Acting = { actorKind: 'service', actorId: null, channel: 'event' };

export function closedView(tx: Tx, change: ApprovalChange): ClosedApproval {
  const { id, subjectKind, subjectId, round, cycleId, unitId, ownerId, requesterId, facts } = change.approval;
  return { id, tenantId: tx.tenantId, subjectKind, subjectId, round, cycleId, unitId, ownerId, requesterId, facts };
}
