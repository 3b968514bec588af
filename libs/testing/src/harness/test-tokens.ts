import { generateKeyPairSync, randomUUID, sign, type KeyObject } from 'node:crypto';
import { TOKEN_AUDIENCE, TOKEN_ISSUER } from '@goalbeat/contracts/names';
import type { Principal } from '@goalbeat/domain/access/roles';
import { ACCESS_TOKEN_LIFE_SECONDS, claimsOf, type AccessTokenClaims } from '@goalbeat/service-kit/auth/access-token';

/** An issuer of its own: give `publicKey` as the service's token keys. */
export class TestTokens {
  readonly #keys = generateKeyPairSync('ec', { namedCurve: 'P-256' });

  get publicKey(): KeyObject {
    return this.#keys.publicKey;
  }

  for(principal: Principal): string {
    const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
    const now = Math.floor(Date.now() / 1000);
    const head = part({ alg: 'ES256', typ: 'at+jwt' });
    const body = part({
      ...freshlySignedIn(principal, now),
      iss: TOKEN_ISSUER,
      aud: TOKEN_AUDIENCE,
      iat: now,
      exp: now + ACCESS_TOKEN_LIFE_SECONDS,
    });
    const signature = sign('sha256', Buffer.from(`${head}.${body}`), {
      key: this.#keys.privateKey,
      dsaEncoding: 'ieee-p1363',
    });
    return `${head}.${body}.${signature.toString('base64url')}`;
  }
}

/** People have just signed in, unless the spec says when they did. */
function freshlySignedIn(principal: Principal, now: number): AccessTokenClaims {
  const claims = claimsOf(principal);
  return principal.kind === 'person' && principal.session === undefined
    ? { ...claims, sid: randomUUID(), auth_time: now }
    : claims;
}
