import { Injectable } from '@nestjs/common';
import type { TenantClock } from '@goalbeat/domain/clock/tenant-clock';
import type { PayoutState } from '@goalbeat/domain/payout/lifecycle';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import type { StoredStep } from '../wording/explain-words.js';
import { queryAt } from './query-at.js';

export interface PayoutRow {
  id: string;
  runId: string;
  lineId: string;
  batchId: string;
  personId: string;
  currency: string;
  amountMinor: string;
  state: PayoutState;
  version: number;
  requestedAt: string;
  answeredAt: string | null;
  paidAt: string | null;
  reference: string | null;
  rejectionCode: string | null;
  rejectionText: string | null;
  replaces: string | null;
}

/** With what its line says. */
export interface PayoutWithLine extends PayoutRow {
  personNumber: string;
  personName: string;
  unitId: string;
  unitPath: string[];
  period: string;
  band: string;
  score: string;
  explain: StoredStep[];
}

export interface NewPayout {
  id: string;
  runId: string;
  lineId: string;
  batchId: string;
  personId: string;
  currency: string;
  amountMinor: string;
  replaces: string | null;
}

const COLUMNS = `p.id, p.run_id AS "runId", p.line_id AS "lineId", p.batch_id AS "batchId", p.person_id AS "personId", p.currency,
  p.amount_minor AS "amountMinor", p.state, p.version::int AS version, p.requested_at AS "requestedAt", p.answered_at AS "answeredAt",
  p.paid_at AS "paidAt", p.reference, p.rejection_code AS "rejectionCode", p.rejection_text AS "rejectionText", p.replaces`;
const WITH_LINE = `SELECT ${COLUMNS}, l.person_number AS "personNumber", l.person_name AS "personName", l.unit_id AS "unitId",
  l.unit_path AS "unitPath", l.period, l.band, l.score, l.explain
FROM payout p JOIN bonus_line l ON l.id = p.line_id`;

@Injectable()
export class PayoutRepository {
  async insert(tx: Tx, payouts: readonly NewPayout[], at: string): Promise<void> {
    await tx.execute(
      `INSERT INTO payout (id, tenant_id, run_id, line_id, batch_id, person_id, currency, amount_minor, state, requested_at, replaces)
       SELECT id, $1, "runId", "lineId", "batchId", "personId", currency, "amountMinor", 'requested', $3, replaces
       FROM jsonb_to_recordset($2::jsonb) AS r(id uuid, "runId" uuid, "lineId" uuid, "batchId" uuid, "personId" uuid, currency text,
         "amountMinor" bigint, replaces uuid)`,
      [tx.tenantId, JSON.stringify(payouts), at],
    );
  }

  /** Always in the order of ids, so that two batches of answers never wait for each other. */
  lock(tx: Tx, ids: readonly string[]): Promise<PayoutWithLine[]> {
    return tx.query<PayoutWithLine>(`${WITH_LINE} WHERE p.id = ANY($1::uuid[]) ORDER BY p.id FOR UPDATE OF p`, [ids]);
  }

  /** @throws not-found */
  async find(tx: Tx, id: string): Promise<PayoutWithLine> {
    const row = await tx.maybe<PayoutWithLine>(`${WITH_LINE} WHERE p.id = $1`, [id]);
    if (row === undefined) throw new DomainError('not-found', 'There is no such payout.');
    return row;
  }

  /** Newest first; `units` null = all, `personId` adds or, alone, limits to that person's. One more than the limit. */
  list(
    tx: Tx,
    filter: {
      units: readonly string[] | null;
      ownId: string | null;
      personId: string | null;
      runId: string | null;
      cycleId: string | null;
      state: PayoutState | null;
      after: string | null;
      limit: number;
    },
  ): Promise<PayoutWithLine[]> {
    return tx.query<PayoutWithLine>(
      `${WITH_LINE} WHERE ($1::uuid[] IS NULL OR l.unit_path && $1 OR p.person_id = $2)
         AND ($3::uuid IS NULL OR p.person_id = $3) AND ($4::uuid IS NULL OR p.run_id = $4)
         AND ($5::uuid IS NULL OR p.run_id IN (SELECT id FROM payout_run WHERE cycle_id = $5))
         AND ($6::text IS NULL OR p.state = $6) AND ($7::uuid IS NULL OR p.id < $7)
       ORDER BY p.id DESC LIMIT $8`,
      [
        filter.units,
        filter.ownId,
        filter.personId,
        filter.runId,
        filter.cycleId,
        filter.state,
        filter.after,
        filter.limit + 1,
      ],
    );
  }

  async settle(tx: Tx, changes: readonly SettledPayout[]): Promise<void> {
    if (changes.length === 0) return;
    await tx.execute(
      `UPDATE payout p SET state = c.state, version = version + 1, query_at = c."queryAt", answered_at = c."answeredAt",
         paid_at = c."paidAt", reference = COALESCE(c.reference, p.reference), rejection_code = c."rejectionCode",
         rejection_text = c."rejectionText"
       FROM jsonb_to_recordset($1::jsonb) AS c(id uuid, state text, "queryAt" timestamptz, "answeredAt" timestamptz,
         "paidAt" timestamptz, reference text, "rejectionCode" text, "rejectionText" text)
       WHERE p.id = c.id`,
      [JSON.stringify(changes)],
    );
  }

  /** Confirmed by the broker: what has not been answered meanwhile is handed over, and its silence is counted from here. */
  async handedOver(tx: Tx, batchId: string, queryAt: string): Promise<void> {
    await tx.execute(
      `WITH mine AS (SELECT id FROM payout WHERE batch_id = $1 AND state IN ('requested', 'unknown') ORDER BY id FOR UPDATE)
       UPDATE payout p SET state = 'handed-over', version = version + 1, query_at = $2 FROM mine WHERE p.id = mine.id`,
      [batchId, queryAt],
    );
  }

  /** Those whose silence has become a question. @returns how many */
  lose(tx: Tx, runId: string, now: string): Promise<number> {
    return tx.execute(
      `WITH silent AS (
         SELECT id FROM payout WHERE run_id = $1 AND state IN ('handed-over', 'accepted') AND query_at <= $2 ORDER BY id FOR UPDATE)
       UPDATE payout p SET state = 'unknown', version = version + 1, query_at = NULL FROM silent WHERE p.id = silent.id`,
      [runId, now],
    );
  }

  /** Whose payouts of a run nobody knows anything of, one for each. */
  async ownersOfUnknown(tx: Tx, runId: string): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `SELECT person_id AS id FROM payout WHERE run_id = $1 AND state = 'unknown'`,
      [runId],
    );
    return rows.map((row) => row.id);
  }

  /** Told by a way that may have lost its last word: payroll may have them. */
  async loseSight(tx: Tx, ids: readonly string[]): Promise<void> {
    if (ids.length === 0) return;
    await tx.execute(
      `UPDATE payout SET state = 'unknown', version = version + 1, query_at = NULL WHERE id = ANY($1::uuid[]) AND state = 'requested'`,
      [ids],
    );
  }

  /** Somebody looked it up: payroll has them, and their silence is counted anew. */
  async foundAgain(tx: Tx, ids: readonly string[], clock: TenantClock, now: string): Promise<void> {
    await tx.execute(
      `UPDATE payout SET state = 'handed-over', version = version + 1, query_at = $2
       WHERE id = ANY($1::uuid[]) AND state IN ('requested', 'unknown')`,
      [ids, queryAt(clock, now)],
    );
  }

  async firstQueryAt(tx: Tx, runId: string): Promise<string | null> {
    const row = await tx.one<{ at: string | null }>(
      `SELECT min(query_at) AS at FROM payout WHERE run_id = $1 AND state IN ('handed-over', 'accepted')`,
      [runId],
    );
    return row.at;
  }

  /** Rejected ones of these claims that nothing pays again, with their claim. */
  rejectedOf(tx: Tx, claimIds: readonly string[]): Promise<(PayoutWithLine & { claimId: string })[]> {
    return tx.query(
      `${WITH_LINE.replace('SELECT ', 'SELECT l.claim_id AS "claimId", ')} WHERE l.claim_id = ANY($1::uuid[]) AND p.state = 'rejected'
         AND NOT EXISTS (SELECT FROM bonus_line n WHERE n.active AND n.replaces = p.id) ORDER BY p.id`,
      [claimIds],
    );
  }

  /** Ids among these that another payout or an active line pays again already. */
  async replaced(tx: Tx, ids: readonly string[]): Promise<Set<string>> {
    const rows = await tx.query<{ id: string }>(
      `SELECT replaces AS id FROM bonus_line WHERE active AND replaces = ANY($1::uuid[])`,
      [ids],
    );
    return new Set(rows.map((row) => row.id));
  }
}

/** A payout after an answer. */
export interface SettledPayout {
  id: string;
  state: PayoutState;
  queryAt: string | null;
  answeredAt: string | null;
  paidAt: string | null;
  reference: string | null;
  rejectionCode: string | null;
  rejectionText: string | null;
}
