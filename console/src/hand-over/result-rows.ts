import { ApiProblem } from '../api/api-problem.js';

export interface RefusedRow {
  readonly line: number;
  readonly field: string;
  readonly message: string;
}

const isRow = (row: unknown): row is RefusedRow =>
  typeof row === 'object' && row !== null && 'line' in row && 'field' in row && 'message' in row;

/** Rows of a results file that were refused, so that nothing of it was taken; undefined of any other trouble. */
export function refusedRows(error: unknown): readonly RefusedRow[] | undefined {
  if (!(error instanceof ApiProblem)) return undefined;
  const rows = error.problem.details?.['refused'];
  return Array.isArray(rows) ? rows.filter(isRow) : undefined;
}
