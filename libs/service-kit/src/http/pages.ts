import { createHash } from 'node:crypto';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { PageQuery } from '@goalbeat/contracts/wire';
import type { z } from 'zod';

/** `?limit=1..200&after=<cursor>`; extend it with a list's own filters: `pageQuery.extend({...})`. */
export const pageQuery = PageQuery;
export type PageQuery = z.infer<typeof PageQuery>;

export interface Page<T> {
  items: T[];
  next: string | null;
}

/** A cursor holds the sort values of the last row; opaque to clients. */
export function encodeCursor(values: readonly (string | number | null)[]): string {
  return Buffer.from(JSON.stringify([...values, checksumOf(values)])).toString('base64url');
}

/** Nothing secret: it tells a cursor that was cut or made up from one of ours, whose values the database can read. */
const checksumOf = (values: readonly (string | number | null)[]): string =>
  createHash('sha256').update(JSON.stringify(values)).digest('base64url').slice(0, 8);

/**
 * @param length how many values the list's cursor has
 * @throws validation (field `after`) for a cursor that is not one of this list.
 */
export function decodeCursor(cursor: string, length: number): (string | number | null)[] {
  try {
    const parsed: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(parsed) && parsed.length === length + 1 && parsed.every(isScalar)) {
      const values = parsed.slice(0, length);
      if (parsed[length] === checksumOf(values)) return values;
    }
  } catch {
    // falls through to the same answer
  }
  throw new DomainError('validation', 'Take the cursor from `next` of the page before.', { field: 'after' });
}

const isScalar = (value: unknown): value is string | number | null =>
  value === null || typeof value === 'string' || typeof value === 'number';

export function page<T>(items: T[], next: string | null): Page<T> {
  return { items, next };
}

/** Ask the database for `limit + 1` rows: the one too many says that there is a next page. */
export function pageOfRows<R, T>(
  rows: readonly R[],
  limit: number,
  toItem: (row: R) => T,
  cursorOf: (row: R) => readonly (string | number | null)[],
): Page<T> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return page(shown.map(toItem), rows.length > limit && last !== undefined ? encodeCursor(cursorOf(last)) : null);
}
