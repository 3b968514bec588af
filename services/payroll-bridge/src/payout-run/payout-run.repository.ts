import { Injectable } from '@nestjs/common';
import type { PayoutRunView } from '@goalbeat/contracts/activities';
import type { Chain } from '@goalbeat/domain/approval/chain';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { Tx } from '@goalbeat/service-kit/db/tx';

export type RunState = PayoutRunView['state'];
export type RunKind = 'cycle' | 'off-cycle';

export interface RunRow {
  id: string;
  kind: RunKind;
  cycleId: string | null;
  period: string;
  currency: string;
  state: RunState;
  version: number;
  planCode: string;
  planVersion: number;
  chain: Chain;
  finalDecider: string | null;
  reason: string | null;
  createdAt: string;
  unanswered: number;
  paid: number;
  rejected: number;
}

export interface RunCounts {
  lines: number;
  signed: number;
  paid: number;
  rejected: number;
  totalMinor: string;
}

const COLUMNS = `id, kind, cycle_id AS "cycleId", period, currency, state, version::int AS version, plan_code AS "planCode",
  plan_version::int AS "planVersion", chain, final_decider AS "finalDecider", reason, created_at AS "createdAt",
  unanswered, paid, rejected`;

@Injectable()
export class PayoutRunRepository {
  /** Undefined when the cycle has a run in this currency already: the UNIQUE index decides, not a look before. */
  create(
    tx: Tx,
    run: Omit<RunRow, 'state' | 'version' | 'unanswered' | 'paid' | 'rejected'> & { batchId: string | null },
  ): Promise<RunRow | undefined> {
    return tx.maybe<RunRow>(
      `INSERT INTO payout_run (id, tenant_id, kind, cycle_id, period, currency, state, plan_code, plan_version, chain, final_decider,
         reason, created_at, batch_id)
       VALUES ($1, $2, $3, $4, $5, $6, 'draft', $7, $8, $9, $10, $11, $12, $13)
       ON CONFLICT (tenant_id, cycle_id, currency) WHERE kind = 'cycle' DO NOTHING RETURNING ${COLUMNS}`,
      [
        run.id,
        tx.tenantId,
        run.kind,
        run.cycleId,
        run.period,
        run.currency,
        run.planCode,
        run.planVersion,
        JSON.stringify(run.chain),
        run.finalDecider,
        run.reason,
        run.createdAt,
        run.batchId,
      ],
    );
  }

  /** The scores it was built of; null of a run that pays again. */
  async batchOf(tx: Tx, id: string): Promise<string | null> {
    const row = await tx.maybe<{ id: string | null }>('SELECT batch_id AS id FROM payout_run WHERE id = $1', [id]);
    return row?.id ?? null;
  }

  /** @throws not-found */
  async find(tx: Tx, id: string): Promise<RunRow> {
    return found(await tx.maybe<RunRow>(`SELECT ${COLUMNS} FROM payout_run WHERE id = $1`, [id]));
  }

  /** Whatever changes a run's state holds this lock. @throws not-found */
  async lock(tx: Tx, id: string): Promise<RunRow> {
    return found(await tx.maybe<RunRow>(`SELECT ${COLUMNS} FROM payout_run WHERE id = $1 FOR UPDATE`, [id]));
  }

  ofCycle(tx: Tx, cycleId: string): Promise<RunRow[]> {
    return tx.query<RunRow>(
      `SELECT ${COLUMNS} FROM payout_run WHERE cycle_id = $1 AND kind = 'cycle' ORDER BY currency`,
      [cycleId],
    );
  }

  /** Locks every run that has money of the cycle, in the order of ids: its own, and those that pay it again, release or correct it. */
  async lockAllOfCycle(tx: Tx, cycleId: string): Promise<void> {
    await tx.query(
      `SELECT id FROM payout_run WHERE cycle_id = $1 OR id IN (
         SELECT l.run_id FROM payout_run o JOIN bonus_line f ON f.run_id = o.id JOIN bonus_line l ON l.claim_id = f.id WHERE o.cycle_id = $1)
       ORDER BY id FOR UPDATE`,
      [cycleId],
    );
  }

  /** The run of the same plan and currency before this one: whose figures stand beside the new ones. */
  before(tx: Tx, run: RunRow): Promise<RunRow | undefined> {
    return tx.maybe<RunRow>(
      `SELECT ${COLUMNS} FROM payout_run WHERE kind = 'cycle' AND plan_code = $1 AND currency = $2 AND id <> $3 AND period < $4
       AND state <> 'cancelled' ORDER BY period DESC, id DESC LIMIT 1`,
      [run.planCode, run.currency, run.id, run.period],
    );
  }

  /** Next version, and the state when one is given. */
  async change(tx: Tx, id: string, state: RunState | null): Promise<RunRow> {
    return found(
      await tx.maybe<RunRow>(
        `UPDATE payout_run SET version = version + 1, state = COALESCE($2, state) WHERE id = $1 RETURNING ${COLUMNS}`,
        [id, state],
      ),
    );
  }

  /** Run → cycle, for those that have one. */
  async cyclesOf(tx: Tx, runIds: readonly string[]): Promise<Map<string, string>> {
    if (runIds.length === 0) return new Map();
    const rows = await tx.query<{ id: string; cycleId: string }>(
      'SELECT id, cycle_id AS "cycleId" FROM payout_run WHERE id = ANY($1::uuid[]) AND cycle_id IS NOT NULL',
      [[...new Set(runIds)]],
    );
    return new Map(rows.map((row) => [row.id, row.cycleId]));
  }

  async settle(tx: Tx, id: string, at: string): Promise<RunRow> {
    await tx.execute('UPDATE payout_run SET settled_at = $2 WHERE id = $1', [id, at]);
    return this.change(tx, id, 'settled');
  }

  async expectAnswers(tx: Tx, id: string, count: number): Promise<void> {
    await tx.execute('UPDATE payout_run SET unanswered = unanswered + $2 WHERE id = $1', [id, count]);
  }

  /** The row lock makes "nothing is unanswered any more" true for exactly one of two answers at once. */
  async answered(tx: Tx, id: string, delta: { paid: number; rejected: number }): Promise<RunRow> {
    return found(
      await tx.maybe<RunRow>(
        `UPDATE payout_run SET version = version + 1, unanswered = unanswered - $2 - $3, paid = paid + $2, rejected = rejected + $3
         WHERE id = $1 RETURNING ${COLUMNS}`,
        [id, delta.paid, delta.rejected],
      ),
    );
  }

  /** What payroll rejected it has paid. */
  async conceded(tx: Tx, id: string): Promise<RunRow> {
    return found(
      await tx.maybe<RunRow>(
        `UPDATE payout_run SET version = version + 1, paid = paid + 1, rejected = rejected - 1 WHERE id = $1 RETURNING ${COLUMNS}`,
        [id],
      ),
    );
  }

  /** True when an event about the run is due: at most one a second of real time. */
  async claimAnnouncement(tx: Tx, id: string): Promise<boolean> {
    const claimed = await tx.execute(
      `UPDATE payout_run SET announced_at = clock_timestamp()
       WHERE id = $1 AND (announced_at IS NULL OR announced_at < clock_timestamp() - interval '1 second')`,
      [id],
    );
    return claimed > 0;
  }

  counts(tx: Tx, id: string): Promise<RunCounts> {
    return tx.one<RunCounts>(
      `SELECT count(*)::int AS lines,
         count(*) FILTER (WHERE state IN ('signed', 'paid', 'rejected'))::int AS signed,
         count(*) FILTER (WHERE state = 'paid')::int AS paid,
         count(*) FILTER (WHERE state = 'rejected')::int AS rejected,
         COALESCE(sum(amount_minor) FILTER (WHERE state NOT IN ('held', 'reversed')), 0)::text AS "totalMinor"
       FROM bonus_line WHERE run_id = $1 AND active`,
      [id],
    );
  }

  /** Runs on their way to payroll that pay one of these payouts again, at whatever remove; by id. */
  async payingAgain(tx: Tx, payoutIds: readonly string[]): Promise<string[]> {
    if (payoutIds.length === 0) return [];
    const rows = await tx.query<{ id: string }>(
      `WITH RECURSIVE line AS (
         SELECT id, run_id FROM bonus_line WHERE replaces = ANY($1::uuid[]) AND active
         UNION
         SELECT l.id, l.run_id FROM line LEFT JOIN payout p ON p.line_id = line.id
           JOIN bonus_line l ON l.active AND (l.releases = line.id OR l.replaces = p.id)
       ) SELECT DISTINCT r.id FROM line JOIN payout_run r ON r.id = line.run_id
       WHERE r.state IN ('signed', 'posted', 'handing-over') ORDER BY r.id`,
      [payoutIds],
    );
    return rows.map((row) => row.id);
  }

  /** Newest first; `units` null = all. One more than the limit. */
  list(
    tx: Tx,
    filter: {
      cycleId: string | null;
      kind: RunKind | null;
      units: readonly string[] | null;
      after: string | null;
      limit: number;
    },
  ): Promise<RunRow[]> {
    return tx.query<RunRow>(
      `SELECT ${COLUMNS} FROM payout_run r
       WHERE ($1::uuid IS NULL OR cycle_id = $1) AND ($2::text IS NULL OR kind = $2) AND ($4::uuid IS NULL OR id < $4)
         AND ($3::uuid[] IS NULL OR EXISTS (SELECT 1 FROM bonus_line l WHERE l.run_id = r.id AND l.unit_path && $3))
       ORDER BY id DESC LIMIT $5`,
      [filter.cycleId, filter.kind, filter.units, filter.after, filter.limit + 1],
    );
  }
}

function found(row: RunRow | undefined): RunRow {
  if (row === undefined) throw new DomainError('not-found', 'There is no such payout run.');
  return row;
}
