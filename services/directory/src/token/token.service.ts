import { Injectable } from '@nestjs/common';
import type { TokenView } from '@goalbeat/contracts/directory/http';
import { TOKEN_AUDIENCE, TOKEN_ISSUER } from '@goalbeat/contracts/names';
import { localOf } from '@goalbeat/domain/calendar/zone';
import { virtualNow } from '@goalbeat/domain/clock/tenant-clock';
import type { Principal } from '@goalbeat/domain/access/roles';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { ACCESS_TOKEN_ALGORITHM, ACCESS_TOKEN_TYPE, claimsOf } from '@goalbeat/service-kit/auth/access-token';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { RealClock } from '@goalbeat/service-kit/time/clocks';
import { SignJWT } from 'jose';
import type { z } from 'zod';
import { Settings } from '../config.js';
import { Lookups } from '../identity/lookups.js';
import { SECRET_KINDS, hashSecret } from '../identity/secret.js';
import { findPerson } from '../person/person.repository.js';
import { loadTenant } from '../tenant/tenant.repository.js';
import { TokenKeys } from './token-keys.js';

const LIFE_SECONDS = 300;

interface Bearer {
  principal: Principal;
  sessionId: string | null;
  /** Real instant. */
  authenticatedAt: string;
  /** The token never outlives what it came from. */
  endsAt: string | null;
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
   * @throws not-signed-in for an unknown, ended or revoked one
   */
  async issue(secret: string): Promise<z.infer<typeof TokenView>> {
    const bearer = secret.startsWith(SECRET_KINDS.apiKey) ? await this.#ofKey(secret) : await this.#ofSession(secret);
    const now = Math.floor(this.clock.now() / 1000);
    const ends = bearer.endsAt === null ? Number.POSITIVE_INFINITY : Math.floor(Date.parse(bearer.endsAt) / 1000);
    const exp = Math.min(now + LIFE_SECONDS, ends);
    const token = await new SignJWT({
      ...claimsOf(bearer.principal),
      ...(bearer.sessionId === null ? {} : { sid: bearer.sessionId }),
      auth_time: Math.floor(Date.parse(bearer.authenticatedAt) / 1000),
    })
      .setProtectedHeader({ alg: ACCESS_TOKEN_ALGORITHM, typ: ACCESS_TOKEN_TYPE, kid: this.keys.id })
      .setIssuer(TOKEN_ISSUER)
      .setAudience(TOKEN_AUDIENCE)
      .setIssuedAt(now)
      .setExpirationTime(exp)
      .sign(this.keys.signing);
    return { token, expiresAt: new Date(exp * 1000).toISOString() };
  }

  async #ofSession(secret: string): Promise<Bearer> {
    const found = await this.lookups.sessionOfSecret(hashSecret(secret));
    if (found === undefined) throw ended();
    return this.work.read(found.tenantId, async (tx) => {
      const session = await tx.one<{
        personId: string;
        createdAt: string;
        expiresAt: string;
        revokedAt: string | null;
      }>(
        `SELECT person_id AS "personId", created_at AS "createdAt", expires_at AS "expiresAt", revoked_at AS "revokedAt"
         FROM session WHERE id = $1`,
        [found.id],
      );
      const person = await findPerson(tx, session.personId);
      const { kind, zone, clock } = await loadTenant(tx);
      const over = session.revokedAt !== null || Date.parse(session.expiresAt) <= this.clock.now();
      const today = localOf(virtualNow(clock, this.clock.now()), zone).date;
      const gone = person === undefined || (person.leftOn !== null && person.leftOn < today);
      if (over || gone || (kind === 'demo' && !this.settings.demo)) throw ended();
      return {
        principal: {
          kind: 'person',
          tenantId: found.tenantId,
          id: person.id,
          personId: person.id,
          roles: person.roles,
          scopes: [],
        },
        sessionId: found.id,
        authenticatedAt: session.createdAt,
        endsAt: session.expiresAt,
      };
    });
  }

  async #ofKey(secret: string): Promise<Bearer> {
    const found = await this.lookups.apiKeyOfSecret(hashSecret(secret));
    if (found === undefined) throw ended();
    return this.work.write(found.tenantId, async (tx) => {
      const key = await tx.maybe<{ scopes: string[]; createdAt: string }>(
        `SELECT scopes, created_at AS "createdAt" FROM api_key WHERE id = $1 AND revoked_at IS NULL`,
        [found.id],
      );
      if (key === undefined) throw ended();
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
        sessionId: null,
        authenticatedAt: key.createdAt,
        endsAt: null,
      };
    });
  }
}

function ended(): DomainError {
  return new DomainError('not-signed-in', 'The sign-in has ended. Sign in again.');
}
