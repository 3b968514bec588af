import type { Tx } from '@goalbeat/service-kit/db/tx';

export interface NewAccount {
  personId: string;
  passwordHash: string;
}

/** Adds accounts, or gives those that are there a new password. */
export async function saveAccounts(tx: Tx, accounts: readonly NewAccount[], realNow: string): Promise<void> {
  await tx.execute(
    `INSERT INTO account (tenant_id, person_id, password_hash, created_at, changed_at)
     SELECT $1, a.person, a.hash, $4, $4 FROM unnest($2::uuid[], $3::text[]) AS a (person, hash)
     ON CONFLICT (tenant_id, person_id) DO UPDATE SET password_hash = excluded.password_hash, changed_at = excluded.changed_at`,
    [tx.tenantId, accounts.map((one) => one.personId), accounts.map((one) => one.passwordHash), realNow],
  );
}

/** Ends all of these people's sessions, but for one that may stay; @returns how many there were. */
export function revokeSessions(
  tx: Tx,
  personIds: readonly string[],
  realNow: string,
  butFor: string | null = null,
): Promise<number> {
  return tx.execute(
    `UPDATE session SET revoked_at = $2
     WHERE person_id = ANY($1::uuid[]) AND revoked_at IS NULL AND ($3::uuid IS NULL OR id <> $3)`,
    [personIds, realNow, butFor],
  );
}
