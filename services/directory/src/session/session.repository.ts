import type { Tx } from '@goalbeat/service-kit/db/tx';
import type { Attempts } from './throttle.js';

export interface SignInSubject {
  personId: string;
  passwordHash: string | null;
  leftOn: string | null;
}

/** One at a time per account and address, so that tries are counted one after the other. */
export async function lockAttempts(tx: Tx, number: string, address: string): Promise<Attempts | undefined> {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [`${tx.tenantId} ${number} ${address}`]);
  return tx.maybe<Attempts>(
    `SELECT failures, blocked_until AS "blockedUntil", last_at AS "lastAt"
     FROM sign_in_attempt WHERE number = $1 AND address = $2`,
    [number, address],
  );
}

export async function saveAttempts(tx: Tx, number: string, address: string, attempts: Attempts): Promise<void> {
  await tx.execute(
    `INSERT INTO sign_in_attempt (tenant_id, number, address, failures, blocked_until, last_at)
     VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (tenant_id, number, address) DO UPDATE SET failures = excluded.failures,
       blocked_until = excluded.blocked_until, last_at = excluded.last_at`,
    [tx.tenantId, number, address, attempts.failures, attempts.blockedUntil, attempts.lastAt],
  );
}

/** Forgets this account's tries, and everybody's of yesterday. */
export async function forgetAttempts(tx: Tx, number: string, address: string, realNow: string): Promise<void> {
  await tx.execute(
    `DELETE FROM sign_in_attempt WHERE (number = $1 AND address = $2) OR last_at < $3::timestamptz - interval '1 day'`,
    [number, address, realNow],
  );
}

export function findSignInSubject(tx: Tx, number: string): Promise<SignInSubject | undefined> {
  return tx.maybe<SignInSubject>(
    `SELECT p.id AS "personId", a.password_hash AS "passwordHash", p.left_on AS "leftOn"
     FROM person p LEFT JOIN account a ON a.tenant_id = p.tenant_id AND a.person_id = p.id WHERE p.number = $1`,
    [number],
  );
}

export async function insertSession(
  tx: Tx,
  session: { id: string; personId: string; hash: Buffer; createdAt: string; expiresAt: string },
): Promise<void> {
  await tx.execute(
    `INSERT INTO session (tenant_id, id, person_id, secret_hash, created_at, expires_at) VALUES ($1, $2, $3, $4, $5, $6)`,
    [tx.tenantId, session.id, session.personId, session.hash, session.createdAt, session.expiresAt],
  );
}
