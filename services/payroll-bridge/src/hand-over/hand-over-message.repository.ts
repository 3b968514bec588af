import { Injectable } from '@nestjs/common';
import type { CloudEvent } from '@goalbeat/contracts/cloud-event';
import type { DeliveryState, HandOverWay } from '@goalbeat/domain/payout/hand-over';
import type { Tx } from '@goalbeat/service-kit/db/tx';

export interface MessageRow {
  id: string;
  kind: 'payout' | 'batch';
  runId: string;
  batchId: string;
  way: HandOverWay;
  body: string;
  state: DeliveryState;
  attempts: number;
  nextAt: string | null;
  denials: number;
  status: number | null;
  error: string | null;
  changedAt: string;
  /** Address of the last request that began. */
  sentTo: string | null;
  /** Address at which one may have been taken, as far as anybody knows. */
  perhapsAt: string | null;
}

/** How an attempt, or a question by key, left its message. Seconds from now, real time. */
export interface MessageChange {
  id: string;
  state: DeliveryState;
  nextInSeconds: number | null;
  denials: number;
  status: number | null;
  error: string | null;
}

export interface EndedAttempt {
  id: string;
  n: number;
  outcome: string;
  status: number | null;
  error: string | null;
}

const COLUMNS = `m.id, m.kind, m.run_id AS "runId", m.batch_id AS "batchId", m.way, m.body, m.state, m.attempts, m.next_at AS "nextAt",
  m.denials, m.status, m.error, m.changed_at AS "changedAt",
  m.sent_to AS "sentTo", m.perhaps_at AS "perhapsAt"`;

/** Where a message's run goes by now: of addresses that were put right the last one counts. */
const ADDRESS = `COALESCE((SELECT url FROM hand_over_address a WHERE a.run_id = m.run_id ORDER BY a.n DESC LIMIT 1),
  (SELECT url FROM hand_over_pin h WHERE h.run_id = m.run_id))`;
/** What may have been taken at one address never goes to another by itself, also where each drops what it had. */
const ASTRAY = `m.kind = 'payout' AND m.perhaps_at IS NOT NULL AND m.perhaps_at IS DISTINCT FROM ${ADDRESS}`;

@Injectable()
export class HandOverMessageRepository {
  /** The primary key refuses a payout's second message. @param nextInSeconds null: somebody else sends it */
  async insert(
    tx: Tx,
    of: { runId: string; batchId: string; way: HandOverWay; kind: MessageRow['kind']; nextInSeconds: number | null },
    events: readonly CloudEvent[],
  ): Promise<void> {
    const rows = events.map((event) => ({ id: event.id, body: JSON.stringify(event) }));
    await tx.execute(
      `INSERT INTO hand_over_message (id, tenant_id, kind, run_id, batch_id, way, body, state, next_at, changed_at)
       SELECT id, $1, $2, $3, $4, $5, body, 'waiting', now() + make_interval(secs => $6), now()
       FROM jsonb_to_recordset($7::jsonb) AS r(id uuid, body text)`,
      [tx.tenantId, of.kind, of.runId, of.batchId, of.way, of.nextInSeconds, JSON.stringify(rows)],
    );
  }

  /** Of payouts, in the order of their ids, locked. */
  lock(tx: Tx, ids: readonly string[]): Promise<MessageRow[]> {
    return tx.query<MessageRow>(
      `SELECT ${COLUMNS} FROM hand_over_message m WHERE m.id = ANY($1::uuid[]) ORDER BY m.id FOR UPDATE`,
      [ids],
    );
  }

  /** Newest first. One more than the limit. */
  list(
    tx: Tx,
    filter: { runId: string | null; state: DeliveryState | null; after: string | null; limit: number },
  ): Promise<MessageRow[]> {
    return tx.query<MessageRow>(
      `SELECT ${COLUMNS} FROM hand_over_message m
       WHERE ($1::uuid IS NULL OR m.run_id = $1) AND ($2::text IS NULL OR m.state = $2) AND ($3::uuid IS NULL OR m.id < $3)
       ORDER BY m.id DESC LIMIT $4`,
      [filter.runId, filter.state, filter.after, filter.limit + 1],
    );
  }

  /**
   * Of webhooks that are due: what payroll has answered it has, also with what only contradicts us. It is never sent, whatever its
   * message says. Payouts are locked first, as answers do.
   */
  spokenOf(tx: Tx): Promise<Pick<MessageRow, 'id' | 'batchId'>[]> {
    return tx.query(
      `WITH mine AS (SELECT p.id FROM payout p JOIN hand_over_message m ON m.id = p.id
         WHERE m.way = 'webhook' AND m.state = 'waiting' AND m.next_at <= now()
           AND (p.state IN ('accepted', 'paid', 'rejected', 'reversed')
             OR EXISTS (SELECT FROM payout_answer a WHERE a.payout_id = p.id))
         ORDER BY p.id FOR UPDATE OF p)
       UPDATE hand_over_message m SET state = 'delivered', next_at = NULL, changed_at = now() FROM mine
       WHERE m.id = mine.id AND m.state = 'waiting' RETURNING m.id, m.batch_id AS "batchId"`,
    );
  }

  /** Webhooks that are due, now being sent: written before the first byte leaves, so that a killed process is told from one that never began. */
  claim(tx: Tx, atMost: number, leaseSeconds: number): Promise<MessageRow[]> {
    return tx.query<MessageRow>(
      `UPDATE hand_over_message m SET state = 'in-flight', attempts = m.attempts + 1, next_at = NULL, changed_at = now(),
         lease_until = now() + make_interval(secs => $2),
         sent_to = ${ADDRESS}
       FROM (SELECT id FROM hand_over_message m WHERE way = 'webhook' AND state = 'waiting' AND next_at <= now() AND NOT (${ASTRAY})
         ORDER BY next_at, id LIMIT $1 FOR UPDATE SKIP LOCKED) c
       WHERE m.id = c.id RETURNING ${COLUMNS}`,
      [atMost, leaseSeconds],
    );
  }

  /**
   * Once more before its first byte leaves, with its payout locked: `never` of what payroll has spoken of meanwhile, which arrives then;
   * `later` of what is to go to another address by now, or is somebody else's.
   */
  async beforeSending(
    tx: Tx,
    { id, attempts, sentTo }: Pick<MessageRow, 'id' | 'attempts' | 'sentTo'>,
  ): Promise<'now' | 'later' | 'never'> {
    await tx.query('SELECT FROM payout WHERE id = $1 FOR UPDATE', [id]);
    const row = await tx.maybe<{ isMine: boolean; isHeard: boolean; isThere: boolean }>(
      `SELECT m.state = 'in-flight' AND m.attempts = $2 AS "isMine",
         EXISTS (SELECT FROM payout_answer a WHERE a.payout_id = m.id) AS "isHeard",
         ${ADDRESS} IS NOT DISTINCT FROM $3 AND NOT (${ASTRAY}) AS "isThere"
       FROM hand_over_message m WHERE m.id = $1 FOR UPDATE`,
      [id, attempts, sentTo],
    );
    if (row?.isMine !== true || !row.isThere) return 'later';
    if (!row.isHeard) return 'now';
    await tx.execute(
      `UPDATE hand_over_message SET state = 'delivered', lease_until = NULL, next_at = NULL, changed_at = now() WHERE id = $1`,
      [id],
    );
    return 'never';
  }

  /** Claimed, and not begun: as if nobody had taken them. Not those that may have been taken elsewhere. */
  async putBack(tx: Tx, claimed: readonly Pick<MessageRow, 'id' | 'attempts'>[]): Promise<void> {
    await tx.execute(
      `UPDATE hand_over_message m SET state = 'waiting', attempts = m.attempts - 1, next_at = now(), lease_until = NULL, changed_at = now()
       FROM jsonb_to_recordset($1::jsonb) AS c(id uuid, attempts int)
       WHERE m.id = c.id AND m.state = 'in-flight' AND m.attempts = c.attempts AND NOT (${ASTRAY})`,
      [JSON.stringify(claimed.map(({ id, attempts }) => ({ id, attempts })))],
    );
  }

  /** Those whose sender died on the way: their lease has ended. */
  abandoned(tx: Tx, atMost: number): Promise<MessageRow[]> {
    return tx.query<MessageRow>(
      `SELECT ${COLUMNS} FROM hand_over_message m WHERE m.way = 'webhook' AND m.state = 'in-flight' AND m.lease_until <= now()
       ORDER BY m.id LIMIT $1`,
      [atMost],
    );
  }

  /** Unclear ones that payroll can be asked about now; each is put off first, so that two processes do not ask at once. */
  toAsk(tx: Tx, atMost: number, againInSeconds: number): Promise<MessageRow[]> {
    return tx.query<MessageRow>(
      `UPDATE hand_over_message m SET next_at = now() + make_interval(secs => $2)
       FROM (SELECT id FROM hand_over_message WHERE way = 'webhook' AND state = 'unclear' AND next_at <= now()
         ORDER BY next_at, id LIMIT $1 FOR UPDATE SKIP LOCKED) c
       WHERE m.id = c.id RETURNING ${COLUMNS}`,
      [atMost, againInSeconds],
    );
  }

  async change(tx: Tx, changes: readonly MessageChange[]): Promise<void> {
    if (changes.length === 0) return;
    await tx.execute(
      `UPDATE hand_over_message m SET state = c.state, next_at = now() + make_interval(secs => c."nextInSeconds"), lease_until = NULL,
         denials = c.denials, status = c.status, error = left(c.error, 500), changed_at = now()
       FROM jsonb_to_recordset($1::jsonb) AS c(id uuid, state text, "nextInSeconds" double precision, denials int, status int, error text)
       WHERE m.id = c.id`,
      [JSON.stringify(changes)],
    );
  }

  /** What may have been taken, and where; null: certainly nothing. */
  async suspect(tx: Tx, found: readonly { id: string; perhapsAt: string | null }[]): Promise<void> {
    if (found.length === 0) return;
    await tx.execute(
      `UPDATE hand_over_message m SET perhaps_at = f."perhapsAt" FROM jsonb_to_recordset($1::jsonb) AS f(id uuid, "perhapsAt" text)
       WHERE m.id = f.id`,
      [JSON.stringify(found)],
    );
  }

  /** Payouts that wait to be sent again although they may have been taken at another address: of this run, or of whatever is due. */
  async astray(tx: Tx, runId: string | null): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `SELECT id FROM hand_over_message m WHERE m.way = 'webhook' AND m.state = 'waiting'
         AND CASE WHEN $1::uuid IS NULL THEN m.next_at <= now() ELSE m.run_id = $1 END AND ${ASTRAY} ORDER BY id`,
      [runId],
    );
    return rows.map((row) => row.id);
  }

  /** Of those claimed and not begun, the ones that may have been taken at another address. */
  async astrayOf(tx: Tx, claimed: readonly Pick<MessageRow, 'id' | 'attempts'>[]): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `SELECT m.id FROM hand_over_message m JOIN jsonb_to_recordset($1::jsonb) AS c(id uuid, attempts int) ON m.id = c.id
       WHERE m.state = 'in-flight' AND m.attempts = c.attempts AND ${ASTRAY} ORDER BY m.id`,
      [JSON.stringify(claimed.map(({ id, attempts }) => ({ id, attempts })))],
    );
    return rows.map((row) => row.id);
  }

  /** Payouts of a run that are not with payroll yet, as far as we know. */
  async onTheirWay(tx: Tx, runId: string): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `SELECT id FROM hand_over_message WHERE run_id = $1 AND kind = 'payout' AND state NOT IN ('delivered', 'given-up') ORDER BY id`,
      [runId],
    );
    return rows.map((row) => row.id);
  }

  /** Those in doubt of a run are asked about now, where there is an address to ask. */
  async askNow(tx: Tx, runId: string): Promise<void> {
    await tx.execute(
      `UPDATE hand_over_message SET next_at = now(), denials = 0 WHERE run_id = $1 AND way = 'webhook' AND state = 'unclear'`,
      [runId],
    );
  }

  async keepAttempts(tx: Tx, attempts: readonly EndedAttempt[]): Promise<void> {
    if (attempts.length === 0) return;
    await tx.execute(
      `INSERT INTO hand_over_attempt (tenant_id, message_id, n, outcome, status, error, at)
       SELECT $1, id, n, outcome, status, left(error, 500), now()
       FROM jsonb_to_recordset($2::jsonb) AS r(id uuid, n int, outcome text, status int, error text) ON CONFLICT DO NOTHING`,
      [tx.tenantId, JSON.stringify(attempts)],
    );
  }

  /** Payroll answered: it has them, whatever we thought. One in flight is left to its sender. @returns batches they are of */
  async arrived(tx: Tx, payoutIds: readonly string[]): Promise<string[]> {
    if (payoutIds.length === 0) return [];
    const rows = await tx.query<{ batchId: string }>(
      `UPDATE hand_over_message SET state = 'delivered', next_at = NULL, changed_at = now()
       WHERE id = ANY($1::uuid[]) AND way <> 'rabbitmq' AND state IN ('waiting', 'unclear', 'refused') RETURNING batch_id AS "batchId"`,
      [payoutIds],
    );
    return [...new Set(rows.map((row) => row.batchId))];
  }

  /** What the broker has confirmed. */
  async batchArrived(tx: Tx, batchId: string): Promise<void> {
    await tx.execute(
      `UPDATE hand_over_message SET state = 'delivered', changed_at = now()
       WHERE batch_id = $1 AND way = 'rabbitmq' AND state = 'waiting'`,
      [batchId],
    );
  }

  /** How many webhooks of a batch have been tried so often and are tried on. */
  async triedInVain(tx: Tx, batchId: string, attempts: number): Promise<number> {
    const row = await tx.one<{ n: number }>(
      `SELECT count(*)::int AS n FROM hand_over_message WHERE batch_id = $1 AND kind = 'payout' AND way = 'webhook'
         AND attempts >= $2 AND state IN ('waiting', 'in-flight')`,
      [batchId, attempts],
    );
    return row.n;
  }

  /** Whose payouts of a batch are in this state: one for each payout. */
  async ownersOf(tx: Tx, batchId: string, state: DeliveryState): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `SELECT p.person_id AS id FROM hand_over_message m JOIN payout p ON p.id = m.id
       WHERE m.batch_id = $1 AND m.kind = 'payout' AND m.state = $2`,
      [batchId, state],
    );
    return rows.map((row) => row.id);
  }
}
