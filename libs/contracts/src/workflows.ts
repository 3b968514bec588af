import type { Rung } from '@goalbeat/domain/ladder/ladder';
import type { TenantClock } from '@goalbeat/domain/clock/tenant-clock';
import type { StepName } from '@goalbeat/domain/cycle/steps';
import { APPROVAL_SERVICE_WORDS } from './approvals/words.js';

/** The four workflows, their inputs, messages and ids. A workflow's id is a function of business keys, never random. */
export const WORKFLOWS = ['openCycle', 'cycle', 'approval', 'payout'] as const;
export type WorkflowName = (typeof WORKFLOWS)[number];

export interface OpenCycleInput {
  tenantId: string;
  definitionId: string;
  /** Given when opened by hand or by a fast tenant; absent when a Schedule starts it (then from its scheduled time). */
  period: string | null;
  /** Zone in which the Schedule counts its days, which tell the period; absent: the definition's. */
  zone?: string;
}
export interface OpenCycleResult {
  cycleId: string | null;
  period: string;
  outcome: 'opened' | 'already-open' | 'skipped';
}
export const openCycleId = (i: { tenantId: string; definitionId: string; period: string }): string =>
  `open-cycle/${i.tenantId}/${i.definitionId}/${i.period}`;

export interface CycleInput {
  tenantId: string;
  cycleId: string;
  definitionId: string;
  period: string;
}
export interface CycleResult {
  outcome: 'archived' | 'cancelled';
  stepsRun: StepName[];
}
/** `reopened` counts cancelled runs of the same period: the second is `#2`. */
export const cycleWorkflowId = (i: { tenantId: string; definitionId: string; period: string; run: number }): string =>
  `cycle/${i.tenantId}/${i.definitionId}/${i.period}${i.run > 1 ? `#${i.run}` : ''}`;

/** Signal: the control row of the cycle has changed; the workflow reads it. A signal, since nobody waits for an answer. */
export const CONTROL_CHANGED = 'controlChanged';
export interface ControlChanged {
  version: number;
}

export const APPROVAL_SERVICES = APPROVAL_SERVICE_WORDS;
export type ApprovalService = (typeof APPROVAL_SERVICES)[number];

export interface ApprovalInput {
  tenantId: string;
  service: ApprovalService;
  approvalId: string;
  subjectKind: string;
  subjectId: string;
  round: number;
  cycleId: string | null;
  /** Its first news, where the start brings it: a signal would cost two actions more. */
  news?: ApprovalNews;
}
export interface ApprovalResult {
  outcome: string;
}
export const approvalWorkflowId = (i: {
  tenantId: string;
  subjectKind: string;
  subjectId: string;
  round: number;
}): string => `approval/${i.tenantId}/${i.subjectKind}/${i.subjectId}/${i.round}`;

/** Signal: what SQL has decided. Carries the whole state, so an older version that arrives late is ignored. */
export const APPROVAL_NEWS = 'approvalNews';
export type ApprovalNews =
  | {
      kind: 'stepOpened';
      version: number;
      stepId: string;
      /** Role word or step name as shown to ops; never a person's name. */
      awaited: string;
      openedAt: string;
      dueAt: string;
      rungs: Rung[];
      clock: TenantClock;
    }
  | { kind: 'closed'; version: number; outcome: string };

export interface PayoutInput {
  tenantId: string;
  /** The run: a bonus list's payout, or an off-cycle run. */
  runId: string;
  cycleId: string | null;
}
export interface PayoutResult {
  outcome: 'settled' | 'cancelled' | 'returned';
  paid: number;
  rejected: number;
}
export const payoutWorkflowId = (i: { tenantId: string; runId: string }): string => `payout/${i.tenantId}/${i.runId}`;

/** Signal: the run's row has changed (signed, returned, batches answered, …); the workflow reads it by an activity. */
export const PAYOUT_RUN_CHANGED = 'payoutRunChanged';
export interface PayoutRunChanged {
  version: number;
}
