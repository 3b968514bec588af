import { describe, expect, it } from '@jest/globals';
import { SealedText } from './sealed-text.js';

const OLD = 'an older key of the installation';
const NEW = 'a newer key of the installation!';

describe('a sealed text', () => {
  it('opens for its purpose, also by a key that is no longer the newest', () => {
    const sealed = new SealedText(OLD).seal('client secret 秘密', 'oidc acme');
    expect(sealed).not.toContain('secret');
    expect(new SealedText(`${NEW}, ${OLD}`).open(sealed, 'oidc acme')).toBe('client secret 秘密');
    expect(new SealedText(OLD).seal('x', 'y')).not.toBe(new SealedText(OLD).seal('x', 'y'));
  });

  it('does not open for another purpose, by another key, or changed', () => {
    const seal = new SealedText(OLD);
    const sealed = seal.seal('client secret', 'oidc acme');
    expect(() => seal.open(sealed, 'oidc other')).toThrow(/authenticate/);
    expect(() => new SealedText(NEW).open(sealed, 'oidc acme')).toThrow('No key opens');
    expect(() => seal.open(`${sealed.slice(0, -2)}AA`, 'oidc acme')).toThrow(/authenticate/);
    expect(() => seal.open('client secret', 'oidc acme')).toThrow('No key opens');
    expect(() => new SealedText(' , ')).toThrow('no key');
  });
});
