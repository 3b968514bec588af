import { Injectable } from '@nestjs/common';
import type { TokenView } from '@goalbeat/contracts/directory/http';
import { TOKEN_AUDIENCE, TOKEN_ISSUER } from '@goalbeat/contracts/names';
import { localOf } from '@goalbeat/domain/calendar/zone';
import { virtualNow } from '@goalbeat/domain/clock/tenant-clock';
import type { Principal } from '@goalbeat/domain/access/roles';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import {
  ACCESS_TOKEN_ALGORITHM,
  ACCESS_TOKEN_LIFE_SECONDS,
  ACCESS_TOKEN_TYPE,
  claimsOf,
} from '@goalbeat/service-kit/auth/access-token';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { RealClock } from '@goalbeat/service-kit/time/clocks';
import { SignJWT } from 'jose';
import type { z } from 'zod';
import { isWithin } from '../api-key/address-list.js';
import { Settings } from '../config.js';
import { Lookups } from '../identity/lookups.js';
import { SECRET_KINDS, hashSecret } from '../identity/secret.js';
import { findPerson } from '../person/person.repository.js';
import { loadTenant } from '../tenant/tenant.repository.js';
import { TokenKeys } from './token-keys.js';

interface Bearer {
  principal: Principal;
  /** The token never outlives what it came from. */
  endsAt: string | null;
}

interface SessionRow {
  personId: string;
  authenticatedAt: string;
  lastSeenAt: string;
  expiresAt: string;
  revokedAt: string | null;
}

@Injectable()
export class TokenService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly clock: RealClock,
    private readonly lookups: Lookups,
    private readonly keys: TokenKeys,
    private readonly settings: Settings,
  ) {}

  /**
   * A session's or API key's secret becomes a signed token of at most five minutes.
   * @param address of the client as the gateway sees it
   * @param watching it only listens: the session goes on to be idle
   * @throws not-signed-in for an unknown, ended or revoked one
   */
  async issue(secret: string, address: string | null, watching = false): Promise<z.infer<typeof TokenView>> {
    const bearer = secret.startsWith(SECRET_KINDS.apiKey)
      ? await this.#ofKey(secret, address)
      : await this.#ofSession(secret, watching);
    return this.sign(bearer.principal, bearer.endsAt);
  }

  /** @param endsAt the real instant that the token does not outlive */
  async sign(principal: Principal, endsAt: string | null): Promise<z.infer<typeof TokenView>> {
    const now = Math.floor(this.clock.now() / 1000);
    const ends = endsAt === null ? Number.POSITIVE_INFINITY : Math.floor(Date.parse(endsAt) / 1000);
    const exp = Math.min(now + ACCESS_TOKEN_LIFE_SECONDS, ends);
    const { id, key } = this.keys.signingAt(this.clock.now());
    const token = await new SignJWT({ ...claimsOf(principal) })
      .setProtectedHeader({ alg: ACCESS_TOKEN_ALGORITHM, typ: ACCESS_TOKEN_TYPE, kid: id })
      .setIssuer(TOKEN_ISSUER)
      .setAudience(TOKEN_AUDIENCE)
      .setIssuedAt(now)
      .setExpirationTime(exp)
      .sign(key);
    return { token, expiresAt: new Date(exp * 1000).toISOString() };
  }

  async #ofSession(secret: string, watching: boolean): Promise<Bearer> {
    const found = await this.lookups.sessionOfSecret(hashSecret(secret));
    if (found === undefined) throw ended();
    const { tenantId, id } = found;
    const { session, person } = await this.work.read(tenantId, async (tx) => {
      const row = await tx.one<SessionRow>(
        `SELECT person_id AS "personId", authenticated_at AS "authenticatedAt", last_seen_at AS "lastSeenAt",
           expires_at AS "expiresAt", revoked_at AS "revokedAt" FROM session WHERE id = $1`,
        [id],
      );
      const { kind, zone, clock } = await loadTenant(tx);
      const owner = await findPerson(tx, row.personId);
      const today = localOf(virtualNow(clock, this.clock.now()), zone).date;
      const gone = owner === undefined || (owner.leftOn !== null && owner.leftOn < today);
      if (gone || this.#isOver(row) || (kind === 'demo' && !this.settings.demo)) throw ended();
      return { session: row, person: owner };
    });
    if (!watching) await this.#seen(tenantId, id, session);
    return {
      principal: {
        kind: 'person',
        tenantId,
        id: person.id,
        personId: person.id,
        roles: person.roles,
        scopes: [],
        session: { id, authTime: Math.floor(Date.parse(session.authenticatedAt) / 1000) },
      },
      endsAt: session.expiresAt,
    };
  }

  #isOver({ revokedAt, expiresAt, lastSeenAt }: SessionRow): boolean {
    const now = this.clock.now();
    const idle = now - Date.parse(lastSeenAt);
    return revokedAt !== null || Date.parse(expiresAt) <= now || idle > this.settings.sessionIdleMs;
  }

  /** To a few minutes is enough, and spares a write per token. */
  async #seen(tenantId: string, id: string, { lastSeenAt }: SessionRow): Promise<void> {
    const every = Math.min(5 * 60_000, this.settings.sessionIdleMs / 10);
    if (this.clock.now() - Date.parse(lastSeenAt) < every) return;
    await this.work.write(tenantId, (tx) =>
      tx.execute('UPDATE session SET last_seen_at = $2 WHERE id = $1', [id, this.clock.instant()]),
    );
  }

  async #ofKey(secret: string, address: string | null): Promise<Bearer> {
    const found = await this.lookups.apiKeyOfSecret(hashSecret(secret));
    if (found === undefined) throw ended();
    return this.work.write(found.tenantId, async (tx) => {
      const key = await tx.maybe<{ scopes: string[]; expiresAt: string | null; addresses: string[] | null }>(
        `SELECT scopes, expires_at AS "expiresAt", addresses FROM api_key WHERE id = $1 AND revoked_at IS NULL`,
        [found.id],
      );
      const { kind } = await loadTenant(tx);
      if (key === undefined || (kind === 'demo' && !this.settings.demo)) throw ended();
      if (key.expiresAt !== null && Date.parse(key.expiresAt) <= this.clock.now()) throw ended();
      if (key.addresses !== null && (address === null || !isWithin(address, key.addresses))) {
        throw new DomainError('not-signed-in', 'This key may not be used from this address.');
      }
      // To the minute is enough, and spares a write per token.
      await tx.execute(
        `UPDATE api_key SET last_used_at = $2
         WHERE id = $1 AND (last_used_at IS NULL OR last_used_at < $2::timestamptz - interval '1 minute')`,
        [found.id, this.clock.instant()],
      );
      return {
        principal: {
          kind: 'key',
          tenantId: found.tenantId,
          id: found.id,
          personId: null,
          roles: [],
          scopes: key.scopes,
        },
        endsAt: key.expiresAt,
      };
    });
  }
}

function ended(): DomainError {
  return new DomainError('not-signed-in', 'The sign-in has ended. Sign in again.');
}
