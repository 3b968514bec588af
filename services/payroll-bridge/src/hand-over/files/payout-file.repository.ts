import { Injectable } from '@nestjs/common';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { Tx } from '@goalbeat/service-kit/db/tx';

export interface PayoutFileRow {
  id: string;
  runId: string;
  batchId: string;
  name: string;
  sha256: string;
  rows: number;
  createdAt: string;
  releasedAt: string | null;
}

/** A payout as a row of a result file is compared with it. */
export interface FiledPayout {
  id: string;
  currency: string;
  amountMinor: string;
}

/** A message in an unreleased file of which payroll has said something, by whatever way and whatever we made of it: it has it. */
const OVERTAKEN = `(m.state <> 'waiting' OR EXISTS (SELECT FROM payout_answer a WHERE a.payout_id = m.id))`;
const COLUMNS = `id, run_id AS "runId", batch_id AS "batchId", name, sha256, rows, created_at AS "createdAt",
  released_at AS "releasedAt"`;

@Injectable()
export class PayoutFileRepository {
  /** @returns how many files the batch has already */
  async countOf(tx: Tx, batchId: string): Promise<number> {
    const row = await tx.one<{ n: number }>('SELECT count(*)::int AS n FROM hand_over_file WHERE batch_id = $1', [
      batchId,
    ]);
    return row.n;
  }

  async create(
    tx: Tx,
    file: Omit<PayoutFileRow, 'releasedAt' | 'createdAt'> & { n: number; content: string; dueAt: string },
    payoutIds: readonly string[],
  ): Promise<void> {
    await tx.execute(
      `INSERT INTO hand_over_file (id, tenant_id, run_id, batch_id, n, name, content, sha256, rows, due_at, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, now())`,
      [
        file.id,
        tx.tenantId,
        file.runId,
        file.batchId,
        file.n,
        file.name,
        file.content,
        file.sha256,
        file.rows,
        file.dueAt,
      ],
    );
    await tx.execute(
      `UPDATE hand_over_message SET file_id = $1, state = 'waiting', changed_at = now() WHERE id = ANY($2::uuid[])`,
      [file.id, payoutIds],
    );
  }

  /** Nobody has released them in time, and finance hears of it now. @param now business time */
  async overdue(tx: Tx, now: string): Promise<PayoutFileRow[]> {
    return tx.query<PayoutFileRow>(
      `UPDATE hand_over_file SET is_told = true WHERE released_at IS NULL AND NOT is_told AND due_at <= $1 RETURNING ${COLUMNS}`,
      [now],
    );
  }

  /** Unreleased ones with any of these payouts that payroll has answered meanwhile. Locked. */
  overtaken(tx: Tx, payoutIds: readonly string[]): Promise<PayoutFileRow[]> {
    return tx.query<PayoutFileRow>(
      `SELECT ${COLUMNS} FROM hand_over_file WHERE released_at IS NULL
         AND id IN (SELECT m.file_id FROM hand_over_message m WHERE m.id = ANY($1::uuid[]) AND ${OVERTAKEN})
       ORDER BY id FOR UPDATE`,
      [payoutIds],
    );
  }

  /** Nothing leaves in it any more. @returns what payroll has, and what still has to go to it, which stays with the file */
  async withdraw(tx: Tx, id: string): Promise<{ answered: string[]; left: string[] }> {
    const answered = await tx.query<{ id: string }>(
      `UPDATE hand_over_message m SET file_id = NULL, state = 'delivered', changed_at = now()
       WHERE m.file_id = $1 AND ${OVERTAKEN} RETURNING m.id`,
      [id],
    );
    const left = await this.payoutIds(tx, id);
    await tx.execute('UPDATE hand_over_file SET is_told = true WHERE id = $1', [id]);
    return { answered: answered.map((row) => row.id), left };
  }

  /** Of the payouts that go, or went last, with this file. */
  async payoutIds(tx: Tx, id: string): Promise<string[]> {
    const rows = await tx.query<{ id: string }>('SELECT id FROM hand_over_message WHERE file_id = $1 ORDER BY id', [
      id,
    ]);
    return rows.map((row) => row.id);
  }

  /** Whether every one of its rows still has to go to payroll, by this file. Call with its payouts locked. */
  async isWhole(tx: Tx, { id, rows }: PayoutFileRow): Promise<boolean> {
    const row = await tx.one<{ n: number }>(
      `SELECT count(*)::int AS n FROM hand_over_message m JOIN payout p ON p.id = m.id
       WHERE m.file_id = $1 AND NOT ${OVERTAKEN} AND p.state IN ('requested', 'unknown', 'handed-over')`,
      [id],
    );
    return row.n === rows;
  }

  /** Whether payroll would be given what went to it by another file, or what it had before and has answered. @param rows its payouts */
  async isOutdated(tx: Tx, id: string, rows: readonly string[]): Promise<boolean> {
    const row = await tx.one<{ outdated: boolean }>(
      `SELECT EXISTS (SELECT FROM hand_over_message m WHERE m.id = ANY($2::uuid[]) AND (m.file_id <> $1
         OR m.attempts > 1 AND EXISTS (SELECT FROM payout_answer a WHERE a.payout_id = m.id))) AS outdated`,
      [id, rows],
    );
    return row.outdated;
  }

  /** Companies of which some are not released. */
  tenantsWithUnreleased(tx: Tx): Promise<{ id: string }[]> {
    return tx.query('SELECT tenant_id AS id FROM tenants_with_unreleased_files()');
  }

  /** Newest first; none that was withdrawn. One more than the limit. */
  list(tx: Tx, filter: { runId: string | null; after: string | null; limit: number }): Promise<PayoutFileRow[]> {
    return tx.query<PayoutFileRow>(
      `SELECT ${COLUMNS} FROM hand_over_file WHERE ($1::uuid IS NULL OR run_id = $1) AND ($2::uuid IS NULL OR id < $2)
         AND (released_at IS NOT NULL OR EXISTS (SELECT FROM hand_over_message m WHERE m.batch_id = hand_over_file.batch_id
           AND m.state = 'waiting' AND m.file_id = hand_over_file.id))
       ORDER BY id DESC LIMIT $3`,
      [filter.runId, filter.after, filter.limit + 1],
    );
  }

  /** @throws not-found */
  async lock(tx: Tx, id: string): Promise<PayoutFileRow> {
    return found(await tx.maybe<PayoutFileRow>(`SELECT ${COLUMNS} FROM hand_over_file WHERE id = $1 FOR UPDATE`, [id]));
  }

  /** @throws not-found */
  async withContent(tx: Tx, id: string): Promise<PayoutFileRow & { content: string }> {
    return found(
      await tx.maybe<PayoutFileRow & { content: string }>(
        `SELECT ${COLUMNS}, content FROM hand_over_file WHERE id = $1`,
        [id],
      ),
    );
  }

  /** From here on payroll may have what is in it. @returns the payouts that went with it */
  async release(tx: Tx, id: string, by: string): Promise<string[]> {
    await tx.execute('UPDATE hand_over_file SET released_at = now(), released_by = $2 WHERE id = $1', [id, by]);
    const rows = await tx.query<{ id: string }>(
      `UPDATE hand_over_message SET state = 'delivered', attempts = attempts + 1, changed_at = now()
       WHERE file_id = $1 AND state = 'waiting' RETURNING id`,
      [id],
    );
    return rows.map((row) => row.id);
  }

  /** What the file tells payroll, by payout. */
  async payouts(tx: Tx, id: string): Promise<Map<string, FiledPayout>> {
    const rows = await tx.query<FiledPayout>(
      `SELECT p.id, p.currency, p.amount_minor AS "amountMinor" FROM payout p
       WHERE p.batch_id = (SELECT batch_id FROM hand_over_file WHERE id = $1)`,
      [id],
    );
    return new Map(rows.map((row) => [row.id, row]));
  }
}

function found<T>(row: T | undefined): T {
  if (row === undefined) throw new DomainError('not-found', 'There is no such file.');
  return row;
}
