import { Injectable } from '@nestjs/common';
import type { CloudEvent } from '@goalbeat/contracts/cloud-event';
import type { PayoutBatchClosed } from '@goalbeat/contracts/payroll/events';
import { formatMoney } from '@goalbeat/domain/money/money';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import type { MessageRow } from '../hand-over-message.repository.js';

/**
 * What an address is told of a closed batch: where not all of it has come there, how much has. Found out when the message leaves, since an
 * address may be put right, and a payout sent again, between the closing and then.
 */
@Injectable()
export class ClosedBatches {
  /** As the message leaves for `sentTo` now; a payout's is as it was written. */
  async bodyOf(
    tx: Tx,
    { kind, batchId, body, sentTo }: Pick<MessageRow, 'kind' | 'batchId' | 'body' | 'sentTo'>,
  ): Promise<string> {
    if (kind === 'payout') return body;
    const event = JSON.parse(body) as CloudEvent<PayoutBatchClosed>;
    const { here: _atTheClosing, closedAt, sums, ...data } = event.data;
    const came = await this.#cameTo(tx, batchId, sentTo);
    const [{ currency } = { currency: '' }] = sums;
    const here = { count: came.count, sums: [formatMoney({ minor: BigInt(came.sumMinor), currency })] };
    return JSON.stringify({
      ...event,
      data: { ...data, sums, ...(came.count === data.count ? {} : { here }), closedAt },
    });
  }

  /**
   * Of a batch's payouts those that came to this address: taken there, or perhaps, and payroll has them by now. What payroll spoke of before
   * it was sent came nowhere. Before addresses could be put right a message named none: it went to its run's.
   */
  #cameTo(tx: Tx, batchId: string, url: string | null): Promise<{ count: number; sumMinor: string }> {
    return tx.one<{ count: number; sumMinor: string }>(
      `SELECT count(*)::int AS count, COALESCE(sum(p.amount_minor), 0)::text AS "sumMinor"
       FROM hand_over_message m JOIN payout p ON p.id = m.id
       WHERE m.batch_id = $1 AND m.kind = 'payout' AND m.state = 'delivered'
         AND COALESCE(m.perhaps_at, CASE WHEN m.sent_to IS NULL AND m.attempts > 0
           THEN (SELECT h.url FROM hand_over_pin h WHERE h.run_id = m.run_id) END) = $2`,
      [batchId, url],
    );
  }
}
