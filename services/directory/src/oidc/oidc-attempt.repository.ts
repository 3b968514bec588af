import type { Tx } from '@goalbeat/service-kit/db/tx';

/** A sign-in that is under way at the provider. */
export interface Attempt {
  state: string;
  nonce: string;
  verifier: string;
  issuer: string;
  redirectUri: string;
  /** Whose owner proves again who they are; null = a new session. */
  sessionId: string | null;
  expiresAt: string;
}

export async function saveAttempt(tx: Tx, bindingHash: Buffer, attempt: Attempt, realNow: string): Promise<void> {
  await tx.execute('DELETE FROM oidc_attempt WHERE expires_at < $1', [realNow]);
  await tx.execute(
    `INSERT INTO oidc_attempt (tenant_id, binding_hash, state, nonce, verifier, issuer, redirect_uri, session_id, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      tx.tenantId,
      bindingHash,
      attempt.state,
      attempt.nonce,
      attempt.verifier,
      attempt.issuer,
      attempt.redirectUri,
      attempt.sessionId,
      attempt.expiresAt,
    ],
  );
}

/** Whoever comes second finds nothing. */
export function takeAttempt(tx: Tx, bindingHash: Buffer): Promise<Attempt | undefined> {
  return tx.maybe<Attempt>(
    `DELETE FROM oidc_attempt WHERE binding_hash = $1
     RETURNING state, nonce, verifier, issuer, redirect_uri AS "redirectUri", session_id AS "sessionId",
       expires_at AS "expiresAt"`,
    [bindingHash],
  );
}
