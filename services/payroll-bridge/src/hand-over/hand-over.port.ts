import type { CloudEvent } from '@goalbeat/contracts/cloud-event';
import type { PayoutBatchClosed } from '@goalbeat/contracts/payroll/events';
import type { WebhookAnswer } from '@goalbeat/contracts/payroll/hand-over-http';
import type { HandOverWay } from '@goalbeat/domain/payout/hand-over';
import type { Tx } from '@goalbeat/service-kit/db/tx';

/** Where a run's payouts go, as it was when the run began to hand over. */
export interface HandOverTarget {
  runId: string;
  way: HandOverWay;
  url: string | null;
  queryUrl: string | null;
  /** The receiver says that it drops what it has had under the same key. */
  deduplicates: boolean;
}

/** What payroll says of one payout when it is asked by its key. */
export type KeyFinding =
  /** It has it; `answer` when it also says what it made of it. */
  | { kind: 'has-it'; answer: WebhookAnswer | null }
  | { kind: 'never-seen' }
  /** It did not answer, or not so that it can be read. */
  | { kind: 'silent'; status: number | null; error: string };

/** What a payout run needs of a way to payroll. Nothing leaves inside a transaction: what is written in it is sent after its commit. */
export interface HandOverPort {
  readonly way: HandOverWay;
  /** One message a payout, under the payout's id as key: repeated with that key, it is the same payout. */
  send(tx: Tx, target: HandOverTarget, batchId: string, events: readonly CloudEvent[]): Promise<void>;
  /** Once each payout of the batch has arrived: how many and how much there were. */
  closeBatch(tx: Tx, target: HandOverTarget, batchId: string, event: CloudEvent<PayoutBatchClosed>): Promise<void>;
  /** Some of a batch once more, after somebody made sure that payroll never had them. */
  sendAgain(tx: Tx, target: HandOverTarget, batchId: string, payoutIds: readonly string[]): Promise<void>;
  /** Whether what arrives twice under one key is paid once. */
  canDeduplicate(target: HandOverTarget): boolean;
  /** Where payroll can be asked by key. */
  query?(tenantId: string, target: HandOverTarget, payoutId: string): Promise<KeyFinding>;
}
