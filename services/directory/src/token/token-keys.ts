import { readFile } from 'node:fs/promises';
import { ACCESS_TOKEN_ALGORITHM } from '@goalbeat/service-kit/auth/access-token';
import { createLocalJWKSet, importJWK, type CryptoKey, type JSONWebKeySet, type JWK, type JWTVerifyGetKey } from 'jose';
import { makeKeyFile, readKeyFile, type StoredKey } from './key-file.js';

/** Tokens live five minutes; a key is published a little longer than the last one that it signed. */
const PUBLISHED_AFTER_MS = 6 * 60_000;
/** Every process of directory takes up a changed file within this. */
const LOOK_AGAIN_MS = 15_000;

interface Key {
  id: string;
  signing: CryptoKey;
  open: JWK;
  /** Real instant from which it signs. */
  fromMs: number;
}

/**
 * The keys that sign access tokens, and what everybody may know of them. A new key is published a minute before it signs and
 * the old one stays until its tokens are dead, so that nobody notices a change.
 */
export class TokenKeys {
  #keys: readonly Key[] = [];
  #text = '';
  #looking: NodeJS.Timeout | undefined;

  private constructor(private readonly file: string) {}

  /**
   * Reads the private JWKs of the file.
   * @param make outside production a missing file is made; there a new key by accident would sign everybody out
   */
  static async load(file: string, make: boolean): Promise<TokenKeys> {
    if (make) await makeKeyFile(file);
    const keys = new TokenKeys(file);
    await keys.reload();
    // A file that is being replaced, or broken: what is known goes on.
    keys.#looking = setInterval(() => void keys.reload().catch(() => undefined), LOOK_AGAIN_MS).unref();
    return keys;
  }

  close(): void {
    clearInterval(this.#looking);
  }

  async reload(): Promise<void> {
    const text = await readFile(this.file, 'utf8');
    if (text === this.#text) return;
    this.#keys = await Promise.all((await readKeyFile(text)).map(keyOf));
    this.#text = text;
  }

  /** The newest whose time has come. */
  signingAt(nowMs: number): { id: string; key: CryptoKey } {
    const key = this.#keys.findLast((one) => one.fromMs <= nowMs) ?? this.#keys[0];
    if (key === undefined) throw new Error('There is no key to sign tokens with');
    return { id: key.id, key: key.signing };
  }

  /** Those that sign, will sign, or have signed what still lives. */
  publishedAt(nowMs: number): JSONWebKeySet {
    const living = this.#keys.filter((_, index) => {
      const next = this.#keys[index + 1];
      return next === undefined || next.fromMs + PUBLISHED_AFTER_MS > nowMs;
    });
    return { keys: living.map((key) => key.open) };
  }

  /** For this service's own guard: no need to ask itself over HTTP. */
  get verifying(): JWTVerifyGetKey {
    return (header, token) => createLocalJWKSet(this.publishedAt(Date.now()))(header, token);
  }
}

async function keyOf({ jwk, id, fromMs }: StoredKey): Promise<Key> {
  const { kty, crv, x, y } = jwk;
  return {
    id,
    fromMs,
    signing: (await importJWK(jwk, ACCESS_TOKEN_ALGORITHM)) as CryptoKey,
    open: { kty, crv, x, y, kid: id, alg: ACCESS_TOKEN_ALGORITHM, use: 'sig' } as JWK,
  };
}
