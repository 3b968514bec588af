import type { ContradictionView } from '@goalbeat/contracts/payroll/contradiction-http';
import { formatMoney } from '@goalbeat/domain/money/money';
import type { z } from 'zod';
import type { ContradictionOfPayout } from './contradiction.repository.js';
import { needsTwo } from './who-settles.js';

type View = z.infer<typeof ContradictionView>;

/** @param onlyLead of finance, where there is one lead */
export const contradictionView = (row: ContradictionOfPayout, onlyLead: string | null): View => ({
  id: row.id,
  version: row.version,
  payoutId: row.payoutId,
  runId: row.runId,
  personNumber: row.personNumber,
  period: row.period,
  amount: formatMoney({ minor: BigInt(row.amountMinor), currency: row.currency }),
  ours: { state: row.ours, at: row.oursAt },
  said: {
    outcome: row.said,
    at: row.saidAt,
    amount:
      row.saidAmount === null || row.saidCurrency === null
        ? null
        : { amount: row.saidAmount, currency: row.saidCurrency },
  },
  openedAt: row.openedAt,
  needsTwo: needsTwo(row, onlyLead),
  askedFor: row.askedBy === null ? null : row.accepts ? 'accept' : 'clear',
  askedBy: row.askedBy,
  askedAt: row.askedAt,
  askedReason: row.askedReason,
  reason: row.reason,
  closedAt: row.closedAt,
  closedAs: closedAs(row),
  closedBy: row.closedBy,
});

function closedAs({ closedAt, closedBy, accepts }: ContradictionOfPayout): View['closedAs'] {
  if (closedAt === null) return null;
  if (closedBy === null) return 'taken-back';
  return accepts ? 'accepted' : 'cleared';
}
