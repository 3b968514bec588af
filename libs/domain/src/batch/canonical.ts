/** One row of a pinned batch: `key` orders it, `value` is plain JSON (no bigint, no undefined members that matter). */
export interface CanonicalRow {
  key: string;
  value: unknown;
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([name, inner]) => [name, sorted(inner)]));
}

/**
 * JSON lines, members sorted by name, rows sorted by key (code units). Sender and receiver hash this text with SHA-256: a batch
 * is whole when as many rows are there as were promised and the hashes agree, in whatever order its pages came.
 */
export function canonicalRows(rows: readonly CanonicalRow[]): string {
  return rows
    .toSorted((a, b) => (a.key === b.key ? 0 : a.key < b.key ? -1 : 1))
    .map((row) => JSON.stringify(sorted(row.value)))
    .join('\n');
}
