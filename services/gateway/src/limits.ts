import type { FastifyRequest } from 'fastify';
import type { GatewayConfig } from './config.js';
import { credentialIn } from './session/credential.js';
import type { Presented, TokenCache } from './token/token-cache.js';

/** Requests a second of one person, or of one address that has none. Demos and benches drive a company by one account. */
const PER_SECOND = { production: 100, local: 1_000, demo: 5_000 } as const;
/** Machines come in bursts. */
const KEY_FACTOR = 5;
/** Sign-ins a second of one address: a whole office may share one, a guesser needs thousands. */
const SIGN_INS = { production: 10, local: 100, demo: 1_000 } as const;
/** Evidence and imports; everything else is small. */
const LARGE = 12 * 1024 * 1024;
const SMALL = 1024 * 1024;

/** Who is counted: a principal we know, else the address. Guessed secrets must not get a count of their own each. */
export function generalLimit(config: GatewayConfig, cookieName: string, tokens: TokenCache) {
  const max = PER_SECOND[config.GOALBEAT_MODE];
  const known = (request: FastifyRequest): Presented | null => {
    const credential = credentialIn(request, cookieName);
    return credential !== null && tokens.knows(credential) ? credential : null;
  };
  return {
    max: (request: FastifyRequest) => (known(request)?.kind === 'api-key' ? max * KEY_FACTOR : max),
    timeWindow: 1_000,
    keyGenerator: (request: FastifyRequest) => known(request)?.secret ?? request.ip,
  };
}

export function signInLimit(config: GatewayConfig): {
  max: number;
  timeWindow: number;
  keyGenerator: (request: FastifyRequest) => string;
} {
  return { max: SIGN_INS[config.GOALBEAT_MODE], timeWindow: 1_000, keyGenerator: (request) => `sign-in ${request.ip}` };
}

/** Largest body in bytes that may come to this path. */
export function bodyLimitOf(path: string): number {
  return /\/(import|evidence)$/.test(path) ? LARGE : SMALL;
}
