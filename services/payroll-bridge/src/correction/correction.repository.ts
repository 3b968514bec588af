import { Injectable } from '@nestjs/common';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import type { StoredStep } from '../wording/explain-words.js';

export interface CorrectedScore {
  personId: string;
  /** Decimal string. */
  score: string;
  band: string;
  /** Where it can be seen that the new score is right. */
  evidence: string;
}

export interface CorrectionRow {
  id: string;
  cycleId: string;
  no: number;
  reason: string;
  /** For those whose pay it changes. */
  message: string | null;
  fingerprint: string;
  planCode: string;
  planVersion: number;
  scores: CorrectedScore[];
  byId: string;
  at: string;
  /** The publication whose scores it took over, whole. */
  batchId: string | null;
}

export interface EarlierCorrection extends CorrectionRow {
  /** Finance refused every list of it: nothing of it stands any more. */
  refused: boolean;
  /** Whose difference was on a list that finance refused: for them it does not stand. */
  refusedFor: string[];
  /** It only takes back what a refused one had posted at once. */
  undoes: boolean;
}

export interface CorrectionLine {
  id: string;
  claimId: string;
  personId: string;
  currency: string;
  accruedMinor: string;
  worthMinor: string;
  /** Which line of a list pays the difference. */
  lineId: string | null;
  /** By which score and band it is worth that. */
  score: string;
  band: string;
  explain: StoredStep[];
}

/** First money of a person in a cycle, and how far it has come. */
export interface ClaimNow {
  claimId: string;
  runId: string;
  personId: string;
  currency: string;
  state: string;
  listState: string;
  runState: string;
  amountMinor: string;
  computedMinor: string;
  /** Kept back from it for earlier claims; posted or not. */
  setOffMinor: string;
  /** Whether anything of it is in the books, a correction's list for one. */
  booked: boolean;
  /** By the books, with what is kept back and not posted yet. */
  accruedMinor: string;
  /** Of what corrections had paid besides: held, and given up by finance; 0 or more. */
  givenUpMinor: string;
  /** What was left by the books when finance gave up the last of it; 0 where it gave up nothing. */
  besideMinor: string;
  /** Taken down before, paid out nevertheless, and kept back from no list yet; 0 or more. */
  debtMinor: string;
  period: string;
}

const CLAIMS = `WITH claim AS (
  SELECT l.id, l.run_id, l.person_id, l.currency, l.state, b.state AS list_state, r.state AS run_state, l.amount_minor, l.computed_minor, l.period
  FROM bonus_line l JOIN payout_run r ON r.id = l.run_id JOIN bonus_list b ON b.id = l.list_id
  WHERE r.cycle_id = $1 AND r.kind = 'cycle' AND l.cause = 'signed'
), booked AS (
  SELECT l.claim_id, sum(e.minor) AS minor FROM bonus_line l JOIN ledger_txn t ON t.line_id = l.id
  JOIN ledger_entry e ON e.txn_id = t.id AND e.account = 'bonus-expense'
  WHERE l.claim_id IN (SELECT id FROM claim) GROUP BY l.claim_id
), kept AS (
  SELECT s.line_id, sum(s.minor) AS minor, COALESCE(sum(s.minor) FILTER (WHERE t.id IS NULL), 0) AS unposted
  FROM set_off s LEFT JOIN ledger_txn t ON t.cause = 'set-off' AND t.ref_id = s.id
  WHERE s.line_id IN (SELECT id FROM claim) GROUP BY s.line_id
), gone AS (
  SELECT l.claim_id, -sum(e.minor) AS minor, max(t.id::text)::uuid AS last FROM bonus_line l
  JOIN ledger_txn t ON t.ref_id = l.id AND t.cause IN ('reversed', 'delta-back')
  JOIN ledger_entry e ON e.txn_id = t.id AND e.account = 'bonus-expense'
  WHERE l.claim_id IN (SELECT id FROM claim) AND l.cause = 'delta-up' AND l.state = 'reversed'
    AND EXISTS (SELECT FROM ledger_txn h WHERE h.cause = 'held' AND h.ref_id = l.id) GROUP BY l.claim_id
), beside AS (
  SELECT g.claim_id, sum(e.minor) AS minor FROM gone g JOIN bonus_line l ON l.claim_id = g.claim_id
  JOIN ledger_txn t ON t.line_id = l.id AND t.id <= g.last JOIN ledger_entry e ON e.txn_id = t.id AND e.account = 'bonus-expense'
  GROUP BY g.claim_id
), payable AS (
  SELECT l.claim_id, -sum(e.minor) AS minor FROM bonus_line l JOIN ledger_txn t ON t.line_id = l.id
  JOIN ledger_entry e ON e.txn_id = t.id AND e.account = 'bonus-payable'
  WHERE l.claim_id IN (SELECT id FROM claim) GROUP BY l.claim_id
), unsent AS (
  SELECT l.claim_id, sum(l.amount_minor) AS minor FROM bonus_line l JOIN payout_run r ON r.id = l.run_id
  WHERE l.claim_id IN (SELECT id FROM claim) AND l.state = 'signed' AND NOT l.handed_over
    AND r.state IN ('posted', 'handing-over', 'cancelled') AND EXISTS (SELECT FROM ledger_txn t WHERE t.line_id = l.id AND t.cause = l.cause)
  GROUP BY l.claim_id
), recovering AS (
  SELECT s.claim_id, sum(s.minor) AS minor FROM set_off s JOIN bonus_line l ON l.id = s.line_id JOIN bonus_list b ON b.id = l.list_id
  WHERE s.claim_id IN (SELECT id FROM claim) AND l.state <> 'reversed' AND b.state <> 'cancelled'
    AND NOT EXISTS (SELECT FROM ledger_txn t WHERE t.cause = 'recovered' AND t.ref_id = s.id)
  GROUP BY s.claim_id
)
SELECT c.id AS "claimId", c.period, c.run_id AS "runId", c.person_id AS "personId", c.currency, c.state, c.list_state AS "listState",
  c.run_state AS "runState", c.amount_minor AS "amountMinor", c.computed_minor AS "computedMinor",
  COALESCE(k.minor, 0)::text AS "setOffMinor", b.claim_id IS NOT NULL AS booked, (COALESCE(b.minor, 0) + COALESCE(k.unposted, 0))::text AS "accruedMinor",
  GREATEST(COALESCE(g.minor, 0), 0)::text AS "givenUpMinor", COALESCE(v.minor, 0)::text AS "besideMinor",
  GREATEST(COALESCE(u.minor, 0) - COALESCE(p.minor, 0) - COALESCE(q.minor, 0), 0)::text AS "debtMinor"
FROM claim c LEFT JOIN booked b ON b.claim_id = c.id LEFT JOIN kept k ON k.line_id = c.id LEFT JOIN payable p ON p.claim_id = c.id
LEFT JOIN gone g ON g.claim_id = c.id LEFT JOIN beside v ON v.claim_id = c.id
LEFT JOIN unsent u ON u.claim_id = c.id LEFT JOIN recovering q ON q.claim_id = c.id ORDER BY c.id`;

// A publication that is still called corrected by it was refused, if at all, by an earlier release: there it stood all the same.
const REFUSED = `SELECT COALESCE(bool_and(b.state = 'cancelled'), false) AS whole,
    COALESCE(array_agg(d.person_id ORDER BY d.person_id) FILTER (WHERE b.state = 'cancelled'), '{}') AS people
  FROM correction_line d JOIN bonus_line l ON l.id = d.line_id JOIN bonus_list b ON b.id = l.list_id
  WHERE d.correction_id = c.id AND NOT EXISTS (
    SELECT FROM republication p WHERE p.batch_id = c.batch_id AND p.correction_id = c.id)`;

/** Of a correction `c`: it carries the fingerprint of the refused one that it undoes. */
export const UNDOES = `EXISTS (SELECT FROM correction o
  WHERE o.tenant_id = c.tenant_id AND o.cycle_id = c.cycle_id AND o.fingerprint = c.fingerprint AND o.no < c.no)`;

@Injectable()
export class CorrectionRepository {
  claims(tx: Tx, cycleId: string): Promise<ClaimNow[]> {
    return tx.query<ClaimNow>(CLAIMS, [cycleId]);
  }

  /** Oldest first: each builds on those before. */
  ofCycle(tx: Tx, cycleId: string): Promise<EarlierCorrection[]> {
    return tx.query<EarlierCorrection>(
      `SELECT c.id, c.cycle_id AS "cycleId", c.no, c.reason, c.message, c.fingerprint, c.plan_code AS "planCode", c.plan_version::int AS "planVersion",
         c.scores, c.by_id AS "byId", c.at, c.batch_id AS "batchId", f.whole AS refused, f.people AS "refusedFor", ${UNDOES} AS undoes
       FROM correction c CROSS JOIN LATERAL (${REFUSED}) f WHERE c.cycle_id = $1 ORDER BY c.no`,
      [cycleId],
    );
  }

  /** The correction that a list pays, its cycle, and the publication that it took over; null of other lists. */
  async ofList(tx: Tx, listId: string): Promise<{ id: string; cycleId: string; batchId: string | null } | null> {
    const row = await tx.maybe<{ id: string; cycleId: string; batchId: string | null }>(
      `SELECT c.id, c.cycle_id AS "cycleId", c.batch_id AS "batchId" FROM bonus_line l JOIN correction_line d ON d.line_id = l.id
       JOIN correction c ON c.id = d.correction_id WHERE l.list_id = $1 LIMIT 1`,
      [listId],
    );
    return row ?? null;
  }

  /** Of those whom this list pays; with `unpaid`, also of those whom no list pays. */
  async lineIds(tx: Tx, correctionId: string, listId: string, unpaid: boolean): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `SELECT d.id FROM correction_line d LEFT JOIN bonus_line l ON l.id = d.line_id
       WHERE d.correction_id = $1 AND (l.list_id = $2 OR $3 AND d.line_id IS NULL) ORDER BY d.id`,
      [correctionId, listId, unpaid],
    );
    return rows.map(({ id }) => id);
  }

  /** Whose difference is on a list that is not in the books yet. */
  async waiting(tx: Tx, cycleId: string): Promise<Set<string>> {
    const rows = await tx.query<{ id: string }>(
      `SELECT DISTINCT d.person_id AS id FROM bonus_line d JOIN payout_run r ON r.id = d.run_id JOIN bonus_line f ON f.id = d.claim_id
       JOIN payout_run o ON o.id = f.run_id
       WHERE r.state IN ('draft', 'in-approval', 'returned', 'signed') AND d.cause = 'delta-up' AND d.active AND o.cycle_id = $1`,
      [cycleId],
    );
    return new Set(rows.map(({ id }) => id));
  }

  /** A run whose differences of this cycle are not in the books yet. */
  async underWay(tx: Tx, cycleId: string): Promise<string | null> {
    const row = await tx.maybe<{ id: string }>(
      `SELECT r.id FROM payout_run r WHERE r.state IN ('draft', 'in-approval', 'returned', 'signed') AND EXISTS (
         SELECT FROM bonus_line d JOIN bonus_line f ON f.id = d.claim_id JOIN payout_run o ON o.id = f.run_id
         WHERE d.run_id = r.id AND d.cause = 'delta-up' AND d.active AND o.cycle_id = $1) LIMIT 1`,
      [cycleId],
    );
    return row?.id ?? null;
  }

  /** Runs that pay some of these claims again, or what was held of them, and are not in the books yet. */
  payingAgain(tx: Tx, claimIds: readonly string[]): Promise<{ runId: string; claimId: string }[]> {
    return tx.query<{ runId: string; claimId: string }>(
      `SELECT r.id AS "runId", l.claim_id AS "claimId" FROM bonus_line l JOIN payout_run r ON r.id = l.run_id
       WHERE l.claim_id = ANY($1::uuid[]) AND (l.cause = 'signed-again' OR l.releases IS NOT NULL) AND l.active AND l.state <> 'reversed'
         AND r.state IN ('draft', 'in-approval', 'returned', 'signed')`,
      [claimIds],
    );
  }

  /** The scores that the cycle's lists were built of. */
  async batchOf(tx: Tx, cycleId: string): Promise<string | null> {
    const row = await tx.maybe<{ id: string | null }>(
      `SELECT batch_id AS id FROM payout_run WHERE cycle_id = $1 AND kind = 'cycle' AND batch_id IS NOT NULL LIMIT 1`,
      [cycleId],
    );
    return row?.id ?? null;
  }

  async insert(tx: Tx, row: CorrectionRow, lines: readonly CorrectionLine[]): Promise<void> {
    await tx.execute(
      `INSERT INTO correction (id, tenant_id, cycle_id, no, reason, fingerprint, plan_code, plan_version, scores, by_id, at, batch_id, message)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)`,
      [
        row.id,
        tx.tenantId,
        row.cycleId,
        row.no,
        row.reason,
        row.fingerprint,
        row.planCode,
        row.planVersion,
        JSON.stringify(row.scores),
        row.byId,
        row.at,
        row.batchId,
        row.message,
      ],
    );
    await tx.execute(
      `INSERT INTO correction_line (id, tenant_id, correction_id, claim_id, person_id, currency, accrued_minor, worth_minor, line_id,
         score, band, explain)
       SELECT id, $1, $2, "claimId", "personId", currency, "accruedMinor", "worthMinor", "lineId", score, band, explain
       FROM jsonb_to_recordset($3::jsonb) AS r(id uuid, "claimId" uuid, "personId" uuid, currency text, "accruedMinor" bigint,
         "worthMinor" bigint, "lineId" uuid, score text, band text, explain jsonb)`,
      [tx.tenantId, row.id, JSON.stringify(lines)],
    );
  }
}
