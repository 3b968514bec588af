import type { OidcProviderView } from '@goalbeat/contracts/directory/sign-in-http';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import type { z } from 'zod';

export type ProviderRow = z.infer<typeof OidcProviderView> & { sealedSecret: string };

export function findProvider(tx: Tx, lock: '' | 'FOR UPDATE' = ''): Promise<ProviderRow | undefined> {
  return tx.maybe<ProviderRow>(
    `SELECT issuer, client_id AS "clientId", client_secret AS "sealedSecret", claim, claim_name AS "claimName",
       allowed_domains AS "allowedDomains", require_verified_email AS "requireVerifiedEmail", version
     FROM oidc_provider ${lock}`,
  );
}

export async function saveProvider(tx: Tx, row: ProviderRow, realNow: string): Promise<void> {
  await tx.execute(
    `INSERT INTO oidc_provider (tenant_id, issuer, client_id, client_secret, claim, claim_name, allowed_domains,
       require_verified_email, version, changed_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
     ON CONFLICT (tenant_id) DO UPDATE SET issuer = excluded.issuer, client_id = excluded.client_id,
       client_secret = excluded.client_secret, claim = excluded.claim, claim_name = excluded.claim_name,
       allowed_domains = excluded.allowed_domains, require_verified_email = excluded.require_verified_email,
       version = excluded.version, changed_at = excluded.changed_at`,
    [
      tx.tenantId,
      row.issuer,
      row.clientId,
      row.sealedSecret,
      row.claim,
      row.claimName,
      row.allowedDomains,
      row.requireVerifiedEmail,
      row.version,
      realNow,
    ],
  );
}

export async function deleteProvider(tx: Tx): Promise<void> {
  await tx.execute('DELETE FROM oidc_provider');
  await tx.execute('DELETE FROM oidc_attempt');
}
