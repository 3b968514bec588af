import type { UnreadableNotice } from '@goalbeat/contracts/operations-http';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import type { z } from 'zod';

export type Notice = z.infer<typeof UnreadableNotice>;

/**
 * Unread, and of somebody who cannot sign in: who has left, or has no password where no identity provider lets people in.
 * $1 is the company's date.
 */
const UNREADABLE = `SELECT n.id, n.person_id AS "personId", n.kind, n.at,
    CASE WHEN p.left_on < $1 THEN 'left' ELSE 'no-account' END AS why
  FROM notice n JOIN person p ON p.tenant_id = n.tenant_id AND p.id = n.person_id
  WHERE n.read_at IS NULL AND (p.left_on < $1 OR (
    NOT EXISTS (SELECT FROM account a WHERE a.tenant_id = p.tenant_id AND a.person_id = p.id)
    AND NOT EXISTS (SELECT FROM oidc_provider o WHERE o.tenant_id = p.tenant_id)))`;

/** Newest first. */
export function unreadableNotices(
  tx: Tx,
  today: string,
  after: { at: string; id: string } | null,
  limit: number,
): Promise<Notice[]> {
  return tx.query<Notice>(
    `${UNREADABLE} AND ($2::timestamptz IS NULL OR (n.at, n.id) < ($2, $3::uuid)) ORDER BY n.at DESC, n.id DESC LIMIT $4`,
    [today, after?.at ?? null, after?.id ?? null, limit],
  );
}

export async function countUnreadable(tx: Tx, today: string): Promise<number> {
  return (await tx.one<{ n: number }>(`SELECT count(*)::int AS n FROM (${UNREADABLE}) AS u`, [today])).n;
}
