import { PAYOUT_EVENTS, type PayoutBatchClosed, type PayoutRequested } from '@goalbeat/contracts/payroll/events';
import type { CloudEvent } from '@goalbeat/contracts/cloud-event';
import { formatMoney } from '@goalbeat/domain/money/money';
import type { LineRow } from '../bonus-list/bonus-line.repository.js';
import { reasonWords } from '../wording/explain-words.js';
import type { BatchRow } from './payout-batch.repository.js';
import type { NewPayout } from './payout.repository.js';

export interface Envelope {
  tenantId: string;
  /** Real time. */
  time: string;
  /** Business time. */
  at: string;
}

const envelope = <T>({ tenantId, time }: Envelope, id: string, type: string, data: T): CloudEvent<T> => ({
  specversion: '1.0',
  id,
  source: 'goalbeat/payroll-bridge',
  type,
  subject: id,
  time,
  datacontenttype: 'application/json',
  tenantid: tenantId,
  data,
});

/** The event's id is the payout's: payroll drops a repeat by it. */
export function payoutRequested(of: Envelope, payout: NewPayout, line: LineRow): CloudEvent<PayoutRequested> {
  return envelope(of, payout.id, PAYOUT_EVENTS.requested, {
    payoutId: payout.id,
    batchId: payout.batchId,
    runId: payout.runId,
    employeeNumber: line.personNumber,
    amount: formatMoney({ minor: BigInt(payout.amountMinor), currency: payout.currency }),
    period: line.period,
    reason: reasonWords(line, 'zh-CN'),
    requestedAt: of.at,
    replaces: payout.replaces,
  });
}

export function payoutBatchClosed(of: Envelope, batch: BatchRow): CloudEvent<PayoutBatchClosed> {
  return envelope(of, batch.id, PAYOUT_EVENTS.batchClosed, {
    batchId: batch.id,
    runId: batch.runId,
    count: batch.count,
    sums: [formatMoney({ minor: BigInt(batch.sumMinor), currency: batch.currency })],
    closedAt: of.at,
  });
}
