import { LRUCache } from './lru-cache.js';

export interface IssuedToken {
  token: string;
  /** Real instant. */
  expiresAt: string;
}

/** What a request came with: for keys it matters from where. */
export interface Presented {
  kind: 'session' | 'api-key';
  secret: string;
  address: string;
  /** By an open stream: no request of its owner, so the session does not live longer. */
  watching?: true;
}

interface Known {
  token: Promise<IssuedToken>;
  until: number;
  askedAt: number;
  /** Session, account and key that it speaks for; known once the token is there. */
  subjects: readonly string[];
}

/** Roles that end by date are taken out of no row at that moment: this is how long they are believed. */
const LONGEST_MS = 60_000;
const BEFORE_EXPIRY_MS = 10_000;
/** Nothing is believed that directory has not confirmed within this, by its feed or by the token itself. */
const BELIEVED_MS = 2_000;
/** Longer than any question to directory takes. */
const REMEMBER_CHANGES_MS = 30_000;
/** Somebody whose rights change again and again while a token is made gets it all the same, for this request only. */
const ASKS = 3;

/** Tokens by what they were made of. Two requests that need the same one ask once. */
export class TokenCache {
  readonly #known: LRUCache<Known>;
  readonly #changed = new Map<string, number>();
  #confirmedAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly issue: (presented: Presented, requestId: string) => Promise<IssuedToken>,
    private readonly now: () => number = Date.now,
    capacity = 20_000,
  ) {
    this.#known = new LRUCache(capacity);
  }

  async of(presented: Presented, requestId: string): Promise<string> {
    const key = keyOf(presented);
    for (let ask = 1; ; ask++) {
      const known = this.#known.get(key);
      if (known !== undefined && this.#isGood(known)) return (await known.token).token;
      const askedAt = this.now();
      const fresh: Known = {
        token: this.issue(presented, requestId),
        until: askedAt + LONGEST_MS,
        askedAt,
        subjects: [],
      };
      this.#known.set(key, fresh);
      try {
        const issued = await fresh.token;
        fresh.until = Math.min(fresh.until, Date.parse(issued.expiresAt) - BEFORE_EXPIRY_MS);
        fresh.subjects = subjectsOf(issued.token);
        // Directory may have read the rights just before they changed, while the news of it was faster.
        const overtaken = fresh.subjects.some((subject) => (this.#changed.get(subject) ?? 0) >= askedAt);
        if (!overtaken) return issued.token;
        this.#known.delete(key);
        if (ask >= ASKS) return issued.token;
      } catch (error) {
        this.#known.delete(key);
        throw error;
      }
    }
  }

  /** Has it ever been turned into a token here, and not been forgotten since? */
  knows(presented: Presented): boolean {
    return (this.#known.get(keyOf(presented))?.subjects.length ?? 0) > 0;
  }

  forget(presented: Presented): void {
    this.#known.delete(keyOf(presented));
  }

  /** All tokens of the account or key that this one stands for. */
  forgetAllLike(presented: Presented): void {
    const subjects = this.#known.get(keyOf(presented))?.subjects ?? [];
    this.forget(presented);
    this.drop(new Set(subjects));
  }

  /** The rights of these sessions, accounts and keys have changed. */
  drop(subjects: ReadonlySet<string>): void {
    if (subjects.size === 0) return;
    const now = this.now();
    for (const [subject, at] of this.#changed) {
      if (at >= now - REMEMBER_CHANGES_MS) break;
      this.#changed.delete(subject);
    }
    for (const subject of subjects) {
      this.#changed.delete(subject);
      this.#changed.set(subject, now);
    }
    for (const [key, known] of this.#known.entries()) {
      if (known.subjects.some((subject) => subjects.has(subject))) this.#known.delete(key);
    }
  }

  dropAll(): void {
    for (const [key] of this.#known.entries()) this.#known.delete(key);
  }

  /** Everything that directory knew at `at` has been taken into account. */
  confirm(at: number): void {
    this.#confirmedAt = Math.max(this.#confirmedAt, at);
  }

  /** Has directory confirmed lately whose rights have changed? */
  get isConfirmed(): boolean {
    return this.#confirmedAt > this.now() - BELIEVED_MS;
  }

  #isGood({ until, askedAt }: Known): boolean {
    const now = this.now();
    return until > now && Math.max(askedAt, this.#confirmedAt) > now - BELIEVED_MS;
  }
}

/** A key may be good from one address and not from another. */
const keyOf = ({ kind, secret, address, watching }: Presented): string =>
  `${kind === 'session' ? secret : `${secret} ${address}`}${watching === true ? ' watching' : ''}`;

/** Tenant with session, and tenant with account or key; read only, the services check the signature. */
export function subjectsOf(token: string): string[] {
  const claims = claimsIn(token);
  return [claims['sub'], claims['sid']].flatMap((id) =>
    typeof id === 'string' ? [subjectKey(String(claims['tid']), id)] : [],
  );
}

export const subjectKey = (tenantId: string, subjectId: string): string => `${tenantId} ${subjectId}`;

/** The session that it was made of; null for a key's. */
export function decodeSessionId(token: string): string | null {
  const { sid } = claimsIn(token);
  return typeof sid === 'string' ? sid : null;
}

/** Who listens by it; null for a key. */
export function listenerOf(token: string): { tenantId: string; personId: string | null; sessionId: string } | null {
  const { tid, pid, sid } = claimsIn(token);
  if (typeof sid !== 'string') return null;
  return { tenantId: String(tid), personId: typeof pid === 'string' ? pid : null, sessionId: sid };
}

function claimsIn(token: string): Record<string, unknown> {
  const [, payload] = token.split('.');
  return JSON.parse(Buffer.from(payload ?? '', 'base64url').toString('utf8')) as Record<string, unknown>;
}
