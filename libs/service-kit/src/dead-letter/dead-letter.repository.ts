import { Injectable } from '@nestjs/common';
import type { DEAD_LETTER_STATES } from '@goalbeat/contracts/dead-letter-http';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { Tx } from '../db/tx.js';

export type DeadLetterState = (typeof DEAD_LETTER_STATES)[number];

export interface NewDeadLetter {
  id: string;
  queue: string;
  cause: string;
  detail: string;
  body: Buffer;
  bytes: number;
  digest: string;
}
export interface DeadLetterRow extends Omit<NewDeadLetter, 'digest'> {
  firstSeenAt: string;
  state: DeadLetterState;
  settledAt: string | null;
  reason: string | null;
}

/** Of longer ones no body is listed: a page of them would not fit into memory. */
export const SHOWN_BYTES = 262_144;

const columns = (body: string) =>
  `id, queue, cause, detail, ${body} AS body, bytes, first_seen_at AS "firstSeenAt", state, settled_at AS "settledAt", reason`;
const COLUMNS = columns('body');
const LISTED = columns(`CASE WHEN bytes <= ${SHOWN_BYTES} THEN body ELSE ''::bytea END`);

@Injectable()
export class DeadLetterRepository {
  /** @returns false when it was kept before: the broker delivered it twice */
  async keep(tx: Tx, letter: NewDeadLetter): Promise<boolean> {
    const { id, queue, cause, detail, body, bytes, digest } = letter;
    const kept = await tx.execute(
      `INSERT INTO dead_letter (id, tenant_id, queue, cause, detail, body, bytes, digest, first_seen_at)
       VALUES ($1, $2, $3, $4, left($5, 1000), $6, $7, $8, now()) ON CONFLICT DO NOTHING`,
      // Whoever sent it chose some of these words, and no text of PostgreSQL holds a NUL: it would be tried for ever.
      [id, tx.tenantId, queue, cause, detail.replaceAll('\u0000', ''), body, bytes, digest],
    );
    return kept > 0;
  }

  /** Newest first, without the bodies of long ones. One more than the limit. */
  list(
    tx: Tx,
    filter: { state: DeadLetterState | null; after: string | null; limit: number },
  ): Promise<DeadLetterRow[]> {
    return tx.query<DeadLetterRow>(
      `SELECT ${LISTED} FROM dead_letter WHERE ($1::text IS NULL OR state = $1) AND ($2::uuid IS NULL OR id < $2)
       ORDER BY id DESC LIMIT $3`,
      [filter.state, filter.after, filter.limit + 1],
    );
  }

  /** @throws not-found */
  async find(tx: Tx, id: string): Promise<DeadLetterRow> {
    return found(await tx.maybe<DeadLetterRow>(`SELECT ${COLUMNS} FROM dead_letter WHERE id = $1`, [id]));
  }

  /** @throws not-found */
  async lock(tx: Tx, id: string): Promise<DeadLetterRow> {
    return found(await tx.maybe<DeadLetterRow>(`SELECT ${COLUMNS} FROM dead_letter WHERE id = $1 FOR UPDATE`, [id]));
  }

  /** Of a letter that was nobody's: the company has it already when the same was kept for it. */
  async digest(tx: Tx, id: string): Promise<string> {
    return (await tx.one<{ digest: string }>('SELECT digest FROM dead_letter WHERE id = $1', [id])).digest;
  }

  async settle(
    tx: Tx,
    id: string,
    { state, by, reason }: { state: Exclude<DeadLetterState, 'open'>; by: string; reason: string | null },
  ): Promise<void> {
    await tx.execute(
      'UPDATE dead_letter SET state = $2, settled_at = now(), settled_by = $3, reason = $4 WHERE id = $1',
      [id, state, by, reason],
    );
  }
}

function found(row: DeadLetterRow | undefined): DeadLetterRow {
  if (row === undefined) throw new DomainError('not-found', 'There is no such dead letter.');
  return row;
}
