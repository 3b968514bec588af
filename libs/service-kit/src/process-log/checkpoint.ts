import { createHash, createPrivateKey, createPublicKey, sign, verify, type KeyObject } from 'node:crypto';
import { z } from 'zod';

const HASH = z.string().regex(/^[0-9a-f]{64}$/);

/** A line of a checkpoint file: how far a tenant's chain was, and with which hash, at a real instant. */
export const Checkpoint = z.strictObject({
  log: z.string(),
  tenant: z.uuid(),
  n: z.int().min(1),
  chainHash: HASH,
  at: z.iso.datetime(),
  key: z.string(),
  signature: z.string(),
});
export type Checkpoint = z.infer<typeof Checkpoint>;
export type Unsigned = Omit<Checkpoint, 'key' | 'signature'>;

const signedText = ({ log, tenant, n, chainHash, at }: Unsigned): Buffer =>
  Buffer.from(`goalbeat-checkpoint-1\n${log}\n${tenant}\n${n}\n${chainHash}\n${at}\n`);

/** RFC 7638 of an Ed25519 key. */
function thumbprint(key: KeyObject): string {
  const { crv, kty, x } = key.export({ format: 'jwk' });
  if (kty !== 'OKP' || crv !== 'Ed25519') throw new Error('The audit key is not an Ed25519 key');
  return createHash('sha256').update(JSON.stringify({ crv, kty, x })).digest('base64url');
}

export class CheckpointSigner {
  readonly #key: KeyObject;
  readonly #id: string;

  /** @param jwk the private Ed25519 key as JSON */
  constructor(jwk: string) {
    this.#key = createPrivateKey({ key: JSON.parse(jwk) as never, format: 'jwk' });
    this.#id = thumbprint(createPublicKey(this.#key));
  }

  sign(checkpoint: Unsigned): Checkpoint {
    const signature = sign(null, signedText(checkpoint), this.#key).toString('base64url');
    return { ...checkpoint, key: this.#id, signature };
  }
}

/** Public keys by their id. A key that was replaced stays in the list for what it signed. */
export class CheckpointKeys {
  readonly #keys = new Map<string, KeyObject>();

  /** @param json a JWK, public or private, or a JWK set of them */
  constructor(json: string) {
    const given = JSON.parse(json) as { keys?: unknown[] };
    for (const jwk of given.keys ?? [given]) {
      const { kty, crv, x } = jwk as Record<string, unknown>;
      const key = createPublicKey({ key: { kty, crv, x } as never, format: 'jwk' });
      this.#keys.set(thumbprint(key), key);
    }
  }

  isGenuine({ key, signature, ...checkpoint }: Checkpoint): boolean {
    const known = this.#keys.get(key);
    return known !== undefined && verify(null, signedText(checkpoint), known, Buffer.from(signature, 'base64url'));
  }
}
