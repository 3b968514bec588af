import { createCipheriv, createDecipheriv, createHash, randomBytes } from 'node:crypto';

const CIPHER = 'aes-256-gcm';
const NONCE = 12;
const TAG = 16;

/**
 * Keeps secrets that must be read again (an identity provider's client secret) unreadable for whoever has the database only.
 * The key is the environment's; a text opens only for the purpose it was sealed for, so that rows cannot be swapped.
 */
export class SealedText {
  readonly #keys: readonly { id: string; key: Buffer }[];

  /** @param keys of the environment, separated by commas, newest first: the first seals, all open */
  constructor(keys: string) {
    this.#keys = keys
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '')
      .map((part) => ({ id: digest(`id ${part}`).toString('hex').slice(0, 8), key: digest(`key ${part}`) }));
    if (this.#keys.length === 0) throw new Error('There is no key to seal with');
  }

  seal(text: string, purpose: string): string {
    const [newest] = this.#keys;
    if (newest === undefined) throw new Error('There is no key to seal with');
    const nonce = randomBytes(NONCE);
    const cipher = createCipheriv(CIPHER, newest.key, nonce).setAAD(Buffer.from(purpose));
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return `v1.${newest.id}.${Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url')}`;
  }

  /** @throws Error for a text that was changed, sealed for something else, or by a key that is gone */
  open(sealed: string, purpose: string): string {
    const [version, id, content] = sealed.split('.');
    const known = this.#keys.find((one) => one.id === id);
    if (version !== 'v1' || known === undefined || content === undefined) throw new Error('No key opens this text');
    const bytes = Buffer.from(content, 'base64url');
    const decipher = createDecipheriv(CIPHER, known.key, bytes.subarray(0, NONCE), { authTagLength: TAG })
      .setAAD(Buffer.from(purpose))
      .setAuthTag(bytes.subarray(NONCE, NONCE + TAG));
    return Buffer.concat([decipher.update(bytes.subarray(NONCE + TAG)), decipher.final()]).toString('utf8');
  }
}

const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
