import type { Tx } from '@goalbeat/service-kit/db/tx';

/** One account at one provider, as one client of it sees it. */
export interface ProviderIdentity {
  issuer: string;
  clientId: string;
  subject: string;
}

export interface Binding extends ProviderIdentity {
  boundAt: string;
  lastUsedAt: string;
}

interface Owner {
  id: string;
  leftOn: string | null;
}

/** Whose this identity is; says that it was used. */
export function useBinding(tx: Tx, who: ProviderIdentity, realNow: string): Promise<Owner | undefined> {
  return tx.maybe<Owner>(
    `UPDATE identity_binding b SET last_used_at = $4 FROM person p
     WHERE b.issuer = $1 AND b.client_id = $2 AND b.subject = $3 AND p.tenant_id = b.tenant_id AND p.id = b.person_id
     RETURNING p.id, p.left_on AS "leftOn"`,
    [who.issuer, who.clientId, who.subject, realNow],
  );
}

/** @returns false when the person is bound to another identity already, or the identity to somebody else */
export async function addBinding(tx: Tx, personId: string, who: ProviderIdentity, realNow: string): Promise<boolean> {
  const added = await tx.execute(
    `INSERT INTO identity_binding (tenant_id, person_id, issuer, client_id, subject, bound_at, last_used_at)
     VALUES ($1, $2, $3, $4, $5, $6, $6) ON CONFLICT DO NOTHING`,
    [tx.tenantId, personId, who.issuer, who.clientId, who.subject, realNow],
  );
  return added > 0;
}

export function bindingsOf(tx: Tx, personId: string): Promise<Binding[]> {
  return tx.query<Binding>(
    `SELECT issuer, client_id AS "clientId", subject, bound_at AS "boundAt", last_used_at AS "lastUsedAt"
     FROM identity_binding WHERE person_id = $1 ORDER BY last_used_at DESC, issuer, client_id`,
    [personId],
  );
}

export function deleteBindings(tx: Tx, personId: string): Promise<number> {
  return tx.execute('DELETE FROM identity_binding WHERE person_id = $1', [personId]);
}
