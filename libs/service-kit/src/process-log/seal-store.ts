import pg from 'pg';
import { canonicalColumns, type CanonicalRow } from './canonical-row.js';

export interface Head {
  tenantId: string;
  n: number;
  chainHash: string;
}
export interface Seal extends Head {
  logId: string;
  rowHash: string;
}

const LOCK_NOT_AVAILABLE = '55P03';

// What is queued again after it was sealed stays in the queue for the audit to find; it must not hold up the others.
// Cut off before the rows are fetched and printed: else that is done with the whole queue, for each batch again.
const WAITING = `WITH q AS MATERIALIZED (
  SELECT log_id, tenant_id FROM process_log_unsealed w
  WHERE EXISTS (SELECT FROM process_log l WHERE l.id = w.log_id AND l.tenant_id = w.tenant_id)
    AND NOT EXISTS (SELECT FROM process_log_seal s WHERE s.log_id = w.log_id)
  ORDER BY log_id LIMIT $1
)
SELECT ${canonicalColumns('l')} FROM q JOIN process_log l ON l.id = q.log_id ORDER BY q.log_id`;

// The queue's statistics are of whatever moment they were taken, mostly an empty one. By them PostgreSQL would read and sort
// all of it for each batch, or the whole log; along the indexes it reads what it takes, however much waits.
const BY_INDEX = ['seqscan', 'sort', 'hashjoin', 'mergejoin'].map((way) => ` -c enable_${way}=off`).join('');

const HEADS = `SELECT t.id AS "tenantId", s.n::int AS n, encode(s.chain_hash, 'hex') AS "chainHash"
FROM unnest($1::uuid[]) AS t(id)
CROSS JOIN LATERAL (SELECT n, chain_hash FROM process_log_seal WHERE tenant_id = t.id ORDER BY n DESC LIMIT 1) s`;

const ALL_HEADS = `SELECT DISTINCT ON (tenant_id) tenant_id AS "tenantId", n::int AS n, encode(chain_hash, 'hex') AS "chainHash"
FROM process_log_seal ORDER BY tenant_id, n DESC`;

const SEAL = `INSERT INTO process_log_seal (tenant_id, n, log_id, row_hash, chain_hash)
SELECT tenant_id, n, log_id, decode(row_hash, 'hex'), decode(chain_hash, 'hex')
FROM unnest($1::uuid[], $2::bigint[], $3::uuid[], $4::text[], $5::text[]) AS s(tenant_id, n, log_id, row_hash, chain_hash)`;

/** Of ids, numbers and hexadecimals, which need no quotes: to look for what to escape in each cost more than their hashes. */
const plainArray = (values: readonly (string | number)[]): string => `{${values.join(',')}}`;

/** The log, its queue and its seals as the sealer's role sees them: all tenants'. One connection works, another holds the lock. */
export class SealStore {
  readonly #client: pg.Client;
  readonly #guard: pg.Client;

  constructor(url: string, schema: string, name: string) {
    const connection = (role: string, options = ''): pg.Client =>
      new pg.Client({
        connectionString: url,
        application_name: `${name}-${role}`,
        options: `-c TimeZone=UTC -c search_path=${schema}${options}`,
        connectionTimeoutMillis: 5_000,
        keepAlive: true,
      });
    this.#client = connection('sealer', BY_INDEX);
    // It waits in a transaction for as long as it seals. Read committed, it holds nothing but its lock.
    this.#guard = connection('sealer-lock', ' -c idle_in_transaction_session_timeout=0');
    // The next query on it fails, and that is what the sealer hears.
    this.#client.on('error', () => undefined);
    // Without its lock another one seals: this one ends.
    this.#guard.on('error', () => void this.#client.end().catch(() => undefined));
  }

  async connect(): Promise<void> {
    await this.#client.connect();
    await this.#guard.connect();
  }

  /** Until the connection ends. False while another process seals this schema. */
  async takeLock(): Promise<boolean> {
    await this.#guard.query('BEGIN ISOLATION LEVEL READ COMMITTED');
    try {
      await this.#guard.query('LOCK TABLE process_log_sealer IN EXCLUSIVE MODE NOWAIT');
      return true;
    } catch (error) {
      await this.#guard.query('ROLLBACK');
      if (error instanceof pg.DatabaseError && error.code === LOCK_NOT_AVAILABLE) return false;
      throw error;
    }
  }

  async transaction<T>(work: () => Promise<T>): Promise<T> {
    await this.#client.query('BEGIN');
    try {
      const result = await work();
      await this.#client.query('COMMIT');
      return result;
    } catch (error) {
      await this.#client.query('ROLLBACK').catch(() => undefined);
      throw error;
    }
  }

  async waiting(atMost: number): Promise<CanonicalRow[]> {
    const { rows } = await this.#client.query<CanonicalRow>({ name: 'waiting', text: WAITING, values: [atMost] });
    return rows;
  }

  async heads(tenantIds: readonly string[]): Promise<Head[]> {
    return (await this.#client.query<Head>({ name: 'heads', text: HEADS, values: [tenantIds] })).rows;
  }

  async allHeads(): Promise<Head[]> {
    return (await this.#client.query<Head>(ALL_HEADS)).rows;
  }

  /** The chain hash at number n, null when there is none. */
  async hashAt(tenantId: string, n: number): Promise<string | null> {
    const { rows } = await this.#client.query<{ hash: string }>(
      `SELECT encode(chain_hash, 'hex') AS hash FROM process_log_seal WHERE tenant_id = $1 AND n = $2`,
      [tenantId, n],
    );
    return rows[0]?.hash ?? null;
  }

  async seal(seals: readonly Seal[]): Promise<void> {
    const ids = plainArray(seals.map((seal) => seal.logId));
    await Promise.all([
      this.#client.query({
        name: 'seal',
        text: SEAL,
        values: [
          plainArray(seals.map((seal) => seal.tenantId)),
          plainArray(seals.map((seal) => seal.n)),
          ids,
          plainArray(seals.map((seal) => seal.rowHash)),
          plainArray(seals.map((seal) => seal.chainHash)),
        ],
      }),
      this.#client.query({
        name: 'sealed',
        text: 'DELETE FROM process_log_unsealed WHERE log_id = ANY($1::uuid[])',
        values: [ids],
      }),
    ]);
  }

  async countWaiting(): Promise<number> {
    const { rows } = await this.#client.query<{ n: number }>('SELECT count(*)::int AS n FROM process_log_unsealed');
    return rows[0]?.n ?? 0;
  }

  /** Rows that should have had their seal long ago. */
  async countLate(): Promise<number> {
    const { rows } = await this.#client.query<{ n: number }>(
      `SELECT count(*)::int AS n FROM process_log_unsealed q JOIN process_log l ON l.id = q.log_id
       WHERE l.recorded_at < now() - interval '5 minutes'`,
    );
    return rows[0]?.n ?? 0;
  }

  async close(): Promise<void> {
    await Promise.allSettled([this.#client.end(), this.#guard.end()]);
  }
}
