import type { HandOverChangeView } from '@goalbeat/contracts/payroll/hand-over-change-http';
import { formatMoney } from '@goalbeat/domain/money/money';
import type { z } from 'zod';
import type { ChangeRow, FoundPayout, WantedAddress } from './hand-over-change.repository.js';

/** @param payouts those that it is about */
export function changeView(row: ChangeRow, payouts: readonly FoundPayout[]): z.infer<typeof HandOverChangeView> {
  return {
    id: row.id,
    version: row.version,
    kind: row.kind,
    state: row.state,
    reason: row.reason,
    askedBy: row.askedBy,
    askedAt: row.askedAt,
    askedOf: [...row.askedOf],
    decidedBy: row.decidedBy,
    decidedAt: row.decidedAt,
    decisionReason: row.decisionReason,
    setting: row.kind === 'setting' ? { present: row.present, wanted: row.wanted } : null,
    address: row.kind === 'address' ? { runId: row.runId, present: side(row.present), wanted: side(row.wanted) } : null,
    finding:
      row.kind === 'finding'
        ? {
            finding: row.wanted.finding,
            payouts: shown(row.payoutIds, payouts),
          }
        : null,
    results: row.kind === 'results' ? { fileId: row.wanted.fileId, payouts: shown(row.payoutIds, payouts) } : null,
  };
}

const shown = (ids: readonly string[], payouts: readonly FoundPayout[]) =>
  payouts
    .filter(({ id }) => ids.includes(id))
    .map((one) => ({
      payoutId: one.id,
      personNumber: one.personNumber,
      period: one.period,
      amount: formatMoney({ minor: BigInt(one.amountMinor), currency: one.currency }),
    }));

const side = ({ url, queryUrl, deduplicates = false }: WantedAddress) => ({ url, queryUrl, deduplicates });
