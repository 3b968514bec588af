import { Injectable } from '@nestjs/common';
import type { ApiKeyCreated, ApiKeyPage, ApiKeyView, CreateApiKey } from '@goalbeat/contracts/directory/http';
import { ACTIONS, requireMay, requireScopes } from '@goalbeat/domain/access/policy';
import type { Principal } from '@goalbeat/domain/access/roles';
import { isForPeople } from '@goalbeat/domain/access/not-for-keys';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { CommandRequest } from '@goalbeat/service-kit/db/command-request';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { decodeCursor, pageOfRows, type PageQuery } from '@goalbeat/service-kit/http/pages';
import { RealClock } from '@goalbeat/service-kit/time/clocks';
import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import { actorOf } from '@goalbeat/service-kit/process-log/actor';
import { hashSecret, newSecret } from '../identity/secret.js';
import { tenantNow } from '../tenant/tenant.repository.js';
import { checkAddresses } from './address-list.js';

type View = z.infer<typeof ApiKeyView>;

const COLUMNS = `id, name, scopes, created_at AS "createdAt", last_used_at AS "lastUsedAt", expires_at AS "expiresAt",
  addresses, revoked_at AS "revokedAt"`;

@Injectable()
export class ApiKeyService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: RealClock,
  ) {}

  /**
   * The secret is in this answer only.
   * @throws validation for a scope that no action begins with, or that is not for keys; forbidden for a key that asks
   */
  create(command: CommandRequest, wanted: z.infer<typeof CreateApiKey>): Promise<z.infer<typeof ApiKeyCreated>> {
    requireMay(command.principal, 'directory.api-keys.write', { tenantId: command.principal.tenantId });
    wanted.scopes.forEach(checkScope);
    const { expiresAt = null, addresses = null } = wanted;
    checkAddresses(addresses ?? []);
    if (expiresAt !== null && Date.parse(expiresAt) <= this.clock.now()) {
      throw new DomainError('validation', 'This instant has passed already.', { field: 'expiresAt' });
    }
    // A stored answer would keep the secret in the database for a week: this command is never repeated from store.
    return this.work.command({ ...command, idempotencyKey: null }, async (tx) => {
      const id = uuidv7();
      const secret = newSecret('apiKey');
      await tx.execute(
        `INSERT INTO api_key (tenant_id, id, name, secret_hash, scopes, created_by, created_at, expires_at, addresses)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
        [
          tx.tenantId,
          id,
          wanted.name,
          hashSecret(secret),
          wanted.scopes,
          command.principal.id,
          this.clock.instant(),
          expiresAt,
          addresses,
        ],
      );
      tx.log({
        ...actorOf(command.principal),
        subjectKind: 'api-key',
        subjectId: id,
        action: 'created',
        at: await tenantNow(tx, this.clock.now()),
        details: { name: wanted.name, scopes: wanted.scopes, expiresAt, addresses },
      });
      return { id, name: wanted.name, scopes: wanted.scopes, secret };
    });
  }

  async list(principal: Principal, { limit, after }: PageQuery): Promise<z.infer<typeof ApiKeyPage>> {
    requireScopes(principal, 'directory.api-keys.read');
    const last = after === undefined ? null : decodeCursor(after, 1)[0];
    const rows = await this.work.read(principal.tenantId, (tx) =>
      tx.query<View>(`SELECT ${COLUMNS} FROM api_key WHERE $2::uuid IS NULL OR id > $2 ORDER BY id LIMIT $1`, [
        limit + 1,
        last,
      ]),
    );
    return pageOfRows(
      rows,
      limit,
      (row) => row,
      (row) => [row.id],
    );
  }

  /** From now on no token is made of it; one made before ends within five minutes. @throws not-found */
  revoke(command: CommandRequest, id: string): Promise<View> {
    requireMay(command.principal, 'directory.api-keys.write', { tenantId: command.principal.tenantId });
    return this.work.command(command, async (tx) => {
      const row = await tx.one<View>(
        `UPDATE api_key SET revoked_at = coalesce(revoked_at, $2) WHERE id = $1 RETURNING ${COLUMNS}`,
        [id, this.clock.instant()],
      );
      tx.log({
        ...actorOf(command.principal),
        subjectKind: 'api-key',
        subjectId: id,
        action: 'revoked',
        at: await tenantNow(tx, this.clock.now()),
      });
      return row;
    });
  }
}

function checkScope(scope: string, index: number): void {
  const field = `scopes.${index}`;
  const known = ACTIONS.some((action) => action === scope || action.startsWith(`${scope}.`));
  if (!known) {
    throw new DomainError('validation', `${scope} is the beginning of no action; payroll.answer is one.`, { field });
  }
  if (isForPeople(scope))
    throw new DomainError(
      'validation',
      `${scope} would let a key make keys or accounts, or decide; name it narrower.`,
      { field },
    );
}
