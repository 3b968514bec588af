import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ACCESS_TOKEN_ALGORITHM } from '@goalbeat/service-kit/auth/access-token';
import {
  calculateJwkThumbprint,
  createLocalJWKSet,
  exportJWK,
  generateKeyPair,
  importJWK,
  type JSONWebKeySet,
  type JWK,
  type JWTVerifyGetKey,
  type CryptoKey,
} from 'jose';

/** The key that signs access tokens, and what everybody may know of it. */
export class TokenKeys {
  private constructor(
    readonly id: string,
    readonly signing: CryptoKey,
    readonly published: JSONWebKeySet,
  ) {}

  /** For this service's own guard: no need to ask itself over HTTP. */
  get verifying(): JWTVerifyGetKey {
    return createLocalJWKSet(this.published);
  }

  /**
   * Reads the private JWK of the file.
   * @param make outside production a missing file is made; there a new key by accident would sign everybody out
   */
  static async load(file: string, make: boolean): Promise<TokenKeys> {
    if (make) await makeOnce(file);
    const jwk = JSON.parse(await readFile(file, 'utf8')) as JWK;
    if (jwk.kty !== 'EC' || jwk.crv !== 'P-256' || jwk.d === undefined) {
      throw new Error('TOKEN_KEY_FILE holds no private P-256 key in JWK form');
    }
    const { kty, crv, x, y } = jwk;
    const id = await calculateJwkThumbprint(jwk);
    const signing = (await importJWK(jwk, ACCESS_TOKEN_ALGORITHM)) as CryptoKey;
    const open = { kty, crv, x, y, kid: id, alg: ACCESS_TOKEN_ALGORITHM, use: 'sig' } as JWK;
    return new TokenKeys(id, signing, { keys: [open] });
  }
}

/** Two processes that start together end up with one key: the link of the second fails. */
async function makeOnce(file: string): Promise<void> {
  try {
    await readFile(file);
    return;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  const { privateKey } = await generateKeyPair(ACCESS_TOKEN_ALGORITHM, { extractable: true });
  const draft = `${file}.${randomUUID()}`;
  await mkdir(dirname(file), { recursive: true });
  await writeFile(draft, JSON.stringify(await exportJWK(privateKey)), { mode: 0o600 });
  try {
    await link(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(draft);
  }
}
