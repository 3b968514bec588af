import { Injectable } from '@nestjs/common';
import type { BonusListState } from '@goalbeat/domain/bonus-list/lifecycle';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import type { RunKind } from '../payout-run/payout-run.repository.js';

export type ListPart = 'main' | 'signers';

export interface ListRow {
  id: string;
  runId: string;
  part: ListPart;
  state: BonusListState;
  version: number;
  round: number;
  hash: string | null;
  approvalId: string | null;
  makerId: string | null;
  budgetMinor: string | null;
  lastTotalMinor: string | null;
  cycleId: string | null;
  period: string;
  kind: RunKind;
  currency: string;
  lines: number;
  /** Of them, those with an amount other than 0, or that keep something back for an earlier claim. */
  paying: number;
  held: number;
  /** Of what is neither held nor reversed. */
  totalMinor: string;
}

const SELECT = `SELECT b.id, b.run_id AS "runId", b.part, b.state, b.version::int AS version, b.round, b.hash,
  b.approval_id AS "approvalId", b.maker_id AS "makerId", b.budget_minor AS "budgetMinor", b.last_total_minor AS "lastTotalMinor",
  r.cycle_id AS "cycleId", r.period, r.kind, r.currency, n.lines, n.paying, n.held, n."totalMinor"
FROM bonus_list b JOIN payout_run r ON r.id = b.run_id
CROSS JOIN LATERAL (
  SELECT count(*)::int AS lines,
    count(*) FILTER (WHERE l.amount_minor <> 0 OR l.claim_id IN (SELECT s.line_id FROM set_off s))::int AS paying,
    count(*) FILTER (WHERE l.state = 'held')::int AS held,
    COALESCE(sum(l.amount_minor) FILTER (WHERE l.state NOT IN ('held', 'reversed')), 0)::text AS "totalMinor"
  FROM bonus_line l WHERE l.list_id = b.id
) n`;

@Injectable()
export class BonusListRepository {
  async create(
    tx: Tx,
    list: { id: string; runId: string; part: ListPart; budgetMinor: string | null; lastTotalMinor: string | null },
  ): Promise<void> {
    await tx.execute(
      `INSERT INTO bonus_list (id, tenant_id, run_id, part, state, budget_minor, last_total_minor) VALUES ($1, $2, $3, $4, 'draft', $5, $6)`,
      [list.id, tx.tenantId, list.runId, list.part, list.budgetMinor, list.lastTotalMinor],
    );
  }

  /** @throws not-found */
  async find(tx: Tx, id: string): Promise<ListRow> {
    return found(await tx.maybe<ListRow>(`${SELECT} WHERE b.id = $1`, [id]));
  }

  /** Whoever changes a list or one of its lines holds this lock. @throws not-found */
  async lock(tx: Tx, id: string): Promise<ListRow> {
    const locked = await tx.maybe<{ id: string }>('SELECT id FROM bonus_list WHERE id = $1 FOR UPDATE', [id]);
    if (locked === undefined) return found(undefined);
    return this.find(tx, id);
  }

  ofRun(tx: Tx, runId: string): Promise<ListRow[]> {
    return tx.query<ListRow>(`${SELECT} WHERE b.run_id = $1 ORDER BY b.part`, [runId]);
  }

  /** Newest first; `units` null = all. One more than the limit. */
  list(
    tx: Tx,
    filter: {
      cycleId: string | null;
      runId: string | null;
      units: readonly string[] | null;
      after: string | null;
      limit: number;
    },
  ): Promise<ListRow[]> {
    return tx.query<ListRow>(
      `${SELECT} WHERE ($1::uuid IS NULL OR r.cycle_id = $1) AND ($2::uuid IS NULL OR b.run_id = $2) AND ($4::uuid IS NULL OR b.id < $4)
         AND ($3::uuid[] IS NULL OR EXISTS (SELECT 1 FROM bonus_line u WHERE u.list_id = b.id AND u.unit_path && $3))
       ORDER BY b.id DESC LIMIT $5`,
      [filter.cycleId, filter.runId, filter.units, filter.after, filter.limit + 1],
    );
  }

  /** Units of the people on the list, each with those above it. */
  async unitPaths(tx: Tx, id: string): Promise<string[][]> {
    const rows = await tx.query<{ path: string[] }>(
      'SELECT DISTINCT unit_path AS path FROM bonus_line WHERE list_id = $1',
      [id],
    );
    return rows.map((row) => row.path);
  }

  async touch(tx: Tx, id: string): Promise<void> {
    await tx.execute('UPDATE bonus_list SET version = version + 1 WHERE id = $1', [id]);
  }

  /** Lines were held or released: another hash, the same round and signatures. */
  async rehashed(tx: Tx, id: string, hash: string): Promise<void> {
    await tx.execute('UPDATE bonus_list SET hash = $2, version = version + 1 WHERE id = $1', [id, hash]);
  }

  /**
   * Whether one of these people is or was asked to sign it. Whoever is of finance no more and was asked by that role is not:
   * `byName` leaves those whom the chain or the plan names.
   */
  async isAsked(tx: Tx, id: string, personIds: readonly string[], { byName }: { byName: boolean }): Promise<boolean> {
    const task = await tx.maybe(
      `SELECT FROM approval_task t JOIN approval a ON a.id = t.approval_id
         JOIN approval_step s ON s.approval_id = a.id AND s.no = t.step_no
         JOIN org_person p ON p.tenant_id = t.tenant_id AND p.id = t.assignee_id,
         jsonb_array_elements(a.chain) AS link
       WHERE t.subject_kind = 'bonus-list' AND t.subject_id = $1::text AND t.kind = 'decision' AND t.assignee_id = ANY($2::uuid[])
         AND link ->> 'id' = s.step_id
         AND (NOT $3 OR link #>> '{assign,kind}' <> 'role' OR link ->> 'finalDecider' = p.number) LIMIT 1`,
      [id, personIds, byName],
    );
    return task !== undefined;
  }

  /** The round of signatures it was submitted for last. */
  async approvalOf(tx: Tx, id: string): Promise<string | null> {
    const row = await tx.maybe<{ id: string | null }>('SELECT approval_id AS id FROM bonus_list WHERE id = $1', [id]);
    return row?.id ?? null;
  }

  async submitted(tx: Tx, list: { id: string; hash: string; makerId: string; approvalId: string }): Promise<void> {
    await tx.execute(
      `UPDATE bonus_list SET state = 'submitted', version = version + 1, round = round + 1, hash = $2, maker_id = $3, approval_id = $4
       WHERE id = $1`,
      [list.id, list.hash, list.makerId, list.approvalId],
    );
  }

  async signed(tx: Tx, id: string, by: string, at: string): Promise<void> {
    await tx.execute(
      `UPDATE bonus_list SET state = 'signed', version = version + 1, signed_by = $2, signed_at = $3 WHERE id = $1`,
      [id, by, at],
    );
  }

  async setState(tx: Tx, id: string, state: BonusListState): Promise<void> {
    await tx.execute('UPDATE bonus_list SET state = $2, version = version + 1 WHERE id = $1', [id, state]);
  }

  /** All signed lists of a run, on their way with it. */
  async follow(tx: Tx, runId: string, from: BonusListState, to: BonusListState): Promise<void> {
    await tx.execute('UPDATE bonus_list SET state = $3, version = version + 1 WHERE run_id = $1 AND state = $2', [
      runId,
      from,
      to,
    ]);
  }
}

function found(row: ListRow | undefined): ListRow {
  if (row === undefined) throw new DomainError('not-found', 'There is no such bonus list.');
  return row;
}
