import type { BonusLineView, BonusListView } from '@goalbeat/contracts/payroll/http';
import { formatMoney, type WireMoney } from '@goalbeat/domain/money/money';
import type { z } from 'zod';
import { explainWords, reasonWords } from '../wording/explain-words.js';
import type { Language } from '@goalbeat/domain/wording/language';
import { leftOf, type LineRow } from './bonus-line.repository.js';
import type { ListRow } from './bonus-list.repository.js';

export const wire = (minor: string, currency: string): WireMoney => formatMoney({ minor: BigInt(minor), currency });
const wireOrNull = (minor: string | null, currency: string): WireMoney | null =>
  minor === null ? null : wire(minor, currency);

export function listView(row: ListRow): z.infer<typeof BonusListView> {
  const { totalMinor, budgetMinor, lastTotalMinor, round, paying, ...rest } = row;
  void round;
  void paying;
  return {
    ...rest,
    total: wire(totalMinor, row.currency),
    budget: wireOrNull(budgetMinor, row.currency),
    lastTotal: wireOrNull(lastTotalMinor, row.currency),
  };
}

export function lineView(row: LineRow, language: Language): z.infer<typeof BonusLineView> {
  const {
    id,
    listId,
    personId,
    personNumber,
    personName,
    unitId,
    band,
    score,
    explain,
    state,
    heldReason,
    cause,
    claimId,
    version,
    currency,
  } = row;
  return {
    id,
    listId,
    personId,
    personNumber,
    personName,
    unitId,
    band,
    score,
    explain,
    state,
    heldReason,
    cause,
    claimId,
    version,
    amount: wire(row.amountMinor, currency),
    stillHeld: state === 'held' ? wire(leftOf(row).toString(), currency) : null,
    computed: wire(row.computedMinor, currency),
    lastAmount: wireOrNull(row.lastMinor, currency),
    reason: reasonWords(row, language),
    words: explainWords(row, language),
  };
}
