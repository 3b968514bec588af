import { Injectable } from '@nestjs/common';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { v7 as uuidv7 } from 'uuid';

/** One set of accounts a currency. Expense and payable are the company's, in-transit is between us and payroll. */
export const ACCOUNTS = ['bonus-expense', 'bonus-payable', 'in-transit', 'paid-out', 'rejected-payable'] as const;
export type Account = (typeof ACCOUNTS)[number];

/** Why something is posted; each at most once a line or payout. */
export const CAUSES = ['signed', 'signed-again', 'handed-over', 'paid', 'rejected', 'reversed'] as const;
export type Cause = (typeof CAUSES)[number];

export interface Posting {
  cause: Cause;
  /** Line or payout: together with the cause it is posted once. */
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

const POST = `WITH given AS (
  SELECT * FROM jsonb_to_recordset($3::jsonb) AS r(id uuid, cause text, "refId" uuid, "runId" uuid, "lineId" uuid,
    "payoutId" uuid, currency text, minor bigint, debit text, credit text)
), txn AS (
  INSERT INTO ledger_txn (id, tenant_id, cause, ref_id, run_id, line_id, payout_id, at)
  SELECT id, $1, cause, "refId", "runId", "lineId", "payoutId", $2 FROM given
  ON CONFLICT (tenant_id, cause, ref_id) DO NOTHING RETURNING id
)
INSERT INTO ledger_entry (id, tenant_id, txn_id, account, currency, minor)
SELECT gen_random_uuid(), $1, g.id, e.account, g.currency, e.minor
FROM given g JOIN txn ON txn.id = g.id
CROSS JOIN LATERAL (VALUES (g.debit, g.minor), (g.credit, -g.minor)) AS e(account, minor)`;

const AT_ONCE = 5_000;

/** Double entry, inserts only: what turns out wrong is posted back, never changed. */
@Injectable()
export class LedgerRepository {
  /** Skips what was posted before for the same cause. */
  async post(tx: Tx, at: string, postings: readonly Posting[]): Promise<void> {
    for (let from = 0; from < postings.length; from += AT_ONCE) {
      const portion = postings.slice(from, from + AT_ONCE).map((posting) => ({ id: uuidv7(), ...posting }));
      await tx.execute(POST, [tx.tenantId, at, JSON.stringify(portion)]);
    }
  }

  /** Lines of a run whose signature was posted. */
  async signedLines(tx: Tx, runId: string): Promise<Set<string>> {
    const rows = await tx.query<{ id: string }>(
      `SELECT line_id AS id FROM ledger_txn WHERE run_id = $1 AND cause IN ('signed', 'signed-again')`,
      [runId],
    );
    return new Set(rows.map((row) => row.id));
  }

  /** Newest first; one more than the limit. */
  journal(tx: Tx, after: { txnId: string; id: string } | null, limit: number): Promise<JournalEntry[]> {
    return tx.query<JournalEntry>(
      `SELECT e.id, t.id AS "txnId", t.at, e.account, e.currency, e.minor, t.cause, t.line_id AS "lineId", t.payout_id AS "payoutId"
       FROM ledger_entry e JOIN ledger_txn t ON t.id = e.txn_id
       WHERE ($1::uuid IS NULL OR (t.id, e.id) < ($1, $2::uuid)) ORDER BY t.id DESC, e.id DESC LIMIT $3`,
      [after?.txnId ?? null, after?.id ?? null, limit + 1],
    );
  }
}
