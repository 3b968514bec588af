import type { Tx } from '@goalbeat/service-kit/db/tx';
import type { Attempts } from './throttle.js';

/** Whose tries: of an account from an address, of an account from anywhere, of an address on any account. */
export interface Tried {
  number: string;
  address: string;
}
// Neither an employee number nor an address is ever empty.
const ANY = '';
export const ofAccount = ({ number }: Tried): Tried => ({ number, address: ANY });
export const ofAddress = ({ address }: Tried): Tried => ({ number: ANY, address });

export function findAttempts(tx: Tx, { number, address }: Tried): Promise<Attempts | undefined> {
  return tx.maybe<Attempts>(
    `SELECT failures, blocked_until AS "blockedUntil", last_at AS "lastAt"
     FROM sign_in_attempt WHERE number = $1 AND address = $2`,
    [number, address],
  );
}

/** One at a time, so that tries are counted one after the other. */
export async function lockAttempts(tx: Tx, tried: Tried): Promise<Attempts | undefined> {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 0))', [
    `${tx.tenantId} ${tried.number} ${tried.address}`,
  ]);
  return findAttempts(tx, tried);
}

export async function saveAttempts(tx: Tx, { number, address }: Tried, attempts: Attempts): Promise<void> {
  await tx.execute(
    `INSERT INTO sign_in_attempt (tenant_id, number, address, failures, blocked_until, last_at)
     VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (tenant_id, number, address) DO UPDATE SET failures = excluded.failures,
       blocked_until = excluded.blocked_until, last_at = excluded.last_at`,
    [tx.tenantId, number, address, attempts.failures, attempts.blockedUntil, attempts.lastAt],
  );
}

/** Has the account signed in from there before? */
export async function isKnownAddress(tx: Tx, { number, address }: Tried): Promise<boolean> {
  const row = await tx.maybe(`SELECT 1 FROM sign_in_address WHERE number = $1 AND address = $2`, [number, address]);
  return row !== undefined;
}

/** It succeeded: forgets this account's tries from there, and everybody's of yesterday; remembers the address. */
export async function succeeded(tx: Tx, { number, address }: Tried, realNow: string): Promise<void> {
  await tx.execute(
    `DELETE FROM sign_in_attempt WHERE (number = $1 AND address = $2) OR last_at < $3::timestamptz - interval '1 day'`,
    [number, address, realNow],
  );
  await tx.execute(
    `INSERT INTO sign_in_address (tenant_id, number, address, last_at) VALUES ($1, $2, $3, $4)
     ON CONFLICT (tenant_id, number, address) DO UPDATE SET last_at = excluded.last_at`,
    [tx.tenantId, number, address, realNow],
  );
  await tx.execute(`DELETE FROM sign_in_address WHERE last_at < $1::timestamptz - interval '90 days'`, [realNow]);
}
