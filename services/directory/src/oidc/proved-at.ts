import type { Claims } from './match-person.js';

/**
 * When somebody proved to their provider who they are, as a real instant: a provider remembers people for days, so an ordinary
 * sign-in proves nothing of now. A provider that does not say when is taken to mean long ago: 1970.
 */
export function provedAtOf(claims: Claims, realNowMs: number): string {
  const seconds = claims['auth_time'];
  const known = typeof seconds === 'number' && Number.isFinite(seconds) && seconds > 0;
  return new Date(known ? Math.min(realNowMs, seconds * 1000) : 0).toISOString();
}
