import pg from 'pg';
import { setPgTypeParsers } from '../db/pg-types.js';
import type { Destination, OutboxRow } from './outbox-row.js';

const LEASE_S = 30;

const CLAIM = `UPDATE outbox o SET lease_until = now() + make_interval(secs => ${LEASE_S})
FROM (
  SELECT id FROM outbox
  WHERE destination = $1 AND next_attempt_at <= now() AND (lease_until IS NULL OR lease_until < now())
  ORDER BY next_attempt_at, id
  LIMIT $2
  FOR UPDATE SKIP LOCKED
) c
WHERE o.id = c.id
RETURNING o.id, o.tenant_id AS "tenantId", o.attempts, o.created_at AS "createdAt", o.payload`;

// What was held back for good while it was being sent (payouts that are stopped) stays so.
const FAILED = `UPDATE outbox o SET attempts = o.attempts + 1, lease_until = NULL, last_error = left(f.error, 500),
  next_attempt_at = CASE WHEN isfinite(o.next_attempt_at)
    THEN now() + make_interval(secs => least(30, 0.2 * power(2, least(o.attempts, 10)))) ELSE o.next_attempt_at END
FROM jsonb_to_recordset($1::jsonb) AS f(id uuid, error text)
WHERE o.id = f.id`;

/** The outbox as the relay's role sees it: every tenant's rows, no other table. Each method is a transaction of its own. */
export class OutboxStore {
  readonly #pool: pg.Pool;

  constructor(
    url: string,
    private readonly schema: string,
    name: string,
  ) {
    setPgTypeParsers();
    this.#pool = new pg.Pool({
      connectionString: url,
      max: 4,
      application_name: `${name}-relay`,
      options: `-c TimeZone=UTC -c search_path=${schema}`,
      connectionTimeoutMillis: 5_000,
      keepAlive: true,
    });
    // A connection lost while idle is replaced at its next use.
    this.#pool.on('error', () => undefined);
  }

  get channel(): string {
    return `${this.schema}_outbox`;
  }

  async claim<P>(destination: Destination, atMost: number): Promise<OutboxRow<P>[]> {
    const { rows } = await this.#pool.query<OutboxRow<P>>({
      name: 'claim',
      text: CLAIM,
      values: [destination, atMost],
    });
    return rows;
  }

  async sent(ids: readonly string[]): Promise<void> {
    if (ids.length > 0)
      await this.#pool.query({ name: 'sent', text: 'DELETE FROM outbox WHERE id = ANY($1::uuid[])', values: [ids] });
  }

  /** Tried again after 0.2 s, doubling to 30 s; never given up. */
  async failed(failures: readonly { id: string; error: string }[]): Promise<void> {
    if (failures.length > 0)
      await this.#pool.query({ name: 'failed', text: FAILED, values: [JSON.stringify(failures)] });
  }

  /** Given back as they were. */
  async release(ids: readonly string[]): Promise<void> {
    if (ids.length > 0)
      await this.#pool.query('UPDATE outbox SET lease_until = NULL WHERE id = ANY($1::uuid[])', [ids]);
  }

  /** Given back, to be asked about again in a second; what was put off for longer, or for good, stays so. */
  async holdBack(ids: readonly string[]): Promise<void> {
    if (ids.length > 0)
      await this.#pool.query(
        `UPDATE outbox SET lease_until = NULL, next_attempt_at = greatest(next_attempt_at, now() + interval '1 second')
         WHERE id = ANY($1::uuid[])`,
        [ids],
      );
  }

  /** Real time at which the oldest unsent row was written. */
  async oldest(destination: Destination): Promise<string | null> {
    const { rows } = await this.#pool.query<{ at: string }>({
      name: 'oldest',
      text: 'SELECT created_at AS at FROM outbox WHERE destination = $1 ORDER BY id LIMIT 1',
      values: [destination],
    });
    return rows[0]?.at ?? null;
  }

  async unsent(): Promise<Record<string, number>> {
    const { rows } = await this.#pool.query<{ destination: string; n: number }>(
      'SELECT destination, count(*)::int AS n FROM outbox GROUP BY destination',
    );
    return Object.fromEntries(rows.map((row) => [row.destination, row.n]));
  }

  /** Calls `heard` on each NOTIFY of this outbox; `lost` once when that connection ends. */
  async listen(heard: () => void, lost: () => void): Promise<() => void> {
    const client = await this.#pool.connect();
    let open = true;
    const end = (error?: Error): void => {
      if (!open) return;
      open = false;
      client.release(error ?? true);
    };
    client.on('notification', heard);
    client.on('error', (error) => {
      end(error);
      lost();
    });
    try {
      await client.query(`LISTEN ${pg.escapeIdentifier(this.channel)}`);
    } catch (error) {
      end();
      throw error;
    }
    return () => end();
  }

  async close(): Promise<void> {
    await this.#pool.end();
  }
}
