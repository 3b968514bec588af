import type { CloudEvent, EventDraft } from '@goalbeat/contracts/cloud-event';
import type { SeenChange } from '@goalbeat/contracts/live-changes';
import type { WorkflowMessage } from '@goalbeat/contracts/workflow-message';
import type { EntityManager } from 'typeorm';
import type { ProcessLogEntry } from '../process-log/process-log-entry.js';

export interface PublishOptions {
  headers?: Record<string, string>;
}

/**
 * One open transaction, bound to one tenant by row-level security. What it publishes, tells and logs is buffered and
 * written with the commit. Columns arrive as: bigint and numeric = strings, timestamptz = UTC ISO strings with
 * milliseconds, date = `YYYY-MM-DD`, json = parsed.
 */
export interface Tx {
  readonly tenantId: string;
  /** TypeORM on this very transaction. */
  readonly manager: EntityManager;
  query<R>(sql: string, params?: readonly unknown[]): Promise<R[]>;
  /** @throws not-found when there is no row. */
  one<R>(sql: string, params?: readonly unknown[]): Promise<R>;
  maybe<R>(sql: string, params?: readonly unknown[]): Promise<R | undefined>;
  /** How many rows were changed. */
  execute(sql: string, params?: readonly unknown[]): Promise<number>;
  /** A domain event, to exchange `goalbeat.events` with its type as routing key. */
  publish(event: EventDraft): void;
  /** A finished event to a named exchange. */
  publishTo(exchange: string, routingKey: string, event: CloudEvent, options?: PublishOptions): void;
  /** A message to a workflow, delivered at least once and in no promised order. */
  tell(message: WorkflowMessage): void;
  log(entry: ProcessLogEntry): void;
  /** Says of a command that it found everything as it was wanted: the only reason for which one may log nothing. */
  changedNothing(): void;
  /** Open pages read this again after the commit; what is logged is announced by itself. */
  announce(change: SeenChange): void;
  /** Runs once this transaction is committed, in this process only: for wake-ups, never for effects that must happen. */
  afterCommit(fn: () => void): void;
}
