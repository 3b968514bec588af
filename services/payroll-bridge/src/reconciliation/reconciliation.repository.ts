import { Injectable } from '@nestjs/common';
import type { Tx } from '@goalbeat/service-kit/db/tx';

export interface Sums {
  currency: string;
  signed: string;
  toPost: string;
  posted: string;
  toHandOver: string;
  handedOver: string;
  paid: string;
  unpaid: string;
  unanswered: string;
  ledgerBalanced: boolean;
}

export interface Difference {
  runId: string | null;
  personNumber: string | null;
  lineId: string | null;
  payoutId: string | null;
  what: string;
  expected: string;
  found: string;
}

/** Which runs are looked at: one, those of a cycle (off-cycle ones with them), or all. */
export interface ReconciliationScope {
  cycleId: string | null;
  runId: string | null;
}

// A payout that was rejected and paid again is not money twice: first payments are what was handed over, and of each
// chain of payments the last one says what has become of it; what a correction took off in between stays unpaid.
// Runs whose signed lines are in no book yet.
const BEFORE_POSTING = `'draft', 'in-approval', 'returned', 'signed'`;
const SUMS = `WITH RECURSIVE run AS (
  SELECT id, currency, state FROM payout_run WHERE ($1::uuid IS NULL OR cycle_id = $1) AND ($2::uuid IS NULL OR id = $2)
), line AS (
  SELECT l.currency, sum(l.amount_minor) AS signed,
    sum(l.amount_minor) FILTER (WHERE run.state IN (${BEFORE_POSTING})) AS to_post,
    sum(l.amount_minor) FILTER (WHERE run.state IN ('posted', 'handing-over', 'cancelled') AND NOT l.handed_over) AS to_hand_over
  FROM bonus_line l JOIN run ON run.id = l.run_id
  WHERE l.state IN ('signed', 'paid', 'rejected') AND (l.replaces IS NULL OR $2::uuid IS NOT NULL) GROUP BY l.currency
), posted AS (
  SELECT e.currency, sum(-e.minor) AS posted FROM ledger_txn t JOIN run ON run.id = t.run_id JOIN ledger_entry e ON e.txn_id = t.id
  WHERE e.account = 'bonus-payable'
    AND (t.cause IN ('signed', 'released', 'delta-up') OR t.cause = 'signed-again' AND $2::uuid IS NOT NULL
      OR t.cause = 'held' AND (EXISTS (SELECT 1 FROM bonus_line l WHERE l.id = t.line_id AND l.replaces IS NULL) OR $2::uuid IS NOT NULL)
      OR t.cause = 'reversed' AND (EXISTS (SELECT 1 FROM bonus_line l WHERE l.id = t.line_id AND l.replaces IS NULL) OR $2::uuid IS NOT NULL))
  GROUP BY e.currency
), handed AS (
  SELECT p.currency, sum(p.amount_minor) AS handed FROM payout p JOIN run ON run.id = p.run_id
  WHERE p.replaces IS NULL OR $2::uuid IS NOT NULL GROUP BY p.currency
), chain AS (
  SELECT p.id, p.currency, p.amount_minor, p.state FROM payout p JOIN run ON run.id = p.run_id
  WHERE p.replaces IS NULL OR $2::uuid IS NOT NULL
  UNION ALL
  SELECT q.id, q.currency, q.amount_minor, q.state FROM payout q JOIN chain c ON q.replaces = c.id WHERE $2::uuid IS NULL
), leaf AS (
  SELECT c.currency, sum(c.amount_minor) FILTER (WHERE q.id IS NULL AND c.state = 'paid') AS paid,
    sum(c.amount_minor - COALESCE(q.amount_minor, 0)) FILTER (WHERE q.id IS NOT NULL OR c.state = 'rejected') AS unpaid,
    sum(c.amount_minor) FILTER (WHERE q.id IS NULL AND c.state NOT IN ('paid', 'rejected')) AS unanswered
  FROM chain c LEFT JOIN payout q ON q.replaces = c.id AND $2::uuid IS NULL GROUP BY c.currency
), books AS (
  SELECT t.currency, bool_and(t.sum = 0) AS balanced FROM (
    SELECT e.txn_id, e.currency, sum(e.minor) AS sum FROM ledger_txn x JOIN run ON run.id = x.run_id JOIN ledger_entry e ON e.txn_id = x.id
    GROUP BY e.txn_id, e.currency) t GROUP BY t.currency
)
SELECT c.currency, COALESCE(line.signed, 0)::text AS signed, COALESCE(line.to_post, 0)::text AS "toPost",
  COALESCE(posted.posted, 0)::text AS posted, COALESCE(line.to_hand_over, 0)::text AS "toHandOver",
  COALESCE(handed.handed, 0)::text AS "handedOver", COALESCE(leaf.paid, 0)::text AS paid, COALESCE(leaf.unpaid, 0)::text AS unpaid,
  COALESCE(leaf.unanswered, 0)::text AS unanswered, COALESCE(books.balanced, true) AS "ledgerBalanced"
FROM (SELECT DISTINCT currency FROM run) c
LEFT JOIN line USING (currency) LEFT JOIN posted USING (currency) LEFT JOIN handed USING (currency)
LEFT JOIN leaf USING (currency) LEFT JOIN books USING (currency) ORDER BY c.currency`;

const DIFFERENCES = `WITH run AS (
  SELECT id, state FROM payout_run WHERE ($1::uuid IS NULL OR cycle_id = $1) AND ($2::uuid IS NULL OR id = $2)
), line AS (
  SELECT l.*, run.state IN (${BEFORE_POSTING}) AS to_post,
    run.state IN (${BEFORE_POSTING}, 'posted', 'handing-over', 'cancelled') AND NOT l.handed_over AS to_hand_over
  FROM bonus_line l JOIN run ON run.id = l.run_id
), pay AS (
  SELECT p.* FROM payout p JOIN run ON run.id = p.run_id
), booked AS (
  SELECT t.line_id, t.payout_id, t.cause, sum(e.minor) FILTER (WHERE e.minor > 0) AS minor
  FROM ledger_txn t JOIN run ON run.id = t.run_id LEFT JOIN ledger_entry e ON e.txn_id = t.id
  GROUP BY t.id, t.line_id, t.payout_id, t.cause
), found AS (
  SELECT l.id AS "lineId", NULL::uuid AS "payoutId", 'signed-not-posted' AS what, l.amount_minor AS expected, COALESCE(b.minor, 0) AS found, l.currency
  FROM line l LEFT JOIN booked b ON b.line_id = l.id AND b.cause = l.cause
  WHERE l.state IN ('signed', 'paid', 'rejected') AND NOT l.to_post AND l.amount_minor IS DISTINCT FROM COALESCE(b.minor, 0)
  UNION ALL
  SELECT l.id, NULL, 'posted-not-signed', 0, b.minor, l.currency
  FROM line l JOIN bonus_list s ON s.id = l.list_id JOIN booked b ON b.line_id = l.id AND b.cause = l.cause
  WHERE l.state = 'ready' OR l.state = 'held' AND s.state IN ('draft', 'submitted', 'returned', 'cancelled')
  UNION ALL
  SELECT l.id, NULL, 'held-not-posted', COALESCE(b.minor, 0), COALESCE(h.minor, 0), l.currency
  FROM line l LEFT JOIN booked b ON b.line_id = l.id AND b.cause = l.cause LEFT JOIN booked h ON h.line_id = l.id AND h.cause = 'held'
  WHERE l.state = 'held' AND b.minor IS DISTINCT FROM h.minor
  UNION ALL
  SELECT c.claim_id, NULL, 'claim-broken', c.accrued, c.payable + c.held + c.in_transit + c.paid + c.rejected + c.set_off, c.currency
  FROM ledger_claim c WHERE c.claim_id IN (SELECT claim_id FROM line)
    AND (c.held < 0 OR c.in_transit < 0 OR c.paid < 0 OR c.rejected < 0 OR c.accrued < 0
      OR c.accrued <> c.payable + c.held + c.in_transit + c.paid + c.rejected + c.set_off)
  UNION ALL
  SELECT l.id, NULL, 'reversed-not-posted', b.minor - gone.minor, COALESCE(r.minor, 0), l.currency
  FROM line l JOIN booked b ON b.line_id = l.id AND b.cause = l.cause
  LEFT JOIN booked r ON r.line_id = l.id AND r.cause = 'reversed'
  CROSS JOIN LATERAL (SELECT bonus_line_gone_on(l.id) + bonus_line_taken_off(l.id) AS minor) gone
  WHERE l.state = 'reversed' AND b.minor - gone.minor IS DISTINCT FROM r.minor
    AND NOT (l.cause = 'released' AND EXISTS (SELECT 1 FROM booked h WHERE h.line_id = l.id AND h.cause = 'held'))
  UNION ALL
  SELECT l.id, p.id, 'posted-not-handed-over', l.amount_minor, COALESCE(p.amount_minor, 0), l.currency
  FROM line l LEFT JOIN pay p ON p.line_id = l.id
  WHERE l.state IN ('signed', 'paid', 'rejected') AND NOT l.to_hand_over AND l.amount_minor <> COALESCE(p.amount_minor, 0)
  UNION ALL
  SELECT l.id, p.id, 'handed-over-not-signed', 0, p.amount_minor, p.currency
  FROM pay p JOIN line l ON l.id = p.line_id WHERE l.state NOT IN ('signed', 'paid', 'rejected')
  UNION ALL
  SELECT p.line_id, p.id, 'handed-over-not-posted', p.amount_minor, COALESCE(b.minor, 0), p.currency
  FROM pay p LEFT JOIN booked b ON b.payout_id = p.id AND b.cause = 'handed-over' WHERE p.amount_minor IS DISTINCT FROM COALESCE(b.minor, 0)
  UNION ALL
  SELECT p.line_id, p.id, 'answer-not-posted', p.amount_minor, COALESCE(b.minor, 0), p.currency
  FROM pay p LEFT JOIN booked b ON b.payout_id = p.id AND b.cause = p.state
  WHERE p.state IN ('paid', 'rejected') AND p.amount_minor IS DISTINCT FROM COALESCE(b.minor, 0)
  UNION ALL
  SELECT p.line_id, p.id, 'posted-not-answered', 0, b.minor, p.currency
  FROM pay p JOIN booked b ON b.payout_id = p.id AND b.cause IN ('paid', 'rejected') WHERE b.cause <> p.state
    AND NOT (b.cause = 'rejected' AND EXISTS (SELECT 1 FROM booked k WHERE k.payout_id = p.id AND k.cause = 'rejected-back'))
  UNION ALL
  SELECT p.line_id, p.id, 'line-says-' || l.state, CASE WHEN p.state IN ('paid', 'rejected') THEN p.amount_minor ELSE 0 END, 0, p.currency
  FROM pay p JOIN line l ON l.id = p.line_id
  WHERE (p.state IN ('paid', 'rejected') OR l.state IN ('paid', 'rejected')) AND p.state <> l.state
  UNION ALL
  SELECT p.line_id, p.id, 'paid-without-answer', p.amount_minor, 0, p.currency FROM pay p
  WHERE p.state IN ('paid', 'rejected')
    AND NOT EXISTS (SELECT 1 FROM payout_answer a WHERE a.payout_id = p.id AND a.outcome = p.state AND a.result = 'applied')
    -- Payroll's word against ours, which two people took.
    AND NOT (p.state = 'paid' AND EXISTS (SELECT 1 FROM payout_contradiction c WHERE c.payout_id = p.id AND c.accepts AND c.closed_by IS NOT NULL))
)
SELECT l.run_id AS "runId", l.person_number AS "personNumber", f."lineId", f."payoutId", f.what, f.expected::text AS expected,
  f.found::text AS found, f.currency, (count(*) OVER ())::int AS all
FROM found f LEFT JOIN bonus_line l ON l.id = f."lineId" ORDER BY f.what, l.person_number, f."lineId", f."payoutId" LIMIT 1000`;

@Injectable()
export class ReconciliationRepository {
  async sums(tx: Tx, scope: ReconciliationScope): Promise<Sums[]> {
    await this.#joinByHash(tx);
    return tx.query<Sums>(SUMS, [scope.cycleId, scope.runId]);
  }

  /** In minor units; at most 1,000. */
  async differences(tx: Tx, scope: ReconciliationScope): Promise<(Difference & { currency: string; all: number })[]> {
    await this.#joinByHash(tx);
    return tx.query(DIFFERENCES, [scope.cycleId, scope.runId]);
  }

  /** A run written a second ago has no statistics yet; planned as one row each, its joins would be loops in loops. */
  async #joinByHash(tx: Tx): Promise<void> {
    await tx.execute('SET LOCAL enable_nestloop = off');
  }
}
