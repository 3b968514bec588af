import type { ItemDecision } from '@goalbeat/contracts/approvals/http';
import type { Principal } from '@goalbeat/domain/access/roles';
import type { ChainFacts, ChainStep } from '@goalbeat/domain/approval/chain';
import type { Tx } from '@goalbeat/service-kit/db/tx';

/** How a round ends. A withdrawn subject goes back to where it was before it was submitted. */
export const APPROVAL_OUTCOMES = ['approved', 'returned', 'rejected', 'withdrawn'] as const;
export type ApprovalOutcome = (typeof APPROVAL_OUTCOMES)[number];

/** `deadline`: the ladder's last action decided, no person did. */
export interface DecidedBy {
  kind: 'person' | 'deadline';
  personId: string | null;
  onBehalfOf: string | null;
}

/** An approval that somebody is about to decide; `step` is the present link of its chain. */
export interface ApprovalInQuestion {
  id: string;
  subjectKind: string;
  subjectId: string;
  step: ChainStep | null;
  /** Whom the step asked by its own rule, or HR in their stead, and who has not answered. */
  askedIds: readonly string[];
  /** Everybody who has or had a task of their own for it; whoever else decides stands in for one of them. */
  assigneeIds: readonly string[];
  /** Whoever decides asked for it, gains by it or made it: the transaction refuses them. */
  isRefused: boolean;
}

/** What a handler needs to know of the approval whose round has ended. */
export interface ClosedApproval {
  id: string;
  tenantId: string;
  subjectKind: string;
  subjectId: string;
  round: number;
  cycleId: string | null;
  unitId: string | null;
  ownerId: string | null;
  requesterId: string | null;
  facts: ChainFacts;
}

export interface ClosingDetail {
  /** Decisions item by item of the last decision; empty when the whole was decided at once. */
  items: ItemDecision[];
  comment: string | null;
  by: DecidedBy;
  /** Business instant of the closing. */
  at: string;
}

/**
 * The owner of what is approved. A class that some module of the service provides; name it in
 * `ApprovalsModule.forService({ handlers })`. It may inject ApprovalEngine and your own services.
 */
export interface SubjectHandler {
  readonly subjectKinds: readonly string[];
  /** Money is decided here: a ladder that approves by itself is refused when the approval is opened. */
  readonly money?: boolean;
  /**
   * Before the transaction of each person's decision, so that it may ask another service. What it throws refuses the
   * decision; money asks directory here and fails closed (`unavailable`).
   */
  beforeDecide?(principal: Principal, approval: ApprovalInQuestion): Promise<void>;
  /**
   * Before the transaction in which HR gives a task to somebody else or takes the subject back. @returns who asks, as they
   * are known by whoever was asked; what it throws refuses it.
   */
  beforeHandle?(principal: Principal, approval: ApprovalInQuestion): Promise<Principal>;
  /** In the transaction of the last decision, exactly once a round. What it throws undoes the decision. */
  onClosed(tx: Tx, approval: ClosedApproval, outcome: ApprovalOutcome, detail: ClosingDetail): Promise<void>;
  /** Nobody decided in time, and there is nobody above to go to: those who were asked stay asked. */
  onNobodyAbove?(tx: Tx, approval: ClosedApproval): Promise<void>;
  /** The ladder gave up waiting: holders of hr-lead have the task now and onClosed follows with their decision. */
  onHandedToHr?(tx: Tx, approval: ClosedApproval): Promise<void>;
}
