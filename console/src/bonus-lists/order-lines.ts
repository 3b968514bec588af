import { compare, less, signOf } from '../money/amounts.js';
import type { BonusLine } from './list-queries.js';

export const FILTERS = ['all', 'held', 'changed', 'zero', 'new'] as const;
export type Filter = (typeof FILTERS)[number];
export const ORDERS = ['number', 'amount', 'change', 'name'] as const;
export type Order = (typeof ORDERS)[number];

type Line = Pick<BonusLine, 'amount' | 'computed' | 'lastAmount' | 'state' | 'personName' | 'personNumber'>;

const passes: Record<Filter, (line: Line) => boolean> = {
  all: () => true,
  held: ({ state }) => state === 'held',
  changed: ({ amount, computed }) => compare(amount, computed) !== 0,
  zero: ({ amount }) => signOf(amount) === 0,
  new: ({ lastAmount }) => lastAmount === null,
};

/** How far from last time, whichever way; who was not there last time counts whole. */
const distance = ({ amount, lastAmount }: Line) => {
  const by = lastAmount === null ? amount : less(amount, lastAmount);
  return { ...by, amount: by.amount.replace('-', '') };
};

const by: Record<Order, (a: Line, b: Line) => number> = {
  number: (a, b) => (a.personNumber < b.personNumber ? -1 : 1),
  name: (a, b) => a.personName.localeCompare(b.personName),
  amount: (a, b) => compare(b.amount, a.amount),
  change: (a, b) => compare(distance(b), distance(a)),
};

/** Lines as somebody looks for them: by name or number, by what is unusual, the most striking first. */
export function linesShown<L extends Line>(
  lines: readonly L[],
  { text, filter, order }: { text: string; filter: Filter; order: Order },
): L[] {
  const wanted = text.trim().toLowerCase();
  const found = lines.filter(
    (line) =>
      passes[filter](line) &&
      (wanted === '' ||
        line.personName.toLowerCase().includes(wanted) ||
        line.personNumber.toLowerCase().includes(wanted)),
  );
  return found.toSorted(by[order]);
}
