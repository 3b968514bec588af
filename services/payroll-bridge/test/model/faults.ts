import { AsyncLocalStorage } from 'node:async_hooks';
import { poolOf } from '@goalbeat/service-kit/db/data-source';
import type { PoolClient } from 'pg';
import type { DataSource } from 'typeorm';

/** What goes wrong with one writing transaction. */
interface Planned {
  kind: 'killed' | 'lost-answer';
  /** Statements that are still answered. */
  left: number;
  fired: boolean;
}

type Query = (...given: unknown[]) => Promise<unknown>;
function textOf(given: unknown): string {
  if (typeof given === 'string') return given;
  const { text } = (given ?? {}) as { text?: unknown };
  return typeof text === 'string' ? text : '';
}

/** Cuts the line to the database: before a statement (nothing was committed), or after the COMMIT was done (and nobody heard). */
export class Faults {
  readonly #planned = new AsyncLocalStorage<Planned>();
  readonly #writing = new WeakSet<object>();
  readonly #patched = new WeakSet<object>();

  constructor(dataSource: DataSource) {
    poolOf(dataSource).on('acquire', (client: PoolClient) => this.#patch(client));
  }

  /** @returns what came of it, and whether it happened at all: a short transaction is over before. */
  async during<T>(
    kind: Planned['kind'],
    afterStatements: number,
    call: () => Promise<T>,
  ): Promise<{ value: T; fired: boolean }> {
    const planned: Planned = { kind, left: afterStatements, fired: false };
    const value = await this.#planned.run(planned, call);
    return { value, fired: planned.fired };
  }

  #patch(client: PoolClient): void {
    if (this.#patched.has(client)) return;
    this.#patched.add(client);
    const original = client.query.bind(client) as unknown as Query;
    const faulty: Query = (...given) => this.#query(client, original, given);
    Object.assign(client, { query: faulty });
  }

  #query(client: PoolClient, original: Query, given: unknown[]): Promise<unknown> {
    const text = textOf(given[0]);
    if (text.startsWith('BEGIN')) {
      if (text.includes('READ ONLY')) this.#writing.delete(client);
      else this.#writing.add(client);
    }
    const isWriting = this.#writing.has(client);
    // What comes after it is in no transaction: a NOTIFY of which nobody waits for the answer is not what is cut.
    if (text === 'COMMIT' || text === 'ROLLBACK') this.#writing.delete(client);
    const planned = this.#planned.getStore();
    if (planned === undefined || planned.fired || text === 'ROLLBACK' || !isWriting) return original(...given);
    if (planned.kind === 'killed') {
      if (planned.left > 0) {
        planned.left -= 1;
        return original(...given);
      }
      planned.fired = true;
      cut(client);
      return original(...given);
    }
    if (text !== 'COMMIT') return original(...given);
    planned.fired = true;
    return original(...given).then(() => {
      cut(client);
      throw Object.assign(new Error('Connection terminated unexpectedly'), { code: 'ECONNRESET' });
    });
  }
}

function cut(client: PoolClient): void {
  const { connection } = client as unknown as { connection: { stream: { destroy(): void } } };
  connection.stream.destroy();
}
