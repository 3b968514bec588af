import { Injectable } from '@nestjs/common';
import { MOVEMENTS } from '@goalbeat/domain/ledger/movement';
import { formatMoney } from '@goalbeat/domain/money/money';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { v7 as uuidv7 } from 'uuid';
import type { NewLine } from '../bonus-list/bonus-line.repository.js';
import type { Posting } from '../ledger/ledger.repository.js';
import { least } from './least.js';

type Draft = Omit<NewLine, 'listId'>;

interface Debt {
  claimId: string;
  personId: string;
  period: string;
  minor: string;
}

interface Taken {
  id: string;
  lineId: string;
  lineRunId: string;
  claimId: string;
  claimRunId: string;
  currency: string;
  minor: string;
}

/** What a line keeps back for an earlier claim of the person, whose period is `of`. */
export interface KeptBack {
  id: string;
  lineId: string;
  listId: string;
  personId: string;
  unitPath: string[];
  period: string;
  of: string;
  currency: string;
  minor: string;
}

// What was paid too much, by the books, less what lines under way keep back for it. What is held or came back from payroll has not
// been paid: it makes up for it first.
const DEBTS = `WITH claim AS (
  SELECT DISTINCT c.claim_id, c.person_id FROM correction_line c
  WHERE c.tenant_id = $1 AND c.person_id = ANY($2::uuid[]) AND c.currency = $3 AND c.worth_minor < c.accrued_minor
), payable AS (
  SELECT l.claim_id, sum(e.minor) AS below FROM claim JOIN bonus_line l ON l.claim_id = claim.claim_id
  JOIN ledger_txn t ON t.line_id = l.id JOIN ledger_entry e ON e.txn_id = t.id AND e.currency = $3
    AND e.account IN ('bonus-payable', 'held-payable', 'rejected-payable')
  GROUP BY l.claim_id
), pending AS (
  SELECT s.claim_id, sum(s.minor) AS minor FROM claim JOIN set_off s ON s.claim_id = claim.claim_id
  JOIN bonus_line l ON l.id = s.line_id JOIN bonus_list b ON b.id = l.list_id
  WHERE l.state <> 'reversed' AND b.state <> 'cancelled'
    AND NOT EXISTS (SELECT FROM ledger_txn t WHERE t.cause = 'recovered' AND t.ref_id = s.id)
  GROUP BY s.claim_id
)
SELECT claim.claim_id AS "claimId", claim.person_id AS "personId", l.period, (p.below - COALESCE(q.minor, 0))::text AS minor
FROM claim JOIN payable p ON p.claim_id = claim.claim_id JOIN bonus_line l ON l.id = claim.claim_id
LEFT JOIN pending q ON q.claim_id = claim.claim_id
WHERE p.below - COALESCE(q.minor, 0) > 0 ORDER BY claim.claim_id`;

// What is payable by the books, less what is signed and not handed over: below 0 it was taken down and is kept back nowhere yet.
const SHORTS = `SELECT c.id, (u.minor + p.minor - q.minor)::text AS minor FROM unnest($1::uuid[]) AS c(id),
LATERAL (SELECT COALESCE(sum(l.amount_minor), 0) AS minor FROM bonus_line l JOIN payout_run r ON r.id = l.run_id
  WHERE l.claim_id = c.id AND l.state = 'signed' AND NOT l.handed_over AND r.state IN ('posted', 'handing-over', 'cancelled')
    AND EXISTS (SELECT FROM ledger_txn t WHERE t.line_id = l.id AND t.cause = l.cause)) u,
LATERAL (SELECT COALESCE(sum(e.minor), 0) AS minor FROM bonus_line l JOIN ledger_txn t ON t.line_id = l.id
  JOIN ledger_entry e ON e.txn_id = t.id AND e.account = 'bonus-payable' WHERE l.claim_id = c.id) p,
LATERAL (SELECT COALESCE(sum(s.minor), 0) AS minor FROM set_off s JOIN bonus_line l ON l.id = s.line_id JOIN bonus_list b ON b.id = l.list_id
  WHERE s.claim_id = c.id AND l.state <> 'reversed' AND b.state <> 'cancelled'
    AND NOT EXISTS (SELECT FROM ledger_txn t WHERE t.cause = 'recovered' AND t.ref_id = s.id)) q
WHERE u.minor + p.minor - q.minor > 0`;

// Held or not, of the lists of a run that were signed.
const POSTED_WITH = `SELECT o.claim_id FROM bonus_line o JOIN bonus_list b ON b.id = o.list_id
  WHERE o.run_id = $1 AND o.state IN ('signed', 'held') AND b.state = 'signed'`;

/** What a next bonus keeps back, never below 0; the rest waits for the one after. */
@Injectable()
export class SetOffs {
  /** The lines with what is kept back taken off and told. */
  async take(tx: Tx, currency: string, lines: readonly Draft[]): Promise<Draft[]> {
    const debts = Map.groupBy(await this.#debts(tx, currency, lines), (debt) => debt.personId);
    const taken: { id: string; lineId: string; claimId: string; minor: string }[] = [];
    const left = lines.map((line) => {
      let now = line;
      for (const debt of line.state === 'ready' ? (debts.get(line.personId) ?? []) : []) {
        const minor = least(BigInt(now.amountMinor), BigInt(debt.minor));
        if (minor === 0n) break;
        taken.push({ id: uuidv7(), lineId: line.id, claimId: debt.claimId, minor: minor.toString() });
        now = lessened(now, debt, minor);
      }
      return now;
    });
    if (taken.length > 0) {
      await tx.execute(
        `INSERT INTO set_off (id, tenant_id, line_id, claim_id, minor)
         SELECT id, $1, "lineId", "claimId", minor FROM jsonb_to_recordset($2::jsonb) AS r(id uuid, "lineId" uuid, "claimId" uuid, minor bigint)`,
        [tx.tenantId, JSON.stringify(taken)],
      );
    }
    return left;
  }

  /**
   * Of a run's lines, also of those that have nothing left, or are held: what they keep back is no money to hold, and a correction of theirs finds
   * all of it in the books. The same again each time.
   */
  async postings(tx: Tx, runId: string): Promise<Posting[]> {
    const rows = await tx.query<Taken>(
      `SELECT s.id, s.line_id AS "lineId", l.run_id AS "lineRunId", s.claim_id AS "claimId", c.run_id AS "claimRunId",
         l.currency, s.minor FROM set_off s JOIN bonus_line l ON l.id = s.line_id JOIN bonus_line c ON c.id = s.claim_id
       WHERE s.line_id IN (${POSTED_WITH})`,
      [runId],
    );
    return rows.flatMap(({ id, currency, minor, ...row }) => {
      const of = { refId: id, payoutId: null, currency, minor };
      return [
        { ...of, cause: 'set-off', lineId: row.lineId, runId: row.lineRunId, ...MOVEMENTS['set-off'] },
        { ...of, cause: 'recovered', lineId: row.claimId, runId: row.claimRunId, ...MOVEMENTS.recovered },
      ];
    });
  }

  /** Of `postings`, what is posted for the first time. */
  keptBack(tx: Tx, runId: string): Promise<KeptBack[]> {
    return tx.query<KeptBack>(
      `SELECT s.id, l.id AS "lineId", l.list_id AS "listId", l.person_id AS "personId", l.unit_path AS "unitPath", l.period,
         c.period AS of, l.currency, s.minor
       FROM set_off s JOIN bonus_line l ON l.id = s.line_id JOIN bonus_line c ON c.id = s.claim_id
       WHERE s.line_id IN (${POSTED_WITH})
         AND NOT EXISTS (SELECT FROM ledger_txn t WHERE t.cause = 'set-off' AND t.ref_id = s.id) ORDER BY l.person_number, s.id`,
      [runId],
    );
  }

  async #debts(tx: Tx, currency: string, lines: readonly Draft[]): Promise<Debt[]> {
    const people = lines.map((line) => line.personId);
    const find = () => tx.query<Debt>(DEBTS, [tx.tenantId, people, currency]);
    if ((await find()).length === 0) return [];
    // Two cycles' lists that are built at once must not both keep back the same money.
    await this.lock(tx);
    return find();
  }

  /** While it is held nobody else begins to keep back a debt. */
  async lock(tx: Tx): Promise<void> {
    await tx.execute(`SELECT pg_advisory_xact_lock(hashtextextended('set-off/' || $1::text, 0))`, [tx.tenantId]);
  }

  /** By how much less a claim is worth than it has been signed for, in minor units, where no list keeps that back. Locks as `lock` does. */
  async shortOf(tx: Tx, claimId: string): Promise<bigint> {
    return (await this.shortsOf(tx, [claimId])).get(claimId) ?? 0n;
  }

  /** As `shortOf` of each; those that are short of nothing are left out. */
  async shortsOf(tx: Tx, claimIds: readonly string[]): Promise<Map<string, bigint>> {
    if (claimIds.length === 0) return new Map();
    await this.lock(tx);
    const rows = await tx.query<{ id: string; minor: string }>(SHORTS, [[...new Set(claimIds)]]);
    return new Map(rows.map((row) => [row.id, BigInt(row.minor)]));
  }

  /** Which of these lines keep something back for an earlier claim. */
  async keeping(tx: Tx, claimIds: readonly string[]): Promise<Set<string>> {
    const rows = await tx.query<{ id: string }>(
      'SELECT DISTINCT line_id AS id FROM set_off WHERE line_id = ANY($1::uuid[])',
      [claimIds],
    );
    return new Set(rows.map((row) => row.id));
  }
}

function lessened(line: Draft, { period }: Debt, minor: bigint): Draft {
  const amount = (of: bigint): string => formatMoney({ minor: of, currency: line.currency }).amount;
  const left = BigInt(line.amountMinor) - minor;
  const step = { code: 'set-off', values: { setOff: amount(minor), period }, result: amount(left) };
  return { ...line, amountMinor: left.toString(), explain: [...line.explain, step] };
}
