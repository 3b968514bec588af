import type { TenantClock } from '@goalbeat/domain/clock/tenant-clock';
import type { StepName } from '@goalbeat/domain/cycle/steps';
import type { RungAction } from '@goalbeat/domain/ladder/ladder';

/** Signatures of activities, by the service that owns the data. Idempotent by business key, all of them. */

export interface TimelineEntry {
  step: StepName;
  /** Business instant (tenant's clock), UTC. */
  at: string;
  /** A few words for ops, e.g. "Fri 17:00, moved from holiday". No names. */
  note: string;
}
/** The control row of a cycle as the workflow reads it. */
export interface CycleControl {
  version: number;
  state: 'scheduled' | 'running' | 'paused' | 'closed' | 'cancelled' | 'skipped';
  /** Steps not yet run, in order. */
  timeline: TimelineEntry[];
  clock: TenantClock;
}
/** `early`: the tenant's clock has not reached the step; wait by `clock` and ask again. */
export type StepResult =
  | { outcome: 'done'; clock: TenantClock; counts: Record<string, number> }
  | { outcome: 'early'; clock: TenantClock }
  | { outcome: 'stale'; clock: TenantClock };

export interface CycleRef {
  tenantId: string;
  cycleId: string;
}
export interface StepRef extends CycleRef {
  /** Version of the control row that the workflow acted on. */
  version: number;
}

export interface OpenedCycle {
  outcome: 'opened' | 'already-open' | 'skipped';
  cycleId: string | null;
  definitionId: string;
  /** The definition's code, for people's eyes; histories recorded before it was told have none. */
  code?: string;
  period: string;
  run: number;
}

export interface BatchRef {
  batchId: string;
  count: number;
  checksum: string;
}

export interface GoalsActivities {
  /** Works out the period (from `scheduledAt` when `period` is null), opens the cycle row once a period. */
  openPeriod(i: {
    tenantId: string;
    definitionId: string;
    period: string | null;
    scheduledAt: string | null;
    /** Zone of the Schedule that meant `scheduledAt`; absent: the definition's. */
    zone?: string;
  }): Promise<OpenedCycle>;
  readControl(i: CycleRef): Promise<CycleControl>;
  issueSheets(i: StepRef): Promise<StepResult>;
  remindToPlan(i: StepRef): Promise<StepResult>;
  closePlanning(i: StepRef): Promise<StepResult>;
  askForReport(i: StepRef): Promise<StepResult>;
  remindToReport(i: StepRef): Promise<StepResult>;
  closeReporting(i: StepRef): Promise<StepResult>;
  /** Freezes every sheet and publishes the results as one pinned batch. */
  closeConfirming(i: StepRef): Promise<StepResult & { batch?: BatchRef }>;
  sendWeeklyReport(i: StepRef): Promise<StepResult>;
  archiveCycle(i: StepRef): Promise<StepResult>;
  /** Marks a step of another service as run, so that the control row stays whole. */
  completeStep(i: StepRef & { step: StepName }): Promise<StepResult>;
  /** Asks whether a step of another service may run now (time, pause); changes nothing. */
  checkStep(i: StepRef & { step: StepName }): Promise<StepResult>;
}

export interface AppraisalActivities {
  /** Fails with the retryable `not-yet` until the whole batch has arrived and its checksum agrees. */
  awaitResults(i: CycleRef & { batch: BatchRef }): Promise<{ count: number }>;
  /** `version`: of the control row the workflow acts on; what HR has pinned by then counts. */
  scoreCycle(i: CycleRef & { batch: BatchRef; version?: number }): Promise<{ runId: string; count: number }>;
  /** Publishes the scores as one pinned batch. */
  publishScores(i: CycleRef & { runId: string; version?: number }): Promise<{ batch: BatchRef }>;
}

export interface PayoutRunView {
  version: number;
  state:
    | 'draft'
    | 'in-approval'
    | 'returned'
    | 'signed'
    | 'posted'
    | 'handing-over'
    | 'awaiting-answers'
    | 'settled'
    | 'cancelled';
  batchesOpen: number;
  unanswered: number;
  paid: number;
  rejected: number;
  /** When silence becomes a question to payroll by key, business time; null when nothing is awaited. */
  queryAt: string | null;
  clock: TenantClock;
  /** The tenant's payouts are stopped: nothing is posted or handed over; the release is told. Histories from before have none. */
  stopped?: boolean;
}
export interface RunRef {
  tenantId: string;
  runId: string;
}
export interface PayrollActivities {
  /** Fails with `not-yet` until the whole batch of scores has arrived. Builds the list once a cycle and currency. */
  buildBonusLists(i: CycleRef & { batch: BatchRef; version?: number }): Promise<{ runIds: string[]; lines: number }>;
  readRun(i: RunRef): Promise<PayoutRunView>;
  /** Ledger postings of every signed line, once. */
  postRun(i: RunRef): Promise<PayoutRunView>;
  /**
   * Hands over the next batch (at most 500 payouts) and closes it; `remaining` counts what is left. `stopped`: nothing was handed
   * over, since the tenant's payouts are stopped.
   */
  handOverBatch(i: RunRef): Promise<{ remaining: number; stopped?: boolean }>;
  /** Payouts without an answer past their time become `unknown` and a task; nothing is ever sent again blindly. */
  queryUnanswered(i: RunRef): Promise<PayoutRunView>;
  /** signed = posted = handed over = answered; differences become tasks. */
  reconcileRun(i: RunRef): Promise<{ agreed: boolean; differences: number }>;
  closeRun(i: RunRef): Promise<PayoutRunView>;
  /** Compensation: undoes postings of what was never handed over. */
  reverseUnsent(i: RunRef): Promise<{ reversed: number }>;
}

/** Mounted by libs/approvals in each owning service. */
export interface LadderActivities {
  climbRung(i: {
    tenantId: string;
    approvalId: string;
    /** Version of the news the workflow acted on; refused when the step has moved on. */
    version: number;
    stepId: string;
    rung: number;
    action: RungAction;
  }): Promise<{ outcome: 'climbed' | 'early' | 'moved-on' | 'closed'; at: string; clock: TenantClock }>;
}
