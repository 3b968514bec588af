import type { WhatIfView } from '@goalbeat/contracts/payroll/list-http';
import { formatMoney } from '@goalbeat/domain/money/money';
import type { z } from 'zod';
import type { LineRow } from './bonus-line.repository.js';
import type { Draft } from './line-drafts.js';

/** How many people one answer shows. */
const SHOWN = 50;

interface Pair {
  line: LineRow;
  before: bigint;
  after: bigint;
}

const size = (minor: bigint): bigint => (minor < 0n ? -minor : minor);
const sum = (pairs: readonly Pair[], of: (pair: Pair) => bigint): bigint =>
  pairs.reduce((all, one) => all + of(one), 0n);

/** The lines of a list against what another plan makes of the same scores. `after` in minor units. */
export function compareDrafts(
  lines: readonly LineRow[],
  drafts: readonly Draft[],
  currency: string,
): { view: Omit<z.infer<typeof WhatIfView>, 'budget' | 'overBudget'>; after: bigint } {
  const byScore = new Map(drafts.map((draft) => [draft.scored.score.scoreId, draft]));
  const amount = (minor: bigint) => formatMoney({ minor, currency });
  let otherCurrency = 0;
  let noRate = 0;
  const pairs = lines.map((line): Pair => {
    const draft = byScore.get(line.scoreId ?? '');
    if (draft?.heldReason != null) noRate += 1;
    const moved = draft !== undefined && draft.currency !== currency;
    if (moved) otherCurrency += 1;
    return { line, before: BigInt(line.computedMinor), after: draft === undefined || moved ? 0n : draft.minor };
  });
  const totals = (of: readonly Pair[]) => ({
    before: amount(sum(of, ({ before }) => before)),
    after: amount(sum(of, ({ after }) => after)),
  });
  const grouped = (by: (line: LineRow) => string) =>
    [...Map.groupBy(pairs, ({ line }) => by(line))].toSorted(([a], [b]) => (a < b ? -1 : 1));
  const changed = pairs
    .filter(({ before, after }) => before !== after)
    .toSorted((a, b) => {
      const [one, other] = [size(a.after - a.before), size(b.after - b.before)];
      if (one !== other) return one > other ? -1 : 1;
      return a.line.personNumber < b.line.personNumber ? -1 : 1;
    });
  const all = totals(pairs);
  return {
    after: sum(pairs, ({ after }) => after),
    view: {
      ...all,
      units: grouped((line) => line.unitId).map(([unitId, of]) => ({ unitId, ...totals(of) })),
      bands: grouped((line) => line.band).map(([band, of]) => ({ band, ...totals(of) })),
      people: changed.slice(0, SHOWN).map(({ line, before, after }) => ({
        personId: line.personId,
        personNumber: line.personNumber,
        personName: line.personName,
        before: amount(before),
        after: amount(after),
        difference: amount(after - before),
      })),
      changed: changed.length,
      noRate,
      otherCurrency,
    },
  };
}
