import { sameSecret } from '../identity/secret.js';

/** Read aloud and typed by hand: small letters, dashes and blanks do not matter, nor 0 for O and 1 for I or L. */
export const plainCode = (code: string): string =>
  code
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]/g, '')
    .replaceAll('O', '0')
    .replaceAll(/[IL]/g, '1');

/** Takes as long for a wrong code as for a right one. */
export const isSetupCode = (given: string, known: string): boolean => sameSecret(plainCode(given), plainCode(known));
