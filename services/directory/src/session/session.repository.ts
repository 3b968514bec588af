import type { SessionView } from '@goalbeat/contracts/directory/sign-in-http';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import type { z } from 'zod';

export interface SignInSubject {
  personId: string;
  passwordHash: string | null;
  leftOn: string | null;
}

export type OpenSession = Omit<z.infer<typeof SessionView>, 'current'>;

export interface NewSession {
  id: string;
  personId: string;
  hash: Buffer;
  createdAt: string;
  authenticatedAt: string;
  expiresAt: string;
  method: OpenSession['method'];
  address: string;
  agent: string | null;
}

export function findSignInSubject(tx: Tx, number: string): Promise<SignInSubject | undefined> {
  return tx.maybe<SignInSubject>(
    `SELECT p.id AS "personId", a.password_hash AS "passwordHash", p.left_on AS "leftOn"
     FROM person p LEFT JOIN account a ON a.tenant_id = p.tenant_id AND a.person_id = p.id WHERE p.number = $1`,
    [number],
  );
}

export async function insertSession(tx: Tx, session: NewSession): Promise<void> {
  await tx.execute(
    `INSERT INTO session (tenant_id, id, person_id, secret_hash, created_at, authenticated_at, last_seen_at, expires_at,
       method, address, agent)
     VALUES ($1, $2, $3, $4, $5, $6, $5, $7, $8, $9, $10)`,
    [
      tx.tenantId,
      session.id,
      session.personId,
      session.hash,
      session.createdAt,
      session.authenticatedAt,
      session.expiresAt,
      session.method,
      session.address,
      session.agent,
    ],
  );
  // Kept for a month to look back at, then nobody needs them.
  await tx.execute(`DELETE FROM session WHERE person_id = $1 AND expires_at < $2::timestamptz - interval '30 days'`, [
    session.personId,
    session.createdAt,
  ]);
}

/** Those that still open something, newest first. */
export function openSessions(
  tx: Tx,
  personId: string,
  bounds: { realNow: string; idleSince: string; after: string | null; limit: number },
): Promise<OpenSession[]> {
  return tx.query<OpenSession>(
    `SELECT id, method, created_at AS "createdAt", authenticated_at AS "authenticatedAt", last_seen_at AS "lastSeenAt",
       expires_at AS "expiresAt", address, agent
     FROM session
     WHERE person_id = $1 AND revoked_at IS NULL AND expires_at > $2 AND last_seen_at > $3
       AND ($4::uuid IS NULL OR id < $4)
     ORDER BY id DESC LIMIT $5`,
    [personId, bounds.realNow, bounds.idleSince, bounds.after, bounds.limit],
  );
}

export function ownerOfSession(tx: Tx, id: string): Promise<{ personId: string } | undefined> {
  return tx.maybe<{ personId: string }>('SELECT person_id AS "personId" FROM session WHERE id = $1', [id]);
}

export async function endSession(tx: Tx, id: string, realNow: string): Promise<boolean> {
  return (
    (await tx.execute('UPDATE session SET revoked_at = $2 WHERE id = $1 AND revoked_at IS NULL', [id, realNow])) > 0
  );
}

/** Its owner has proved again who they are. @returns whether it is still open */
export async function renewSession(tx: Tx, id: string, personId: string, realNow: string): Promise<boolean> {
  const renewed = await tx.execute(
    `UPDATE session SET authenticated_at = $3, last_seen_at = $3
     WHERE id = $1 AND person_id = $2 AND revoked_at IS NULL AND expires_at > $3`,
    [id, personId, realNow],
  );
  return renewed > 0;
}
