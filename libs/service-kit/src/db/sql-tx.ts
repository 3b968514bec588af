import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { CloudEvent, EventDraft } from '@goalbeat/contracts/cloud-event';
import type { SeenChange } from '@goalbeat/contracts/live-changes';
import { EVENTS_EXCHANGE } from '@goalbeat/contracts/names';
import type { WorkflowMessage } from '@goalbeat/contracts/workflow-message';
import type { PoolClient, QueryResult } from 'pg';
import type { DataSource, EntityManager, QueryRunner } from 'typeorm';
import { v7 as uuidv7 } from 'uuid';
import type { OutboxDraft } from '../outbox/outbox-row.js';
import type { ProcessLogEntry } from '../process-log/process-log-entry.js';
import { statement } from './statement.js';
import type { PublishOptions, Tx } from './tx.js';

/** What the transaction needs from around it. */
export interface TxContext {
  dataSource: DataSource;
  /** CloudEvents source, e.g. `goalbeat/goals`. */
  source: string;
  now: () => string;
}

const CHANGES = new Set(['INSERT', 'UPDATE', 'DELETE', 'MERGE']);
/** A SELECT over rows that the same statement writes. */
const WRITES = /\b(INSERT INTO|DELETE FROM|UPDATE \w+( AS)?( \w+)? SET)\b/;

export class SqlTx implements Tx {
  readonly outbox: OutboxDraft[] = [];
  readonly logged: (ProcessLogEntry & { id: string })[] = [];
  readonly afterCommits: (() => void)[] = [];
  readonly announced: SeenChange[] = [];
  nothingChanged = false;
  #rowsChanged = false;
  #runner: QueryRunner | undefined;

  constructor(
    readonly tenantId: string,
    private readonly client: PoolClient,
    private readonly context: TxContext,
  ) {}

  get manager(): EntityManager {
    if (this.#runner === undefined) {
      this.#runner = this.context.dataSource.createQueryRunner();
      // The transaction is ours: TypeORM must use our connection and must not begin or commit one of its own.
      Object.assign(this.#runner, { databaseConnection: this.client, isTransactionActive: true, transactionDepth: 1 });
    }
    return this.#runner.manager;
  }

  async query<R>(sql: string, params: readonly unknown[] = []): Promise<R[]> {
    return (await this.#run(sql, params)).rows as R[];
  }

  async one<R>(sql: string, params?: readonly unknown[]): Promise<R> {
    const row = await this.maybe<R>(sql, params);
    if (row === undefined) throw new DomainError('not-found', 'There is no such thing, or it is not yours to see.');
    return row;
  }

  async maybe<R>(sql: string, params?: readonly unknown[]): Promise<R | undefined> {
    return (await this.query<R>(sql, params))[0];
  }

  async execute(sql: string, params: readonly unknown[] = []): Promise<number> {
    return (await this.#run(sql, params)).rowCount ?? 0;
  }

  publish(event: EventDraft): void {
    const complete: CloudEvent = {
      specversion: '1.0',
      id: uuidv7(),
      source: this.context.source,
      type: event.type,
      subject: event.subject,
      time: this.context.now(),
      datacontenttype: 'application/json',
      tenantid: this.tenantId,
      data: event.data,
    };
    this.publishTo(EVENTS_EXCHANGE, event.type, complete);
  }

  publishTo(exchange: string, routingKey: string, event: CloudEvent, options: PublishOptions = {}): void {
    this.outbox.push({ id: uuidv7(), destination: 'events', payload: { exchange, routingKey, event, ...options } });
  }

  tell(message: WorkflowMessage): void {
    this.outbox.push({ id: uuidv7(), destination: 'workflows', payload: message });
  }

  log(entry: ProcessLogEntry): void {
    this.logged.push({ id: uuidv7(), ...entry });
  }

  changedNothing(): void {
    this.nothingChanged = true;
  }

  announce(change: SeenChange): void {
    this.announced.push(change);
  }

  afterCommit(fn: () => void): void {
    this.afterCommits.push(fn);
  }

  /** What this transaction changed of what people see. */
  get seen(): SeenChange[] {
    const logged = this.logged.filter((entry) => entry.unseen !== true);
    return [...logged.map(({ subjectKind: kind, subjectId: id }) => ({ kind, id })), ...this.announced];
  }

  /** Rows were written, or somebody will be told something. */
  get changed(): boolean {
    return this.#rowsChanged || this.outbox.length > 0;
  }

  /** A manager kept beyond its transaction must fail rather than write on somebody else's. */
  close(): void {
    if (this.#runner !== undefined) Object.assign(this.#runner, { isReleased: true, isTransactionActive: false });
  }

  async #run(sql: string, params: readonly unknown[]): Promise<QueryResult> {
    const result = await this.client.query(statement(sql, params));
    if (!this.#rowsChanged && (result.rowCount ?? 0) > 0)
      this.#rowsChanged = CHANGES.has(result.command) || (sql.includes('WITH') && WRITES.test(sql));
    return result;
  }
}
