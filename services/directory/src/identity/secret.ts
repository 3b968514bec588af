import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

export const SECRET_KINDS = { session: 'gbs_', apiKey: 'gbk_', oidc: 'gbo_' } as const;

/** 256 random bits; shown once, kept only as a hash. */
export function newSecret(kind: keyof typeof SECRET_KINDS): string {
  return SECRET_KINDS[kind] + randomBytes(32).toString('base64url');
}

/** A fast hash is enough: nobody guesses 256 random bits. */
export function hashSecret(secret: string): Buffer {
  return createHash('sha256').update(secret).digest();
}

export function sameSecret(given: string, known: string): boolean {
  return timingSafeEqual(hashSecret(given), hashSecret(known));
}
