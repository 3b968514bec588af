import type { FastifyRequest } from 'fastify';
import type { GatewayConfig } from './config.js';

/** Requests a second of one principal, or of one address that has none. */
const PER_SECOND = 100;
/** Sign-ins a second of one address: a whole office may share one, a guesser needs thousands. */
const SIGN_INS = { production: 10, local: 100, demo: 1_000 } as const;
/** Evidence and imports; everything else is small. */
const LARGE = 12 * 1024 * 1024;
const SMALL = 1024 * 1024;

export const generalLimit = { max: PER_SECOND, timeWindow: 1_000 };

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
