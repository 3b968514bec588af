import { DomainError } from '../errors/domain-error.js';
import type { Principal } from './roles.js';

/** Whoever signs for money has proved who they are within this; a screen left open in the afternoon signs nothing. */
export const FRESH_SIGN_IN_SECONDS = 600;

/** Seconds since the person proved who they are; null for whoever has no session. Real time. */
export function signInAgeSeconds({ session }: Principal, realNowMs: number): number | null {
  return session === undefined ? null : Math.max(0, Math.floor(realNowMs / 1000) - session.authTime);
}

/** Raises step-up-required (details: maxAgeSeconds) when the sign-in is older, or when there is none. */
export function requireFreshSignIn(
  principal: Principal,
  realNowMs: number,
  maxAgeSeconds: number = FRESH_SIGN_IN_SECONDS,
): void {
  const age = signInAgeSeconds(principal, realNowMs);
  if (age !== null && age <= maxAgeSeconds) return;
  throw new DomainError('step-up-required', 'Prove again who you are: this needs a fresh sign-in.', {
    details: { maxAgeSeconds },
  });
}
