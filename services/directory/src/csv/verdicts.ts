import type { ImportResult, RowVerdict } from '@goalbeat/contracts/directory/http';
import type { z } from 'zod';
import type { Table, TableRow } from './read-table.js';

export type ImportResult = z.infer<typeof ImportResult>;
export type RowVerdict = z.infer<typeof RowVerdict>;
export type ImportMode = ImportResult['mode'];

/** A row with what is known to be wrong with it so far. */
export interface CheckedRow {
  row: number;
  key: string;
  problems: { column: string; message: string }[];
}

/** `preview` writes nothing, `all` nothing if any row is wrong, `good` what is good. */
export function mayWrite(mode: ImportMode, verdicts: readonly RowVerdict[]): boolean {
  switch (mode) {
    case 'preview':
      return false;
    case 'all':
      return verdicts.every((row) => row.verdict !== 'wrong');
    case 'good':
      return true;
  }
}

/** The second row of the same key is wrong: which of the two would be meant? */
export function refuseRepeats(rows: readonly CheckedRow[], column: string): void {
  const seen = new Map<string, number>();
  for (const row of rows) {
    const earlier = seen.get(row.key);
    if (earlier === undefined) seen.set(row.key, row.row);
    else row.problems.push({ column, message: `is in row ${earlier} already` });
  }
}

/** The same of a row whose key stands in one before it that could not be read. */
export function refuseRepeatsOfTorn<C extends string>({ rows, torn }: Table<C>, column: C): void {
  const seen = new Map(torn.toReversed().map(({ row, cells }) => [cells[column], row]));
  for (const { row, cells, problems } of rows) {
    const earlier = cells[column] === undefined ? undefined : seen.get(cells[column]);
    if (earlier !== undefined && earlier < row) problems.push({ column, message: `is in row ${earlier} already` });
  }
}

/** What is said of all rows, in their order: of one that could not be read nothing else than that. */
export function withTorn<C extends string>(
  verdicts: readonly RowVerdict[],
  torn: readonly TableRow<C>[],
  keyOf: (cells: TableRow<C>['cells']) => string,
): RowVerdict[] {
  const wrong = torn.map(({ row, cells, problems }) => ({
    row,
    key: keyOf(cells),
    verdict: 'wrong' as const,
    problems,
  }));
  return [...verdicts, ...wrong].toSorted((a, b) => a.row - b.row);
}

export function isGood(row: CheckedRow): boolean {
  return row.problems.length === 0;
}
