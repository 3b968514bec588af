import type { PayoutAnswer } from '@goalbeat/contracts/payroll/events';
import type { PayoutState } from '@goalbeat/domain/payout/lifecycle';
import type { ContradictionRow, NewContradiction } from './contradiction.repository.js';

/** One of payroll's answers about one payout, in the order in which they came. */
export interface Heard {
  /** Under the id by which it is kept. */
  answer: PayoutAnswer;
  payoutId: string;
  runId: string;
  /** What we had when it came, and since when. */
  ours: PayoutState;
  oursAt: string;
  /** It says what we have, or brought us to it. */
  agrees: boolean;
  /** Another amount than ours: as payroll wrote it, in minor units where it is of our currency. */
  otherAmount: { amount: string; currency: string; minor: string | null } | null;
}

type Open = NewContradiction & { isNew: boolean; isChanged: boolean };

export interface HeardChanges {
  opened: NewContradiction[];
  again: NewContradiction[];
  takenBack: string[];
}

/**
 * What stays open of contradictions after these answers. The same said again is the same contradiction; another one is another. An
 * answer that agrees with us takes back what was said before it; a "paid" of what we have as rejected only from a later instant on,
 * as whoever pays again goes by.
 */
export function hearPayroll(
  open: readonly ContradictionRow[],
  heard: readonly Heard[],
  { now, newId }: { now: string; newId: () => string },
): HeardChanges {
  let standing: Open[] = open.map((row) => ({ ...row, isNew: false, isChanged: false }));
  const takenBack: string[] = [];
  for (const one of heard) {
    if (!one.agrees) {
      const known = standing.find((row) => isSame(row, one));
      if (known === undefined) standing.push(openOf(one, now, newId()));
      else if (!known.answerIds.includes(one.answer.answerId)) {
        known.answerIds = [...known.answerIds, one.answer.answerId];
        known.heardAt = now;
        known.isChanged = true;
      }
      continue;
    }
    const stays = standing.filter((row) => !isTakenBack(row, one, now));
    takenBack.push(...standing.filter((row) => !row.isNew && !stays.includes(row)).map(({ id }) => id));
    standing = stays;
  }
  const plain = ({ isNew: _isNew, isChanged: _isChanged, ...row }: Open): NewContradiction => row;
  return {
    opened: standing.filter(({ isNew }) => isNew).map(plain),
    again: standing.filter(({ isNew, isChanged }) => !isNew && isChanged).map(plain),
    takenBack,
  };
}

const isSame = (row: Open, { payoutId, ours, answer, otherAmount }: Heard): boolean =>
  row.payoutId === payoutId &&
  row.ours === ours &&
  row.said === answer.outcome &&
  row.saidAmount === (otherAmount?.amount ?? null) &&
  row.saidCurrency === (otherAmount?.currency ?? null);

function isTakenBack(row: Open, { payoutId, answer }: Heard, now: string): boolean {
  if (row.payoutId !== payoutId) return false;
  if (answer.outcome === 'accepted' && row.said !== 'accepted') return false;
  // Who once named another amount has to name ours.
  if (row.saidAmount !== null && answer.amount === undefined) return false;
  return !(row.ours === 'rejected' && row.said === 'paid') || row.heardAt < now;
}

const openOf = (one: Heard, now: string, id: string): Open => ({
  id,
  payoutId: one.payoutId,
  runId: one.runId,
  ours: one.ours,
  oursAt: one.oursAt,
  said: one.answer.outcome,
  saidAt: one.answer.at,
  saidAmount: one.otherAmount?.amount ?? null,
  saidCurrency: one.otherAmount?.currency ?? null,
  saidMinor: one.otherAmount?.minor ?? null,
  answerIds: [one.answer.answerId],
  heardAt: now,
  isNew: true,
  isChanged: false,
});
