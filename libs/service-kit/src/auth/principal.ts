import { createHash, timingSafeEqual } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { TOKEN_AUDIENCE, TOKEN_ISSUER } from '@goalbeat/contracts/names';
import { SERVICE_GRANTS, WORKFLOW_GRANTS } from '@goalbeat/domain/access/machine-grants';
import type { Principal } from '@goalbeat/domain/access/roles';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { FastifyRequest } from 'fastify';
import { createRemoteJWKSet, errors, jwtVerify, type JWTVerifyGetKey } from 'jose';
import { validate } from 'uuid';
import { SERVICE_OPTIONS, type MachineGrants, type ServiceOptions } from '../start/service-options.js';
import { RealClock } from '../time/clocks.js';
import {
  ACCESS_TOKEN_ALGORITHM,
  ACCESS_TOKEN_LIFE_SECONDS,
  ACCESS_TOKEN_TYPE,
  AccessTokenClaims,
  principalOfClaims,
} from './access-token.js';
import type { Presented } from './present.js';

const REMEMBERED_TOKENS = 10_000;
/** Clocks of two machines may differ by this. */
const CLOCK_SKEW_SECONDS = 5;
/** What directory writes into a token's header. Anything else (jku, jwk, x5u, crit) asks to be believed by other means. */
const HEADER_PARAMETERS = new Set(['alg', 'typ', 'kid']);
/** The tenant a calling service speaks for. */
export const TENANT_HEADER = 'goalbeat-tenant';

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Who asks: the one place where a person, a key, a service or a workflow becomes a principal. */
@Injectable()
export class PrincipalReader {
  readonly #keys: JWTVerifyGetKey;
  readonly #callers: { name: string; key: Buffer }[];
  readonly #grants: MachineGrants;
  /** Verified tokens until they expire: a signature check costs more than the rest of a small request. */
  readonly #known = new Map<string, { principal: Principal; until: number }>();

  constructor(
    @Inject(SERVICE_OPTIONS) options: ServiceOptions,
    private readonly clock: RealClock,
  ) {
    this.#keys =
      options.tokenKeys ??
      createRemoteJWKSet(new URL('/.well-known/jwks.json', options.config.DIRECTORY_URL), {
        cooldownDuration: 1_000,
        timeoutDuration: 3_000,
      });
    const accepted = options.internalKeys ?? { [options.name]: options.config.SERVICE_KEY };
    this.#grants = options.machineGrants ?? { services: SERVICE_GRANTS, workflows: WORKFLOW_GRANTS };
    this.#callers = Object.entries(accepted).map(([name, key]) => ({ name, key: digest(key) }));
  }

  /** @throws not-signed-in for no, an expired or a forged token or key; unavailable when directory's keys cannot be read. */
  async resolve(presented: Presented): Promise<Principal> {
    switch (presented.by) {
      case 'token':
        return this.#ofCaller(presented.request);
      case 'service-key':
        return this.#ofService(presented.request);
      case 'workflow':
        return this.#ofWorkflow(presented.type, presented.id);
    }
  }

  async #ofCaller(request: FastifyRequest): Promise<Principal> {
    const token = bearer(request);
    const known = this.#known.get(token);
    if (known !== undefined && known.until > this.clock.now()) return known.principal;
    const { payload, protectedHeader } = await this.#verify(token);
    const claims = AccessTokenClaims.safeParse(payload);
    const plain = Object.keys(protectedHeader).every((name) => HEADER_PARAMETERS.has(name));
    if (!claims.success || !plain)
      throw new DomainError('not-signed-in', 'This token is not one of ours. Sign in again.');
    const principal = principalOfClaims(claims.data);
    if (this.#known.size >= REMEMBERED_TOKENS) this.#known.clear();
    this.#known.set(token, { principal, until: (payload.exp ?? 0) * 1000 });
    return principal;
  }

  #ofService(request: FastifyRequest): Principal {
    const given = digest(bearer(request));
    let caller: string | undefined;
    for (const { name, key } of this.#callers) if (timingSafeEqual(key, given)) caller = name;
    if (caller === undefined) throw new DomainError('not-signed-in', 'This key is not one of ours.');
    const tenant = request.headers[TENANT_HEADER];
    return {
      kind: 'service',
      tenantId: typeof tenant === 'string' ? tenant : '',
      id: caller,
      personId: null,
      roles: [],
      scopes: [...(this.#grants.services[caller] ?? [])],
    };
  }

  /** A workflow works for the tenant that its id names, `<kind>/<tenant>/…`: what starts it computes the id. */
  #ofWorkflow(type: string, id: string): Principal {
    const tenantId = id.split('/')[1] ?? '';
    if (!validate(tenantId)) throw new DomainError('not-signed-in', 'This workflow names no company.');
    return {
      kind: 'workflow',
      tenantId,
      id,
      personId: null,
      roles: [],
      scopes: [...(this.#grants.workflows[type] ?? [])],
    };
  }

  async #verify(token: string) {
    try {
      return await jwtVerify(token, this.#keys, {
        algorithms: [ACCESS_TOKEN_ALGORITHM],
        issuer: TOKEN_ISSUER,
        audience: TOKEN_AUDIENCE,
        typ: ACCESS_TOKEN_TYPE,
        requiredClaims: ['exp', 'iat', 'sub'],
        maxTokenAge: ACCESS_TOKEN_LIFE_SECONDS,
        clockTolerance: CLOCK_SKEW_SECONDS,
        currentDate: new Date(this.clock.now()),
      });
    } catch (error) {
      // A missing key set says nothing about the caller: 503 rather than sending everybody to the sign-in page.
      const away =
        !(error instanceof errors.JOSEError) ||
        error instanceof errors.JWKSTimeout ||
        error.code === 'ERR_JOSE_GENERIC';
      if (away) throw new DomainError('unavailable', 'Sign-in cannot be checked right now.', { cause: error });
      throw new DomainError('not-signed-in', 'The sign-in has expired or is not valid. Sign in again.', {
        cause: error,
      });
    }
  }
}

function bearer(request: FastifyRequest): string {
  const [scheme, token, ...rest] = (request.headers.authorization ?? '').split(' ');
  if (scheme?.toLowerCase() !== 'bearer' || token === undefined || token === '' || rest.length > 0) {
    throw new DomainError('not-signed-in', 'Sign in first.');
  }
  return token;
}
