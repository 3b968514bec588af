import type { AccessChanges } from '@goalbeat/contracts/directory/sign-in-http';
import { subjectKey, type TokenCache } from './token-cache.js';

const EVERY_MS = 500;
/** So many are remembered to tell what has come before. */
const REMEMBERED = 20_000;

export interface FeedParts {
  ask: (after: string | undefined) => Promise<AccessChanges>;
  tokens: TokenCache;
  /** Whose rights changed, tenant and id; null = anybody's. */
  changed: (subjects: ReadonlySet<string> | null) => void;
  now?: () => number;
}

/**
 * Asks directory twice a second whose rights have changed. While it does not answer the cache confirms nothing, and so after
 * two seconds every token is asked for again: fail closed.
 */
export class AccessFeed {
  #cursor: string | undefined;
  #seen = new Set<string>();
  #timer: NodeJS.Timeout | undefined;
  #ended = false;

  constructor(private readonly parts: FeedParts) {}

  start(): void {
    void this.#round();
  }

  stop(): void {
    this.#ended = true;
    clearTimeout(this.#timer);
  }

  /** One question; what it answers takes effect before it returns. */
  async poll(): Promise<void> {
    const { ask, tokens, changed, now = Date.now } = this.parts;
    const askedAt = now();
    const { cursor, overflow, changes } = await ask(this.#cursor);
    // Numbers that go back are those of another database: a restored one.
    const lost = overflow || this.#cursor === undefined || BigInt(cursor) < BigInt(this.#cursor);
    this.#cursor = cursor;
    if (lost) {
      tokens.dropAll();
      changed(null);
    } else {
      const subjects = this.#newOnes(changes);
      tokens.drop(subjects);
      if (subjects.size > 0) changed(subjects);
    }
    tokens.confirm(askedAt);
  }

  /** A long transaction in directory makes what is known come again; forgetting it again would cost. */
  #newOnes(changes: AccessChanges['changes']): Set<string> {
    const subjects = new Set<string>();
    if (this.#seen.size > REMEMBERED) this.#seen = new Set();
    for (const { xid, tenantId, subjectId } of changes) {
      const id = `${xid} ${subjectId}`;
      if (this.#seen.has(id)) continue;
      this.#seen.add(id);
      subjects.add(subjectKey(tenantId, subjectId));
    }
    return subjects;
  }

  async #round(): Promise<void> {
    try {
      await this.poll();
    } catch {
      // Directory is away: readiness says so, and the cache has stopped believing by itself.
    }
    if (!this.#ended) this.#timer = setTimeout(() => void this.#round(), EVERY_MS).unref();
  }
}
