import { LRUCache } from './lru-cache.js';

export interface IssuedToken {
  token: string;
  /** Real instant. */
  expiresAt: string;
}
interface Known {
  token: Promise<IssuedToken>;
  until: number;
  /** Of the account or key; known once the token is there. */
  subject: string | null;
}

/** A revoked session opens nothing for longer than this, even where another gateway took the sign-out. */
const LONGEST_MS = 60_000;
const BEFORE_EXPIRY_MS = 10_000;

/** Tokens by the secret they were made of. Two requests that need the same one ask once. */
export class TokenCache {
  readonly #known: LRUCache<Known>;

  constructor(
    private readonly issue: (secret: string, requestId: string) => Promise<IssuedToken>,
    private readonly now: () => number = Date.now,
    capacity = 20_000,
  ) {
    this.#known = new LRUCache(capacity);
  }

  async of(secret: string, requestId: string): Promise<string> {
    const known = this.#known.get(secret);
    if (known !== undefined && known.until > this.now()) return (await known.token).token;
    const fresh: Known = { token: this.issue(secret, requestId), until: this.now() + LONGEST_MS, subject: null };
    this.#known.set(secret, fresh);
    try {
      const issued = await fresh.token;
      fresh.until = Math.min(fresh.until, Date.parse(issued.expiresAt) - BEFORE_EXPIRY_MS);
      fresh.subject = subjectOf(issued.token);
      return issued.token;
    } catch (error) {
      this.#known.delete(secret);
      throw error;
    }
  }

  /** Has it ever been turned into a token here, and not been forgotten since? */
  knows(secret: string): boolean {
    return this.#known.get(secret)?.subject != null;
  }

  forget(secret: string): void {
    this.#known.delete(secret);
  }

  /** All tokens of the account or key that this secret stands for. */
  forgetAllLike(secret: string): void {
    const subject = this.#known.get(secret)?.subject ?? null;
    this.forget(secret);
    if (subject === null) return;
    for (const [other, known] of this.#known.entries()) if (known.subject === subject) this.#known.delete(other);
  }
}

/** Tenant and subject; read only, the services check the signature. */
function subjectOf(token: string): string | null {
  const [, payload] = token.split('.');
  const claims = JSON.parse(Buffer.from(payload ?? '', 'base64url').toString('utf8')) as { tid?: string; sub?: string };
  return claims.sub === undefined ? null : `${claims.tid} ${claims.sub}`;
}
