import { Injectable } from '@nestjs/common';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import type { ReconciliationScope } from './reconciliation.repository.js';

export interface CheckFound {
  runId: string;
  lineId: string | null;
  payoutId: string | null;
  personNumber: string | null;
  what: string;
  /** Minor units of `currency`, or a number of payouts when that is null. */
  expected: string;
  found: string;
  currency: string | null;
}

// Beside the chain from signature to answer: what each book says of itself.
const CHECKS = `WITH run AS (
  SELECT * FROM payout_run WHERE ($1::uuid IS NULL OR cycle_id = $1) AND ($2::uuid IS NULL OR id = $2)
), pay AS (
  SELECT p.* FROM payout p JOIN run ON run.id = p.run_id
), counted AS (
  SELECT run.id, run.paid, run.rejected, run.unanswered, count(p.id) FILTER (WHERE p.state = 'paid') AS is_paid,
    count(p.id) FILTER (WHERE p.state = 'rejected') AS is_rejected,
    count(p.id) FILTER (WHERE p.state NOT IN ('paid', 'rejected', 'reversed')) AS is_unanswered
  FROM run LEFT JOIN pay p ON p.run_id = run.id GROUP BY run.id, run.paid, run.rejected, run.unanswered
), found AS (
  SELECT t.run_id, t.line_id, t.payout_id, 'ledger-unbalanced' AS what, 0::numeric AS expected, sum(e.minor) AS found, e.currency
  FROM ledger_txn t JOIN run ON run.id = t.run_id JOIN ledger_entry e ON e.txn_id = t.id
  GROUP BY t.id, t.run_id, t.line_id, t.payout_id, e.currency HAVING sum(e.minor) <> 0
  UNION ALL
  SELECT t.run_id, t.line_id, t.payout_id, 'posted-for-nobody', 0, sum(e.minor) FILTER (WHERE e.minor > 0), e.currency
  FROM ledger_txn t JOIN run ON run.id = t.run_id LEFT JOIN ledger_entry e ON e.txn_id = t.id
  WHERE NOT EXISTS (SELECT FROM bonus_line l WHERE l.id = t.line_id)
    OR t.payout_id IS NOT NULL AND NOT EXISTS (SELECT FROM payout p WHERE p.id = t.payout_id AND p.line_id = t.line_id)
  GROUP BY t.id, t.run_id, t.line_id, t.payout_id, e.currency
  UNION ALL
  SELECT q.run_id, q.line_id, q.id, 'paid-again', 0, q.amount_minor, q.currency
  FROM payout p JOIN pay q ON q.replaces = p.id WHERE p.state <> 'rejected'
  UNION ALL
  SELECT p.run_id, p.line_id, p.id, 'answered-not-taken', p.amount_minor, 0, p.currency
  FROM pay p WHERE p.state NOT IN ('paid', 'rejected')
    AND EXISTS (SELECT FROM payout_answer a WHERE a.payout_id = p.id AND a.result = 'applied' AND a.outcome IN ('paid', 'rejected'))
  UNION ALL
  -- What payroll has paid by our books, and by its own last word.
  SELECT p.run_id, p.line_id, p.id,
    CASE WHEN c.said_amount IS NULL THEN 'payroll-says-' || c.said WHEN c.said_currency = p.currency THEN 'payroll-says-other-amount'
      ELSE 'payroll-says-other-currency' END,
    CASE WHEN c.said_amount IS NULL AND c.said = 'paid' THEN 0 ELSE p.amount_minor END,
    CASE WHEN c.said_amount IS NOT NULL THEN COALESCE(c.said_minor, 0) WHEN c.said = 'paid' THEN p.amount_minor ELSE 0 END, p.currency
  FROM pay p JOIN payout_contradiction c ON c.payout_id = p.id
  WHERE c.closed_at IS NULL AND (c.said_amount IS NOT NULL OR c.said IN ('paid', 'rejected') AND p.state <> c.said
    AND NOT (c.said = 'rejected' AND p.state = 'reversed'))
  UNION ALL
  SELECT b.run_id, NULL, NULL, 'batch-sum', b.sum_minor, COALESCE(sum(p.amount_minor), 0), b.currency
  FROM payout_batch b JOIN run ON run.id = b.run_id LEFT JOIN payout p ON p.batch_id = b.id
  GROUP BY b.id HAVING b.sum_minor <> COALESCE(sum(p.amount_minor), 0)
  UNION ALL
  SELECT b.run_id, NULL, NULL, 'batch-count', b.count, count(p.id), NULL
  FROM payout_batch b JOIN run ON run.id = b.run_id LEFT JOIN payout p ON p.batch_id = b.id
  GROUP BY b.id HAVING b.count <> count(p.id)
  UNION ALL
  SELECT id, NULL, NULL, 'run-counts', paid + rejected + unanswered, is_paid + is_rejected + is_unanswered, NULL
  FROM counted WHERE (paid, rejected, unanswered) IS DISTINCT FROM (is_paid::int, is_rejected::int, is_unanswered::int)
)
SELECT run_id AS "runId", line_id AS "lineId", payout_id AS "payoutId",
  (SELECT l.person_number FROM bonus_line l WHERE l.id = found.line_id) AS "personNumber", what, expected::text AS expected, COALESCE(found, 0)::text AS found,
  currency FROM found ORDER BY what, line_id, payout_id LIMIT 1000`;

/** Differences that no comparison of signed with posted, handed over and answered would show. */
@Injectable()
export class ReconciliationChecks {
  async find(tx: Tx, scope: ReconciliationScope): Promise<CheckFound[]> {
    await tx.execute('SET LOCAL enable_nestloop = off');
    return tx.query<CheckFound>(CHECKS, [scope.cycleId, scope.runId]);
  }
}
