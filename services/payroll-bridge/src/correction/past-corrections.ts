import { Injectable } from '@nestjs/common';
import type { PostingCause } from '@goalbeat/domain/ledger/movement';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import type { CorrectedScore } from './correction.repository.js';

export interface PastRow {
  id: string;
  cycleId: string;
  period: string;
  no: number;
  at: string;
  byId: string;
  byName: string;
  reason: string;
  message: string | null;
  planCode: string;
  planVersion: number;
  changed: number;
  /** Minor units by currency; `down` is below 0. */
  totals: { currency: string; up: string; down: string }[];
}

export interface PastLineRow {
  id: string;
  claimId: string;
  personId: string;
  personNumber: string;
  personName: string;
  currency: string;
  accruedMinor: string;
  worthMinor: string;
  score: CorrectedScore | null;
  lineId: string | null;
  listId: string | null;
  runId: string | null;
  listState: string | null;
  postings: { at: string; cause: PostingCause; debit: string; credit: string; minor: string }[];
}

interface Within {
  /** null = the whole tenant; else units whose people's lines are seen. */
  units: readonly string[] | null;
  personId: string | null;
}

// A correction that changed nobody is seen by those who see everybody only: there is nothing of anybody's in it.
const LIST = `SELECT c.id, c.cycle_id AS "cycleId", COALESCE(y.period, '') AS period, c.no, c.at, c.by_id AS "byId",
  COALESCE(p.name, '') AS "byName", c.reason, c.message, c.plan_code AS "planCode", c.plan_version::int AS "planVersion",
  COALESCE(m.changed, 0)::int AS changed, COALESCE(m.totals, '[]') AS totals
FROM correction c
LEFT JOIN LATERAL (SELECT period FROM payout_run r WHERE r.cycle_id = c.cycle_id AND r.kind = 'cycle' LIMIT 1) y ON true
LEFT JOIN org_person p ON p.tenant_id = c.tenant_id AND p.id = c.by_id
LEFT JOIN LATERAL (
  SELECT sum(s.changed) AS changed,
    jsonb_agg(jsonb_build_object('currency', s.currency, 'up', s.up::text, 'down', s.down::text) ORDER BY s.currency) AS totals
  FROM (
    SELECT d.currency, count(*) AS changed, sum(GREATEST(d.worth_minor - d.accrued_minor, 0)) AS up,
      sum(LEAST(d.worth_minor - d.accrued_minor, 0)) AS down
    FROM correction_line d JOIN bonus_line l ON l.id = d.claim_id
    WHERE d.correction_id = c.id AND ($2::uuid[] IS NULL OR l.unit_path && $2) AND ($3::uuid IS NULL OR d.person_id = $3)
    GROUP BY d.currency) s
) m ON true
WHERE ($1::uuid IS NULL OR c.cycle_id = $1) AND ($4::uuid IS NULL OR c.id < $4)
  AND ($2::uuid[] IS NULL AND $3::uuid IS NULL OR m.changed > 0)
ORDER BY c.id DESC LIMIT $5`;

const LINES = `SELECT d.id, d.claim_id AS "claimId", d.person_id AS "personId", l.person_number AS "personNumber",
  l.person_name AS "personName", d.currency, d.accrued_minor::text AS "accruedMinor", d.worth_minor::text AS "worthMinor",
  (SELECT s FROM jsonb_array_elements(c.scores) AS s WHERE s ->> 'personId' = d.person_id::text LIMIT 1) AS score,
  d.line_id AS "lineId", n.list_id AS "listId", n.run_id AS "runId", b.state AS "listState",
  COALESCE((
    SELECT jsonb_agg(jsonb_build_object('at', to_char(t.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), 'cause', t.cause,
      'debit', i.account, 'credit', o.account, 'minor', i.minor::text) ORDER BY t.id)
    FROM ledger_txn t JOIN ledger_entry i ON i.txn_id = t.id AND i.minor > 0 JOIN ledger_entry o ON o.txn_id = t.id AND o.minor < 0
    WHERE t.cause IN ('delta-down', 'delta-back') AND t.ref_id = d.id OR t.cause = 'delta-up' AND t.ref_id = d.line_id), '[]') AS postings
FROM correction_line d JOIN correction c ON c.id = d.correction_id JOIN bonus_line l ON l.id = d.claim_id
LEFT JOIN bonus_line n ON n.id = d.line_id LEFT JOIN bonus_list b ON b.id = n.list_id
WHERE d.correction_id = $1 AND ($2::uuid[] IS NULL OR l.unit_path && $2) AND ($3::uuid IS NULL OR d.person_id = $3)
  AND ($4::text IS NULL OR (l.person_number, d.id) > ($4, $5::uuid))
ORDER BY l.person_number, d.id LIMIT $6`;

/** What was corrected, read back. */
@Injectable()
export class PastCorrections {
  /** Newest first; one more than the limit. */
  list(tx: Tx, within: Within & { cycleId: string | null }, after: string | null, limit: number): Promise<PastRow[]> {
    return tx.query<PastRow>(LIST, [within.cycleId, within.units, within.personId, after, limit + 1]);
  }

  /** Whether the reader may know of it. */
  async isSeen(tx: Tx, id: string, units: readonly string[] | null): Promise<boolean> {
    const row = await tx.maybe(
      `SELECT 1 FROM correction c WHERE c.id = $1 AND ($2::uuid[] IS NULL OR EXISTS (
         SELECT FROM correction_line d JOIN bonus_line l ON l.id = d.claim_id WHERE d.correction_id = c.id AND l.unit_path && $2))`,
      [id, units],
    );
    return row !== undefined;
  }

  /** In the order of employee numbers; one more than the limit. */
  lines(
    tx: Tx,
    id: string,
    within: Within,
    after: { number: string; id: string } | null,
    limit: number,
  ): Promise<PastLineRow[]> {
    return tx.query<PastLineRow>(LINES, [
      id,
      within.units,
      within.personId,
      after?.number ?? null,
      after?.id ?? null,
      limit + 1,
    ]);
  }
}
