import { Injectable } from '@nestjs/common';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { type Account, type PostingCause, SIGNATURES } from '@goalbeat/domain/ledger/movement';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { v7 as uuidv7 } from 'uuid';

export interface Posting {
  cause: PostingCause;
  /** Line, payout or correction: together with the cause it is posted once. */
  refId: string;
  runId: string;
  lineId: string;
  payoutId: string | null;
  currency: string;
  /** Above 0. */
  minor: string;
  debit: Account;
  credit: Account;
}

export interface JournalEntry {
  id: string;
  txnId: string;
  at: string;
  account: string;
  currency: string;
  minor: string;
  cause: string;
  lineId: string | null;
  payoutId: string | null;
}

export interface Balance {
  currency: string;
  account: Account;
  debit: string;
  credit: string;
}

/** Null = all. */
export interface JournalFilter {
  line: string | null;
  run: string | null;
  cause: string | null;
}

/** What a claim has come to, in minor units, as the books say. */
export interface ClaimRow {
  claimId: string;
  currency: string;
  accrued: string;
  payable: string;
  held: string;
}

const GIVEN = `jsonb_to_recordset($1::jsonb) AS r(id uuid, cause text, "refId" uuid, "runId" uuid, "lineId" uuid,
    "payoutId" uuid, currency text, minor bigint, debit text, credit text)`;

const POST = `WITH given AS (
  SELECT * FROM ${GIVEN}
), txn AS (
  INSERT INTO ledger_txn (id, tenant_id, cause, ref_id, run_id, line_id, payout_id, at)
  SELECT id, $2, cause, "refId", "runId", "lineId", "payoutId", $3 FROM given
  ON CONFLICT (tenant_id, cause, ref_id) DO NOTHING RETURNING id
)
INSERT INTO ledger_entry (id, tenant_id, txn_id, account, currency, minor)
SELECT gen_random_uuid(), $2, g.id, e.account, g.currency, e.minor
FROM given g JOIN txn ON txn.id = g.id
CROSS JOIN LATERAL (VALUES (g.debit, g.minor), (g.credit, -g.minor)) AS e(account, minor)`;

// What was posted before for the same cause must have been the same, to the account and the cent.
const OTHERWISE = `SELECT g.cause, g."refId" FROM ${GIVEN.replace('AS r(', 'AS g(')}
JOIN ledger_txn t ON t.cause = g.cause AND t.ref_id = g."refId"
WHERE t.line_id <> g."lineId" OR NOT EXISTS (
  SELECT 1 FROM ledger_entry d JOIN ledger_entry c ON c.txn_id = d.txn_id
  WHERE d.txn_id = t.id AND d.account = g.debit AND d.currency = g.currency AND d.minor = g.minor
    AND c.account = g.credit AND c.currency = g.currency AND c.minor = -g.minor)
LIMIT 1`;

const AT_ONCE = 5_000;

/** Double entry, inserts only: what turns out wrong is posted back, never changed. */
@Injectable()
export class LedgerRepository {
  /**
   * Skips what was posted before, the same for the same cause.
   * @throws duplicate when the same cause was posted for another line, account or amount
   */
  async post(tx: Tx, at: string, postings: readonly Posting[]): Promise<void> {
    for (let from = 0; from < postings.length; from += AT_ONCE) {
      const portion = postings.slice(from, from + AT_ONCE).map((posting) => ({ id: uuidv7(), ...posting }));
      const given = JSON.stringify(portion);
      const entries = await tx.execute(POST, [given, tx.tenantId, at]);
      if (entries < 2 * portion.length) await this.#requireSame(tx, given);
    }
  }

  async #requireSame(tx: Tx, given: string): Promise<void> {
    const other = await tx.maybe<{ cause: string; refId: string }>(OTHERWISE, [given]);
    if (other === undefined) return;
    throw new DomainError('duplicate', `${other.cause} of ${other.refId} was posted with another amount.`, {
      details: other,
    });
  }

  /** Lines of a run whose signature was posted. */
  async signedLines(tx: Tx, runId: string): Promise<Set<string>> {
    const rows = await tx.query<{ id: string }>(
      'SELECT line_id AS id FROM ledger_txn WHERE run_id = $1 AND cause = ANY($2)',
      [runId, SIGNATURES],
    );
    return new Set(rows.map((row) => row.id));
  }

  /** Newest first; one more than the limit. */
  journal(
    tx: Tx,
    filter: JournalFilter,
    after: { txnId: string; id: string } | null,
    limit: number,
  ): Promise<JournalEntry[]> {
    return tx.query<JournalEntry>(
      `SELECT e.id, t.id AS "txnId", t.at, e.account, e.currency, e.minor, t.cause, t.line_id AS "lineId", t.payout_id AS "payoutId"
       FROM ledger_entry e JOIN ledger_txn t ON t.id = e.txn_id
       WHERE ($1::uuid IS NULL OR (t.id, e.id) < ($1, $2::uuid)) AND ($4::uuid IS NULL OR t.line_id = $4)
         AND ($5::uuid IS NULL OR t.run_id = $5) AND ($6::text IS NULL OR t.cause = $6)
       ORDER BY t.id DESC, e.id DESC LIMIT $3`,
      [after?.txnId ?? null, after?.id ?? null, limit + 1, filter.line, filter.run, filter.cause],
    );
  }

  /** By currency and account. */
  balances(tx: Tx, filter: Omit<JournalFilter, 'cause'>): Promise<Balance[]> {
    return tx.query<Balance>(
      `SELECT e.currency, e.account, COALESCE(sum(e.minor) FILTER (WHERE e.minor > 0), 0)::text AS debit,
         COALESCE(-sum(e.minor) FILTER (WHERE e.minor < 0), 0)::text AS credit
       FROM ledger_entry e JOIN ledger_txn t ON t.id = e.txn_id
       WHERE ($1::uuid IS NULL OR t.line_id = $1) AND ($2::uuid IS NULL OR t.run_id = $2)
       GROUP BY e.currency, e.account ORDER BY e.currency, e.account`,
      [filter.line, filter.run],
    );
  }

  /** Claims that are not what a claim can be, at most 100: a pocket below 0, or pockets that do not sum to what is accrued. */
  brokenClaims(tx: Tx): Promise<ClaimRow[]> {
    return tx.query<ClaimRow>(
      `SELECT claim_id AS "claimId", currency, accrued::text AS accrued, payable::text AS payable, held::text AS held FROM ledger_claim
       WHERE accrued <> payable + held + in_transit + paid + rejected + set_off OR accrued < 0 OR held < 0 OR in_transit < 0
         OR paid < 0 OR rejected < 0
       ORDER BY claim_id LIMIT 100`,
    );
  }
}
