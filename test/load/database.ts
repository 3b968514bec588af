import pg from 'pg';

/** Of all tables but those that somebody holds: a sealer of the process log holds its own for as long as it lives. */
export const ANALYZE = 'ANALYZE (SKIP_LOCKED)';

/** A look into the installation's database beside the services: what is counted here is not asked of them. */
export class Database {
  readonly #pool: pg.Pool;

  constructor(readonly url: string) {
    this.#pool = new pg.Pool({ connectionString: url, max: 2, application_name: 'goalbeat-bench' });
    // The connection that is idle while a service or the server restarts may die: the next query takes another.
    this.#pool.on('error', () => undefined);
  }

  async rows<T extends pg.QueryResultRow>(sql: string, params: readonly unknown[] = []): Promise<T[]> {
    return (await this.#pool.query<T>(sql, [...params])).rows;
  }

  async count(sql: string, params: readonly unknown[] = []): Promise<number> {
    const [row] = await this.rows<{ count: string }>(`SELECT count(*) AS count FROM ${sql}`, params);
    return Number(row?.count ?? 0);
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }
}
