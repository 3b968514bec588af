import { Injectable } from '@nestjs/common';
import type { CloudEvent } from '@goalbeat/contracts/cloud-event';
import { PAYOUTS_EXCHANGE } from '@goalbeat/contracts/names';
import { isRehearsal } from '@goalbeat/domain/access/rehearsal-tenant';
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

  /**
   * One event per payout into the outbox, under the payout's own id: the primary key refuses a second one, and a batch is
   * confirmed when none of its payouts' ids is left there. A rehearsal's stay here: the sandbox answers them.
   */
  async send(tx: Tx, events: readonly CloudEvent[]): Promise<void> {
    if (isRehearsal(tx.tenantId)) return;
    const rows = events.map((event) => ({
      id: event.id,
      payload: { exchange: PAYOUTS_EXCHANGE, routingKey: event.type, event },
    }));
    await tx.execute(
      `INSERT INTO outbox (id, tenant_id, destination, payload)
       SELECT id, $1, 'events', payload FROM jsonb_to_recordset($2::jsonb) AS r(id uuid, payload jsonb)`,
      [tx.tenantId, JSON.stringify(rows)],
    );
  }

  /** Open batches of all tenants; ids only. */
  openOnes(tx: Tx): Promise<{ tenant_id: string; batch_id: string; confirmed: boolean }[]> {
    return tx.query('SELECT tenant_id, batch_id, confirmed FROM open_payout_batches()');
  }

  /** Undefined when it was closed meanwhile. */
  lockOpen(tx: Tx, id: string): Promise<BatchRow | undefined> {
    return tx.maybe<BatchRow>(`SELECT ${COLUMNS} FROM payout_batch WHERE id = $1 AND closed_at IS NULL FOR UPDATE`, [
      id,
    ]);
  }

  async unsent(tx: Tx, id: string): Promise<number> {
    const row = await tx.one<{ n: number }>(
      'SELECT count(*)::int AS n FROM payout p JOIN outbox o ON o.id = p.id WHERE p.batch_id = $1',
      [id],
    );
    return row.n;
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
