import { createHash } from 'node:crypto';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { PoolClient } from 'pg';
import type { CommandRequest } from './command-request.js';
import { databaseCode } from './database-error.js';
import { statement } from './statement.js';

/** A command with a key, as the tables know it. */
export interface KeyedCommand {
  command: CommandRequest & { idempotencyKey: string };
  /** SHA-256 (hex) of principal, route and key: primary key together with the tenant. */
  scope: string;
  /** Signed 64-bit number for the advisory lock. */
  lock: string;
}

export type Earlier = { kind: 'none' } | { kind: 'answered'; response: unknown };

export function keyedCommand(command: CommandRequest): KeyedCommand | undefined {
  const { idempotencyKey, principal, route } = command;
  if (idempotencyKey === null) return undefined;
  const hash = createHash('sha256')
    .update(JSON.stringify([principal.tenantId, principal.id, route, idempotencyKey]))
    .digest();
  return {
    command: { ...command, idempotencyKey },
    scope: hash.toString('hex'),
    lock: hash.readBigInt64BE(0).toString(),
  };
}

/** Statements that go out with BEGIN: the lock first, so that the look-up after it sees what its last holder committed. */
export function lookUp(client: PoolClient, keyed: KeyedCommand): Promise<Earlier> {
  const locked = client.query<{ locked: boolean }>(
    statement('SELECT pg_try_advisory_xact_lock($1) AS locked', [keyed.lock]),
  );
  const found = client.query<{ body_hash: string; response: unknown }>(
    statement('SELECT body_hash, response FROM idempotency_key WHERE tenant_id = $1 AND scope = $2', [
      keyed.command.principal.tenantId,
      keyed.scope,
    ]),
  );
  return Promise.all([locked, found]).then(([lock, rows]) => {
    const earlier = rows.rows[0];
    if (earlier !== undefined && earlier.body_hash !== keyed.command.bodyHash) {
      throw new DomainError(
        'idempotency-mismatch',
        'This Idempotency-Key was used with another body. Take a new key.',
        {
          field: 'Idempotency-Key',
        },
      );
    }
    if (earlier !== undefined) return { kind: 'answered', response: earlier.response ?? undefined };
    if (lock.rows[0]?.locked !== true) {
      throw new DomainError('idempotency-in-flight', 'The same request is being handled. Ask again in a moment.', {
        field: 'Idempotency-Key',
      });
    }
    return { kind: 'none' };
  });
}

/** A statement that is yet to be sent. */
export interface Unsent {
  text: string;
  values: unknown[];
}

const REMEMBER = `INSERT INTO idempotency_key (tenant_id, scope, principal_id, route, key, body_hash, response, keep_forever)
VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`;

/** Stores the answer under its key; `$1` is the tenant. */
export function remembering(keyed: KeyedCommand, response: unknown): Unsent {
  const { command } = keyed;
  return {
    text: REMEMBER,
    values: [
      command.principal.tenantId,
      keyed.scope,
      command.principal.id,
      command.route,
      command.idempotencyKey,
      command.bodyHash,
      response === undefined ? null : JSON.stringify(response),
      command.keepForever ?? false,
    ],
  };
}

/** Somebody answered the same key between our look and our commit: another try finds the answer. */
export function isSameKeyRace(error: unknown): boolean {
  return (
    databaseCode(error) === '23505' && error instanceof Error && 'table' in error && error.table === 'idempotency_key'
  );
}
