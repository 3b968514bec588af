import { randomUUID } from 'node:crypto';
import { link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ACCESS_TOKEN_ALGORITHM } from '@goalbeat/service-kit/auth/access-token';
import { calculateJwkThumbprint, exportJWK, generateKeyPair, type JWK } from 'jose';

/** Every process has read the file and every verifier can fetch the key before it signs. */
const SIGNS_AFTER_MS = 60_000;
/** Long after the last token of a superseded key has died. */
const KEPT_AFTER_MS = 60 * 60_000;
const FROM = 'goalbeat_from';

type PrivateJwk = JWK & { [FROM]?: string };
export interface StoredKey {
  jwk: JWK;
  /** RFC 7638 thumbprint; the `kid` of its tokens. */
  id: string;
  fromMs: number;
}

/** One private JWK, or a set of them; oldest first. @throws for anything but private P-256 keys */
export async function readKeyFile(text: string): Promise<StoredKey[]> {
  const content = JSON.parse(text) as PrivateJwk | { keys: PrivateJwk[] };
  const list = Array.isArray((content as { keys?: unknown }).keys)
    ? (content as { keys: PrivateJwk[] }).keys
    : [content as PrivateJwk];
  if (list.length === 0) throw new Error('TOKEN_KEY_FILE holds no key');
  const keys = await Promise.all(list.map(storedKey));
  return keys.toSorted((a, b) => a.fromMs - b.fromMs);
}

async function storedKey(jwk: PrivateJwk): Promise<StoredKey> {
  if (jwk.kty !== 'EC' || jwk.crv !== 'P-256' || jwk.d === undefined) {
    throw new Error('TOKEN_KEY_FILE holds no private P-256 key in JWK form');
  }
  const fromMs = Date.parse(jwk[FROM] ?? '1970-01-01T00:00:00Z');
  if (Number.isNaN(fromMs)) throw new Error(`TOKEN_KEY_FILE has a key with a wrong ${FROM}`);
  return { jwk, id: await calculateJwkThumbprint(jwk), fromMs };
}

/** Two processes that start together end up with one key: the link of the second fails. */
export async function makeKeyFile(file: string): Promise<void> {
  try {
    await readFile(file);
    return;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
  }
  await mkdir(dirname(file), { recursive: true });
  const draft = await draftOf(file, [await newKey()]);
  try {
    await link(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    await rm(draft);
  }
}

/**
 * Adds a key that signs from a minute on, and drops those superseded for an hour.
 * @returns the new key's id
 */
export async function rotateKeyFile(file: string, nowMs: number): Promise<string> {
  const known = await readKeyFile(await readFile(file, 'utf8'));
  const next = await newKey(new Date(nowMs + SIGNS_AFTER_MS).toISOString());
  const kept = known.filter((_, index) => {
    const after = known[index + 1];
    return after === undefined || after.fromMs + KEPT_AFTER_MS > nowMs;
  });
  await rename(await draftOf(file, [...kept.map(({ jwk }) => jwk), next]), file);
  return calculateJwkThumbprint(next);
}

async function draftOf(file: string, keys: JWK[]): Promise<string> {
  const draft = `${file}.${randomUUID()}`;
  await writeFile(draft, `${JSON.stringify({ keys })}\n`, { mode: 0o600 });
  return draft;
}

async function newKey(from?: string): Promise<PrivateJwk> {
  const { privateKey } = await generateKeyPair(ACCESS_TOKEN_ALGORITHM, { extractable: true });
  return { ...(await exportJWK(privateKey)), ...(from === undefined ? {} : { [FROM]: from }) };
}
