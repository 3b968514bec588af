import { Injectable } from '@nestjs/common';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import type { StoredStep } from '../wording/explain-words.js';

export interface RoundRow {
  round: number;
  hash: string;
  makerId: string;
  approvalId: string;
  submittedAt: string;
  lines: number;
  held: number;
  totalMinor: string;
}

/** A line as it was submitted in a round. */
export interface RoundLine {
  amountMinor: string;
  state: string;
  heldReason: string | null;
  explain: StoredStep[];
}

/** What of a line is another in one round than in another; null where it was not there. */
export interface LineChange {
  lineId: string;
  personId: string;
  personNumber: string;
  personName: string;
  before: RoundLine | null;
  after: RoundLine | null;
}

/** What was submitted each time; inserts only. */
@Injectable()
export class ListRoundsRepository {
  /** The list's lines as they are now, as round n. */
  async keep(
    tx: Tx,
    of: { listId: string; round: number; hash: string; makerId: string; approvalId: string; at: string },
  ): Promise<void> {
    await tx.execute(
      `INSERT INTO bonus_list_round (tenant_id, list_id, round, hash, maker_id, approval_id, submitted_at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [tx.tenantId, of.listId, of.round, of.hash, of.makerId, of.approvalId, of.at],
    );
    await tx.execute(
      `INSERT INTO bonus_list_round_line (tenant_id, list_id, round, line_id, amount_minor, state, held_reason, explain)
       SELECT $1, list_id, $3, id, amount_minor, state, held_reason, explain FROM bonus_line WHERE list_id = $2`,
      [tx.tenantId, of.listId, of.round],
    );
  }

  rounds(tx: Tx, listId: string): Promise<RoundRow[]> {
    return tx.query<RoundRow>(
      `SELECT r.round, r.hash, r.maker_id AS "makerId", r.approval_id AS "approvalId", r.submitted_at AS "submittedAt",
         count(l.line_id)::int AS lines, count(*) FILTER (WHERE l.state = 'held')::int AS held,
         COALESCE(sum(l.amount_minor) FILTER (WHERE l.state <> 'held'), 0)::text AS "totalMinor"
       FROM bonus_list_round r LEFT JOIN bonus_list_round_line l ON l.list_id = r.list_id AND l.round = r.round
       WHERE r.list_id = $1 GROUP BY r.list_id, r.round ORDER BY r.round`,
      [listId],
    );
  }

  /** Only what differs, by employee number; one more than the limit. `units` null = all. */
  diff(
    tx: Tx,
    of: {
      listId: string;
      from: number;
      to: number;
      units: readonly string[] | null;
      after: { number: string; id: string } | null;
      limit: number;
    },
  ): Promise<LineChange[]> {
    return tx.query<LineChange>(
      `SELECT l.id AS "lineId", l.person_id AS "personId", l.person_number AS "personNumber", l.person_name AS "personName",
         ${LINE('a')} AS before, ${LINE('b')} AS after
       FROM bonus_line l
       LEFT JOIN bonus_list_round_line a ON a.list_id = l.list_id AND a.round = $2 AND a.line_id = l.id
       LEFT JOIN bonus_list_round_line b ON b.list_id = l.list_id AND b.round = $3 AND b.line_id = l.id
       WHERE l.list_id = $1 AND ($4::uuid[] IS NULL OR l.unit_path && $4)
         AND (a.line_id IS NOT NULL OR b.line_id IS NOT NULL)
         AND (a.amount_minor, a.state, a.held_reason, a.explain) IS DISTINCT FROM (b.amount_minor, b.state, b.held_reason, b.explain)
         AND ($5::text IS NULL OR (l.person_number, l.id) > ($5, $6::uuid))
       ORDER BY l.person_number, l.id LIMIT $7`,
      [of.listId, of.from, of.to, of.units, of.after?.number ?? null, of.after?.id ?? null, of.limit + 1],
    );
  }
}

// Whole numbers as text: JSON's own would lose the last digits of a large one.
const LINE = (t: string): string =>
  `CASE WHEN ${t}.line_id IS NOT NULL THEN jsonb_build_object('amountMinor', ${t}.amount_minor::text, 'state', ${t}.state,
     'heldReason', ${t}.held_reason, 'explain', ${t}.explain) END`;
