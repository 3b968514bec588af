import { Injectable } from '@nestjs/common';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { UNDOES } from '../correction/correction.repository.js';
import type { StoredStep } from '../wording/explain-words.js';

/** What one correction did to one person's money; minor units. */
export interface CorrectedRow {
  id: string;
  claimId: string;
  personId: string;
  cycleId: string;
  period: string;
  currency: string;
  at: string;
  /** Null where it was made by hand; else the publication whose scores it took over. */
  batchId: string | null;
  byOtherPlan: boolean;
  /** What HR says of it to those whose pay it changes. */
  message: string | null;
  /** It takes back what a correction did that finance refused. */
  undoes: boolean;
  score: string;
  band: string;
  /** By which the money was worth what it was. */
  scoreBefore: string;
  bandBefore: string;
  explain: StoredStep[];
  beforeMinor: string;
  /** Posted when it was asked for: taken off, or what was taken off before given back. */
  onceMinor: string;
  /** The line that pays the rest, and what of it is signed and posted. */
  lineId: string | null;
  moreMinor: string;
}

/** How far the money of a corrected claim has come, in minor units; all 0 or more. */
export interface CorrectedClaim {
  claimId: string;
  cycleId: string;
  period: string;
  currency: string;
  /** As it was signed at first. */
  firstMinor: string;
  nowMinor: string;
  /** What of it is, or goes, on its way, though it is worth so much less. */
  shortMinor: string;
  /** Held, or sent back by payroll. */
  waitingMinor: string;
  /** What later bonuses have kept back for it, oldest first. */
  settled: { period: string; at: string; minor: string }[];
}

const EXPENSE = `SELECT COALESCE(sum(e.minor), 0) AS minor FROM ledger_txn t JOIN ledger_entry e ON e.txn_id = t.id AND e.account = 'bonus-expense'`;
// Posted when it was asked for, or what is left of a line that was signed: what finance refused, or was never sent, has changed nothing.
const took = (line: string): string => `(EXISTS (
    SELECT FROM ledger_txn t WHERE t.cause IN ('delta-down', 'delta-back') AND t.ref_id = ${line}.id)
  OR (${EXPENSE} WHERE t.line_id = ${line}.line_id) <> 0)`;
const ROWS = `SELECT d.id, d.claim_id AS "claimId", d.person_id AS "personId", c.cycle_id AS "cycleId", f.period, d.currency, c.at,
  c.batch_id AS "batchId", c.message,
  (c.plan_code, c.plan_version) <> (COALESCE(b.plan_code, r.plan_code), COALESCE(b.plan_version, r.plan_version)) AS "byOtherPlan",
  ${UNDOES} AS undoes, COALESCE(d.score, f.score) AS score, COALESCE(d.band, f.band) AS band,
  COALESCE(b.score, f.score) AS "scoreBefore", COALESCE(b.band, f.band) AS "bandBefore",
  d.explain, d.accrued_minor::text AS "beforeMinor", d.line_id AS "lineId", o.minor::text AS "onceMinor", n.minor::text AS "moreMinor"
FROM correction_line d JOIN correction c ON c.id = d.correction_id JOIN bonus_line f ON f.id = d.claim_id JOIN payout_run r ON r.id = f.run_id
LEFT JOIN LATERAL (
  SELECT x.score, x.band, y.plan_code, y.plan_version FROM correction_line x JOIN correction y ON y.id = x.correction_id
  WHERE x.claim_id = d.claim_id AND y.no < c.no AND ${took('x')} ORDER BY y.no DESC LIMIT 1) b ON true
CROSS JOIN LATERAL (${EXPENSE} WHERE t.cause IN ('delta-down', 'delta-back') AND t.ref_id = d.id) o
CROSS JOIN LATERAL (${EXPENSE} WHERE t.line_id = d.line_id) n`;

// As `SetOffs` sees it: what is signed and not handed over yet goes out whole, and is short from then on.
const CLAIMS = `SELECT f.id AS "claimId", r.cycle_id AS "cycleId", f.period, f.currency, (f.amount_minor + k.minor)::text AS "firstMinor",
  p.accrued::text AS "nowMinor", GREATEST(p.payable + u.minor, 0)::text AS "shortMinor", (-p.waiting)::text AS "waitingMinor", s.settled
FROM bonus_line f JOIN payout_run r ON r.id = f.run_id
CROSS JOIN LATERAL (SELECT COALESCE(sum(o.minor), 0) AS minor FROM set_off o WHERE o.line_id = f.id) k
CROSS JOIN LATERAL (
  SELECT COALESCE(sum(e.minor) FILTER (WHERE e.account = 'bonus-expense'), 0) AS accrued,
    COALESCE(sum(e.minor) FILTER (WHERE e.account = 'bonus-payable'), 0) AS payable,
    COALESCE(sum(e.minor) FILTER (WHERE e.account IN ('held-payable', 'rejected-payable')), 0) AS waiting
  FROM bonus_line l JOIN ledger_txn t ON t.line_id = l.id JOIN ledger_entry e ON e.txn_id = t.id WHERE l.claim_id = f.id) p
CROSS JOIN LATERAL (
  SELECT COALESCE(sum(l.amount_minor), 0) AS minor FROM bonus_line l JOIN payout_run v ON v.id = l.run_id
  WHERE l.claim_id = f.id AND l.state = 'signed' AND NOT l.handed_over AND v.state IN ('posted', 'handing-over', 'cancelled')
    AND EXISTS (SELECT FROM ledger_txn t WHERE t.line_id = l.id AND t.cause = l.cause)) u
CROSS JOIN LATERAL (
  SELECT COALESCE(jsonb_agg(jsonb_build_object('period', l.period, 'minor', o.minor::text,
    'at', to_char(t.at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')) ORDER BY t.id), '[]') AS settled
  FROM set_off o JOIN bonus_line l ON l.id = o.line_id JOIN ledger_txn t ON t.cause = 'recovered' AND t.ref_id = o.id
  WHERE o.claim_id = f.id) s`;

/** What corrections did to people's money, by what is posted: what waits for its signature is nobody's yet. */
@Injectable()
export class CorrectedPayRepository {
  /** By the ids of their lines of corrections. */
  ofCorrectionLines(tx: Tx, ids: readonly string[]): Promise<CorrectedRow[]> {
    return tx.query<CorrectedRow>(`${ROWS} WHERE d.id = ANY($1::uuid[]) ORDER BY d.id`, [ids]);
  }

  /** By the lines of lists that pay more. */
  ofPayingLines(tx: Tx, lineIds: readonly string[]): Promise<CorrectedRow[]> {
    return tx.query<CorrectedRow>(`${ROWS} WHERE d.line_id = ANY($1::uuid[]) ORDER BY d.id`, [lineIds]);
  }

  /** Those that took effect, newest first. */
  ofClaims(tx: Tx, claimIds: readonly string[]): Promise<CorrectedRow[]> {
    return tx.query<CorrectedRow>(`${ROWS} WHERE d.claim_id = ANY($1::uuid[]) AND ${took('d')} ORDER BY c.no DESC`, [
      claimIds,
    ]);
  }

  claims(tx: Tx, claimIds: readonly string[]): Promise<CorrectedClaim[]> {
    return tx.query<CorrectedClaim>(`${CLAIMS} WHERE f.id = ANY($1::uuid[]) ORDER BY f.id DESC`, [claimIds]);
  }

  /** Newest first: a person's claims that a posted correction changed. One more than the limit. */
  claimsOf(
    tx: Tx,
    personId: string,
    { cycleId, after, limit }: { cycleId: string | null; after: string | null; limit: number },
  ): Promise<CorrectedClaim[]> {
    return tx.query<CorrectedClaim>(
      `${CLAIMS} WHERE ($2::uuid IS NULL OR r.cycle_id = $2) AND ($3::uuid IS NULL OR f.id < $3) AND EXISTS (
         SELECT FROM correction_line d WHERE d.tenant_id = $5 AND d.person_id = $1 AND d.claim_id = f.id AND ${took('d')})
       ORDER BY f.id DESC LIMIT $4`,
      [personId, cycleId, after, limit + 1, tx.tenantId],
    );
  }
}
