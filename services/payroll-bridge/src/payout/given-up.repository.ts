import { Injectable } from '@nestjs/common';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import type { Explained } from '../wording/explain-words.js';

export interface GivenUp {
  lineId: string;
  /** In minor units: what was due by then, so without what a correction had taken off it. */
  minor: string;
  at: string;
}
export interface GivenUpLine extends Explained, GivenUp {
  since: string;
}

// Posted out of what is held and back to where the signature took it from; what goes back to payroll's rejections is owed still.
const GONE = `SELECT sum(-e.minor) AS minor, min(t.at) AS at FROM ledger_txn t JOIN ledger_entry e ON e.txn_id = t.id AND e.account = 'bonus-expense'
WHERE t.ref_id = l.id AND t.cause IN ('reversed', 'delta-back') AND EXISTS (
  SELECT FROM ledger_txn r JOIN ledger_entry h ON h.txn_id = r.id AND h.account = 'held-payable'
  WHERE r.ref_id = l.id AND r.cause = 'reversed' AND r.line_id = l.id)`;

// A part goes up to the line that it is a part of, also where payroll rejected it and it was paid again.
const RESTS = `WITH RECURSIVE up AS (
  SELECT l.id AS of, l.id, l.releases, l.replaces, 0 AS depth FROM bonus_line l
  WHERE l.id = ANY($1::uuid[]) AND l.explain @> '[{"code": "part"}]'
  UNION ALL
  SELECT up.of, l.id, l.releases, l.replaces, up.depth + 1 FROM up LEFT JOIN payout p ON p.id = up.replaces
  JOIN bonus_line l ON l.id = COALESCE(up.releases, p.line_id) WHERE up.depth < 50
)
SELECT up.of AS "lineId", g.minor::text AS minor, g.at FROM up JOIN bonus_line l ON l.id = up.id AND l.state = 'reversed'
CROSS JOIN LATERAL (${GONE}) g WHERE g.minor > 0`;

const MINE = `SELECT l.id AS "lineId", l.period, l.score, l.band, l.currency, l.explain, g.minor::text AS minor, g.at, s.signed_at AS since
FROM bonus_line l JOIN bonus_list s ON s.id = l.list_id CROSS JOIN LATERAL (${GONE}) g
WHERE l.person_id = $1 AND l.state = 'reversed' AND s.signed_at IS NOT NULL AND g.minor > 0 AND ($2::uuid IS NULL OR l.id < $2)
ORDER BY l.id DESC LIMIT $3`;

/** Money that was signed and held, and that nobody will be paid. */
@Injectable()
export class GivenUpRepository {
  /** Of lines that pay a part of what was held: what became of the rest, where that was given up. */
  async rests(tx: Tx, lineIds: readonly string[]): Promise<Map<string, GivenUp>> {
    if (lineIds.length === 0) return new Map();
    const rows = await tx.query<GivenUp>(RESTS, [lineIds]);
    return new Map(rows.map((row) => [row.lineId, row]));
  }

  /** Newest first; one more than the limit. */
  mine(tx: Tx, personId: string, after: string | null, limit: number): Promise<GivenUpLine[]> {
    return tx.query<GivenUpLine>(MINE, [personId, after, limit + 1]);
  }
}
