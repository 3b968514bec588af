import type { ApiKey } from './access-queries.js';

/** @param now real time in milliseconds: keys end by it, also where a company's clock runs faster */
export function keyState(
  { revokedAt, expiresAt }: Pick<ApiKey, 'revokedAt' | 'expiresAt'>,
  now: number,
): 'open' | 'ended' | 'expired' {
  if (revokedAt !== null) return 'ended';
  return expiresAt !== null && Date.parse(expiresAt) <= now ? 'expired' : 'open';
}
