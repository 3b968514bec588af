import { describe, expect, it } from '@jest/globals';
import { isSetupCode } from './setup-code.js';

describe('a set-up code', () => {
  it.each(['K7Q0-1M4T-ZZ9A-B2CD', 'k7q0 1m4t zz9a b2cd', 'K7QO-IM4T-ZZ9A-B2CD', 'K7Q0LM4TZZ9AB2CD'])(
    '%s is it',
    (code) => {
      expect(isSetupCode(code, 'K7Q0-1M4T-ZZ9A-B2CD')).toBe(true);
    },
  );

  it.each(['', '-', 'K7Q0-1M4T-ZZ9A-B2CE', 'K7Q0-1M4T-ZZ9A', 'K7Q0-1M4T-ZZ9A-B2CD-X'])('"%s" is not', (code) => {
    expect(isSetupCode(code, 'K7Q0-1M4T-ZZ9A-B2CD')).toBe(false);
  });
});
