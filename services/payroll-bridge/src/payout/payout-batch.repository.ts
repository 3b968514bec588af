import { Injectable } from '@nestjs/common';
import type { Tx } from '@goalbeat/service-kit/db/tx';

export interface BatchRow {
  id: string;
  runId: string;
  n: number;
  count: number;
  currency: string;
  sumMinor: string;
  closedAt: string | null;
}

const COLUMNS = 'id, run_id AS "runId", n, count, currency, sum_minor AS "sumMinor", closed_at AS "closedAt"';

@Injectable()
export class PayoutBatchRepository {
  async create(tx: Tx, batch: Omit<BatchRow, 'n' | 'closedAt'>): Promise<void> {
    await tx.execute(
      `INSERT INTO payout_batch (id, tenant_id, run_id, n, count, currency, sum_minor)
       SELECT $1, $2, $3, COALESCE(max(n), 0) + 1, $4, $5, $6 FROM payout_batch WHERE run_id = $3`,
      [batch.id, tx.tenantId, batch.runId, batch.count, batch.currency, batch.sumMinor],
    );
  }

  /** Open batches of all tenants; ids only. */
  openOnes(tx: Tx): Promise<{ tenant_id: string; batch_id: string; confirmed: boolean; moving: boolean }[]> {
    return tx.query('SELECT tenant_id, batch_id, confirmed, moving FROM open_payout_batches()');
  }

  /** Undefined when it was closed meanwhile. */
  lockOpen(tx: Tx, id: string): Promise<BatchRow | undefined> {
    return tx.maybe<BatchRow>(`SELECT ${COLUMNS} FROM payout_batch WHERE id = $1 AND closed_at IS NULL FOR UPDATE`, [
      id,
    ]);
  }

  /** Payouts that are on their way still: in the outbox, or not yet taken by the webhook or the file's reader. */
  async unsent(tx: Tx, id: string): Promise<number> {
    const row = await tx.one<{ n: number }>(
      `SELECT ((SELECT count(*) FROM payout p JOIN outbox o ON o.id = p.id WHERE p.batch_id = $1)
         + (SELECT count(*) FROM hand_over_message m WHERE m.batch_id = $1 AND m.way <> 'rabbitmq' AND m.kind = 'payout'
             AND m.state NOT IN ('delivered', 'given-up')))::int AS n`,
      [id],
    );
    return row.n;
  }

  /** Companies with payouts that were tried so often and that nobody was told of. */
  tenantsWithUntaken(tx: Tx, attempts: number): Promise<{ id: string }[]> {
    return tx.query('SELECT tenant_id AS id FROM tenants_with_untaken_batches($1)', [attempts]);
  }

  /** Open ones with such payouts, of which somebody is told now. What is stopped is not counted: nobody tries it. */
  untaken(tx: Tx, attempts: number): Promise<{ id: string; runId: string; waiting: number; error: string | null }[]> {
    return tx.query(
      `WITH stuck AS (
         SELECT b.id, count(*)::int AS waiting, max(o.last_error) AS error FROM payout_batch b JOIN payout p ON p.batch_id = b.id
         JOIN outbox o ON o.id = p.id
         WHERE b.closed_at IS NULL AND NOT b.is_told AND o.attempts >= $1 AND isfinite(o.next_attempt_at) GROUP BY b.id)
       UPDATE payout_batch b SET is_told = true FROM stuck WHERE b.id = stuck.id
       RETURNING b.id, b.run_id AS "runId", stuck.waiting, stuck.error`,
      [attempts],
    );
  }

  async close(tx: Tx, id: string, at: string): Promise<void> {
    await tx.execute('UPDATE payout_batch SET closed_at = $2 WHERE id = $1', [id, at]);
  }

  async openOf(tx: Tx, runId: string): Promise<number> {
    const row = await tx.one<{ n: number }>(
      'SELECT count(*)::int AS n FROM payout_batch WHERE run_id = $1 AND closed_at IS NULL',
      [runId],
    );
    return row.n;
  }
}
