import { Injectable } from '@nestjs/common';
import type { PayoutState } from '@goalbeat/domain/payout/lifecycle';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import type { Outcome } from '../payout/judge-answer.js';

export interface NewContradiction {
  id: string;
  payoutId: string;
  runId: string;
  ours: PayoutState;
  oursAt: string;
  said: Outcome;
  saidAt: string;
  saidAmount: string | null;
  saidCurrency: string | null;
  /** Minor units of our currency. */
  saidMinor: string | null;
  answerIds: string[];
  heardAt: string;
}

export interface ContradictionRow extends NewContradiction {
  version: number;
  openedAt: string;
  /** Payroll's word is to be taken, or was, once people closed it; else ours. */
  accepts: boolean;
  askedBy: string | null;
  askedAt: string | null;
  /** Who was asked to confirm it. */
  askedOf: string[] | null;
  /** Of who asked; kept when another one closes it. */
  askedReason: string | null;
  reason: string | null;
  closedBy: string | null;
  closedAt: string | null;
}
/** With what its payout says. */
export interface ContradictionOfPayout extends ContradictionRow {
  personId: string;
  personNumber: string;
  period: string;
  currency: string;
  amountMinor: string;
}

const COLUMNS = `c.id, c.version::int AS version, c.payout_id AS "payoutId", c.run_id AS "runId", c.ours, c.ours_at AS "oursAt", c.said,
  c.said_at AS "saidAt", c.said_amount AS "saidAmount", c.said_currency AS "saidCurrency", c.said_minor::text AS "saidMinor",
  c.answer_ids AS "answerIds", c.opened_at AS "openedAt", c.heard_at AS "heardAt", c.accepts, c.asked_by AS "askedBy", c.asked_at AS "askedAt",
  c.asked_of AS "askedOf", c.asked_reason AS "askedReason", c.reason, c.closed_by AS "closedBy", c.closed_at AS "closedAt"`;
const WITH_PAYOUT = `SELECT ${COLUMNS}, p.person_id AS "personId", l.person_number AS "personNumber", l.period, p.currency,
  p.amount_minor AS "amountMinor"
FROM payout_contradiction c JOIN payout p ON p.id = c.payout_id JOIN bonus_line l ON l.id = p.line_id`;

/** What one of finance says of it. */
export interface Said {
  by: string;
  at: string;
  reason: string;
  accepts: boolean;
}

/** Whoever writes here holds the lock on the payout. */
@Injectable()
export class ContradictionRepository {
  /** Of these payouts. */
  open(tx: Tx, payoutIds: readonly string[]): Promise<ContradictionRow[]> {
    return tx.query<ContradictionRow>(
      `SELECT ${COLUMNS} FROM payout_contradiction c WHERE c.payout_id = ANY($1::uuid[]) AND c.closed_at IS NULL ORDER BY c.id`,
      [payoutIds],
    );
  }

  /** Newest first. One more than the limit. @param filter.askedOf only those that this person was asked to confirm */
  list(
    tx: Tx,
    filter: { runId: string | null; open: boolean; askedOf: string | null; after: string | null; limit: number },
  ): Promise<ContradictionOfPayout[]> {
    return tx.query<ContradictionOfPayout>(
      `${WITH_PAYOUT} WHERE ($1::uuid IS NULL OR c.run_id = $1) AND NOT ($2 AND c.closed_at IS NOT NULL)
         AND ($3::uuid IS NULL OR $3 = ANY(c.asked_of)) AND ($4::uuid IS NULL OR c.id < $4) ORDER BY c.id DESC LIMIT $5`,
      [filter.runId, filter.open, filter.askedOf, filter.after, filter.limit + 1],
    );
  }

  /** Who has asked whom, if anybody: unlocked. */
  asked(tx: Tx, id: string): Promise<Pick<ContradictionRow, 'askedBy' | 'askedOf'> | undefined> {
    return tx.maybe<Pick<ContradictionRow, 'askedBy' | 'askedOf'>>(
      'SELECT asked_by AS "askedBy", asked_of AS "askedOf" FROM payout_contradiction WHERE id = $1',
      [id],
    );
  }

  /** Its payout, then itself: the order in which answers lock. @throws not-found */
  async lock(tx: Tx, id: string): Promise<ContradictionOfPayout> {
    await tx.query(
      'SELECT FROM payout WHERE id = (SELECT payout_id FROM payout_contradiction WHERE id = $1) FOR UPDATE',
      [id],
    );
    const row = await tx.maybe<ContradictionOfPayout>(`${WITH_PAYOUT} WHERE c.id = $1 FOR UPDATE OF c`, [id]);
    if (row === undefined) throw new DomainError('not-found', 'There is no such contradiction.');
    return row;
  }

  async insert(tx: Tx, rows: readonly NewContradiction[]): Promise<void> {
    if (rows.length === 0) return;
    await tx.execute(
      `INSERT INTO payout_contradiction (id, tenant_id, payout_id, run_id, ours, ours_at, said, said_at, said_amount, said_currency,
         said_minor, answer_ids, opened_at, heard_at)
       SELECT id, $1, "payoutId", "runId", ours, "oursAt", said, "saidAt", "saidAmount", "saidCurrency", "saidMinor",
         ARRAY(SELECT jsonb_array_elements_text("answerIds")), "heardAt", "heardAt"
       FROM jsonb_to_recordset($2::jsonb) AS r(id uuid, "payoutId" uuid, "runId" uuid, ours text, "oursAt" timestamptz, said text,
         "saidAt" timestamptz, "saidAmount" text, "saidCurrency" text, "saidMinor" numeric, "answerIds" jsonb, "heardAt" timestamptz)`,
      [tx.tenantId, JSON.stringify(rows)],
    );
  }

  /** Said again. */
  async heardAgain(tx: Tx, rows: readonly Pick<ContradictionRow, 'id' | 'answerIds' | 'heardAt'>[]): Promise<void> {
    if (rows.length === 0) return;
    await tx.execute(
      `UPDATE payout_contradiction c SET answer_ids = ARRAY(SELECT jsonb_array_elements_text(r."answerIds")), heard_at = r."heardAt",
         version = c.version + 1
       FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, "answerIds" jsonb, "heardAt" timestamptz) WHERE c.id = r.id`,
      [JSON.stringify(rows.map(({ id, answerIds, heardAt }) => ({ id, answerIds, heardAt })))],
    );
  }

  /** Payroll took them back. */
  async takenBack(tx: Tx, ids: readonly string[], at: string): Promise<void> {
    if (ids.length === 0) return;
    await tx.execute(
      'UPDATE payout_contradiction SET closed_at = $2, version = version + 1 WHERE id = ANY($1::uuid[])',
      [ids, at],
    );
  }

  async ask(tx: Tx, id: string, said: Said, askedOf: readonly string[]): Promise<void> {
    await tx.execute(
      `UPDATE payout_contradiction SET asked_by = $2, asked_at = $3, reason = $4, asked_reason = $4, accepts = $5, asked_of = $6,
         version = version + 1 WHERE id = $1`,
      [id, said.by, said.at, said.reason, said.accepts, askedOf],
    );
  }

  /** By people. What two decide is what the first asked for: the database refuses another. */
  async close(tx: Tx, id: string, said: Said): Promise<void> {
    await tx.execute(
      'UPDATE payout_contradiction SET closed_by = $2, closed_at = $3, reason = $4, accepts = $5, version = version + 1 WHERE id = $1',
      [id, said.by, said.at, said.reason, said.accepts],
    );
  }

  /** Payroll's own reference in the newest of these answers that has one. */
  async referenceIn(tx: Tx, answerIds: readonly string[]): Promise<string | null> {
    const row = await tx.maybe<{ reference: string }>(
      `SELECT body ->> 'reference' AS reference FROM payout_answer WHERE answer_id = ANY($1::text[]) AND body ->> 'reference' IS NOT NULL
       ORDER BY received_at DESC, answer_id DESC LIMIT 1`,
      [answerIds],
    );
    return row?.reference ?? null;
  }
}
