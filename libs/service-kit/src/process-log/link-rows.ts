import { type CanonicalRow, chainHash, chainStart, rowHash } from './canonical-row.js';
import type { Head, Seal } from './seal-store.js';

/** Seals for rows, in their order, each tenant's chained to its head. */
export function linkRows(schema: string, rows: readonly CanonicalRow[], heads: readonly Head[]): Seal[] {
  const last = new Map(heads.map((head) => [head.tenantId, head]));
  return rows.map((row) => {
    const tenantId = row.tenant_id ?? '';
    const before = last.get(tenantId) ?? { n: 0, chainHash: chainStart(schema, tenantId) };
    const hash = rowHash(row);
    const n = before.n + 1;
    const seal = { tenantId, n, logId: row.id ?? '', rowHash: hash, chainHash: chainHash(before.chainHash, n, hash) };
    last.set(tenantId, seal);
    return seal;
  });
}
