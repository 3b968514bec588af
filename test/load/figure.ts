import type { Bench } from './bench.js';

/** One row of the result: what was done, what came out, beside what spec L asks for. */
export interface Figure {
  /** Stable name in the JSON. */
  name: string;
  work: string;
  value: number;
  unit: string;
  /** In words, as spec L says it; null where it asks for nothing. */
  target: string | null;
  /** Null where there is no target or nothing to compare with. */
  met: boolean | null;
  /** How it came about: numbers behind the figure, in their own units. */
  details: Readonly<Record<string, number | string>>;
}

export interface Measure {
  /** Word for --only. */
  name: string;
  run: (bench: Bench) => Promise<Figure[]>;
}

const digits = (value: number): number => (Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2);

export const round = (value: number): number => Number(value.toFixed(digits(value)));

export const shown = ({ value, unit }: Pick<Figure, 'value' | 'unit'>): string =>
  `${value.toFixed(Number.isInteger(value) ? 0 : digits(value))}${unit === '' ? '' : ` ${unit}`}`;

/** Value at the given share of the sorted list (nearest rank); 0 for an empty list. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] ?? 0;
}

export const median = (values: readonly number[]): number => percentile(values, 0.5);
