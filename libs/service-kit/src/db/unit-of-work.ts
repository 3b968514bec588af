import { Injectable, Logger } from '@nestjs/common';
import { isRehearsal } from '@goalbeat/domain/access/rehearsal-tenant';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { PoolClient } from 'pg';
import { DataSource } from 'typeorm';
import { IN_SPECS } from '../config/in-specs.js';
import { KitMetrics } from '../health/metrics.js';
import { ChangeAnnouncer } from '../live-changes/change-announcer.js';
import { OutboxSignal } from '../outbox/outbox-signal.js';
import { RealClock } from '../time/clocks.js';
import type { CommandRequest } from './command-request.js';
import { checkOut } from './data-source.js';
import { isStalePlan, isWorthAnotherTry } from './database-error.js';
import { writeLog, writeOutbox } from './flush.js';
import { currentActivity } from '../temporal/held.js';
import { isSameKeyRace, keyedCommand, lookUp, remembering, type Earlier, type KeyedCommand } from './idempotency.js';
import { requireThere } from './removed-tenant.js';
import { SqlTx } from './sql-tx.js';
import type { Tx } from './tx.js';

const TRIES = 4;
const READ_ONLY = 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY';
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** CloudEvents source of this service. */
export class EventSource {
  constructor(readonly value: string) {}
}

/**
 * Every read and write is one transaction of one tenant. A DomainError (or any other) rolls back. Serialization
 * failures and deadlocks run the whole function again, up to three times: it must have no effect outside `tx`.
 */
@Injectable()
export class UnitOfWork {
  readonly #logger = new Logger(UnitOfWork.name);

  constructor(
    private readonly dataSource: DataSource,
    private readonly signal: OutboxSignal,
    private readonly clock: RealClock,
    private readonly source: EventSource,
    private readonly metrics: KitMetrics,
    private readonly changes: ChangeAnnouncer,
  ) {}

  /** For questions: one snapshot (repeatable read), nothing can be written. */
  read<T>(tenantId: string, fn: (tx: Tx) => Promise<T>): Promise<T> {
    return this.#run(tenantId, READ_ONLY, undefined, fn);
  }

  /** For activities and consumers. */
  write<T>(tenantId: string, fn: (tx: Tx) => Promise<T>): Promise<T> {
    return this.#run(tenantId, 'BEGIN', undefined, fn);
  }

  /**
   * For a person's or machine's request. With an Idempotency-Key the answer is stored in the effect's transaction and
   * given again to the same body. The access check belongs into `fn`'s caller or start: it is made again each time.
   * @throws idempotency-in-flight, idempotency-mismatch, and what `fn` throws.
   */
  command<T>(request: CommandRequest, fn: (tx: Tx) => Promise<T>): Promise<T> {
    return this.#run(request.principal.tenantId, 'BEGIN', keyedCommand(request), async (tx) => {
      const result = await fn(tx);
      this.#requireLogged(tx, request.route);
      return result;
    });
  }

  /** Each command is in the process log: who asked for what is not to be guessed from rows. */
  #requireLogged(tx: SqlTx, route: string): void {
    if (tx.logged.length > 0 || tx.nothingChanged) return;
    const what = `A command logged nothing: ${route}`;
    if (IN_SPECS) throw new Error(what);
    this.metrics.unloggedCommands.inc({ route: route.replace(/[0-9a-f-]{36}/gi, ':id') });
    this.#logger.warn(what);
  }

  /** An activity is held to the log as a whole: it may work in pages and log at its end. */
  #noteInActivity(tx: SqlTx): void {
    const run = currentActivity();
    if (run === undefined) return;
    run.count ??= () => this.metrics.unloggedCommands.inc({ route: `activity ${run.activity}` });
    if (tx.logged.length > 0 || tx.nothingChanged) run.logged = true;
    else if (tx.changed) run.changed = true;
  }

  async #run<T>(
    tenantId: string,
    begin: string,
    keyed: KeyedCommand | undefined,
    fn: (tx: SqlTx) => Promise<T>,
  ): Promise<T> {
    if (!UUID.test(tenantId)) throw new DomainError('validation', 'The tenant is not an id.', { field: 'tenantId' });
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.#attempt(tenantId, begin, keyed, fn);
      } catch (error) {
        if (attempt >= TRIES || !(isWorthAnotherTry(error) || (keyed !== undefined && isSameKeyRace(error))))
          throw error;
        this.metrics.transactionRetries.inc();
      }
    }
  }

  async #attempt<T>(
    tenantId: string,
    begin: string,
    keyed: KeyedCommand | undefined,
    fn: (tx: SqlTx) => Promise<T>,
  ): Promise<T> {
    const client = await checkOut(this.dataSource);
    const tx = new SqlTx(tenantId, client, {
      dataSource: this.dataSource,
      source: this.source.value,
      now: () => this.clock.instant(),
    });
    let broken: Error | undefined;
    try {
      // The id is checked above, so it may stand in the text: one message, and nobody waits for it before the first query.
      const begun = client.query(`${begin}; SET LOCAL app.tenant = '${tenantId}'`);
      begun.catch(() => undefined);
      if (begin !== READ_ONLY && isRehearsal(tenantId)) await requireThere(client, tenantId);
      const earlier: Earlier = keyed === undefined ? { kind: 'none' } : await lookUp(client, keyed);
      if (earlier.kind === 'answered') {
        await client.query('ROLLBACK');
        keyed?.command.replayed?.();
        return earlier.response as T;
      }
      const result = await fn(tx);
      if (begin === READ_ONLY) {
        // Nothing to lose: the connection goes back while the COMMIT is still on its way.
        client.query('COMMIT').catch(() => undefined);
        return result;
      }
      await begun;
      await this.#commit(client, tx, keyed, result);
      return result;
    } catch (error) {
      broken = await rollBack(client);
      if (isStalePlan(error)) broken ??= new Error('plans are stale');
      throw error;
    } finally {
      tx.close();
      client.release(broken);
    }
  }

  /** Everything buffered and the COMMIT in one round trip; a failed insert turns that COMMIT into a rollback. */
  async #commit(client: PoolClient, tx: SqlTx, keyed: KeyedCommand | undefined, result: unknown): Promise<void> {
    const writes: Promise<unknown>[] = [
      ...writeOutbox(client, tx.tenantId, tx.outbox),
      ...writeLog(client, tx.tenantId, tx.logged, keyed === undefined ? undefined : remembering(keyed, result)),
    ];
    const committed = client.query('COMMIT');
    const outcomes = await Promise.allSettled([...writes, committed]);
    const failure = outcomes.find((outcome) => outcome.status === 'rejected');
    if (failure !== undefined) throw failure.reason;
    // PostgreSQL answers COMMIT with ROLLBACK when an error was swallowed inside the transaction.
    if ((await committed).command !== 'COMMIT') throw new Error('The transaction had failed before its commit');
    if (tx.outbox.length > 0) this.signal.committed(new Set(tx.outbox.map((row) => row.destination)));
    this.#noteInActivity(tx);
    this.changes.announce(tx.tenantId, tx.seen);
    for (const fn of tx.afterCommits) fn();
  }
}

/** A connection that cannot roll back is not given to anybody else. */
async function rollBack(client: PoolClient): Promise<Error | undefined> {
  try {
    await client.query('ROLLBACK');
    return undefined;
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}
