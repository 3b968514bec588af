import type { Tx } from '@goalbeat/service-kit/db/tx';

/**
 * Whoever changes the organisation holds this lock until the commit, so that plans are made on what is really there and
 * change numbers have no gaps: a rollback gives its numbers back.
 */
export async function lockChanges(tx: Tx): Promise<void> {
  await tx.one('SELECT seq FROM change_counter WHERE tenant_id = $1 FOR UPDATE', [tx.tenantId]);
}

/** The first of `count` numbers, one for each changed row. */
export async function takeNumbers(tx: Tx, count: number): Promise<number> {
  const { seq } = await tx.one<{ seq: string }>(
    'UPDATE change_counter SET seq = seq + $2 WHERE tenant_id = $1 RETURNING seq',
    [tx.tenantId, count],
  );
  return Number(seq) - count + 1;
}

export async function currentNumber(tx: Tx): Promise<number> {
  const row = await tx.maybe<{ seq: string }>('SELECT seq FROM change_counter WHERE tenant_id = $1', [tx.tenantId]);
  return Number(row?.seq ?? 0);
}

/** Large imports travel in parts: one parameter of 20,000 rows would be several megabytes. */
export function inParts<T>(list: readonly T[], size = 5_000): T[][] {
  const parts: T[][] = [];
  for (let at = 0; at < list.length; at += size) parts.push(list.slice(at, at + size));
  return parts;
}
