import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SignJWT, decodeJwt, exportJWK, generateKeyPair, type CryptoKey } from 'jose';
import { DirectoryHarness, SERVICE_KEYS } from './directory-harness.js';

const CLIENT = { clientId: 'goalbeat', clientSecret: 'the secret of a test client, long enough' };
const REDIRECT = 'http://goalbeat.test/api/session/oidc/callback';

let directory: DirectoryHarness;
let tenant: { id: string; slug: string; admin: string };
let server: Server;
let issuer: string;
let key: CryptoKey;
let jwks: object;
/** What the next ID token says besides who it is. */
let said: Record<string, unknown> = {};

beforeAll(async () => {
  const pair = await generateKeyPair('RS256');
  key = pair.privateKey;
  jwks = { keys: [{ ...(await exportJWK(pair.publicKey)), alg: 'RS256', use: 'sig', kid: 'own' }] };
  server = createServer((request, response) => {
    void answer(request.url ?? '').then((body) =>
      response.setHeader('content-type', 'application/json').end(JSON.stringify(body)),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  directory = await DirectoryHarness.start();
  tenant = await directory.tenant();
  const put = await directory.call('PUT', '/v1/identity-provider', {
    token: tenant.admin,
    body: { issuer, claim: 'email', ...CLIENT },
  });
  if (put.status !== 200) throw new Error(JSON.stringify(put.body));
});
afterAll(async () => {
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  await directory.stop();
});

async function answer(path: string): Promise<unknown> {
  if (path === '/jwks') return jwks;
  if (path === '/token') {
    const token = new SignJWT({ email: 'admin@example.com', email_verified: true, ...said });
    token.setProtectedHeader({ alg: 'RS256', kid: 'own' }).setIssuer(issuer).setAudience(CLIENT.clientId);
    token.setSubject('somebody').setIssuedAt().setExpirationTime('5m');
    return { access_token: 'any', token_type: 'Bearer', expires_in: 60, id_token: await token.sign(key) };
  }
  return {
    issuer,
    authorization_endpoint: `${issuer}/authorize`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
    response_types_supported: ['code'],
    subject_types_supported: ['public'],
    id_token_signing_alg_values_supported: ['RS256'],
  };
}

/** Signs in by the provider. @returns when the token says that they proved who they are, in seconds since 1970 */
async function authTimeOf(claims: Record<string, unknown>): Promise<unknown> {
  const token = SERVICE_KEYS.gateway;
  const started = await directory.call<{ url: string; binding: string }>('POST', '/internal/v1/oidc/start', {
    token,
    body: { tenant: tenant.slug, redirectUri: REDIRECT },
  });
  const asked = new URL(started.body.url).searchParams;
  said = { nonce: asked.get('nonce'), ...claims };
  const finished = await directory.call<{ session: { secret: string } }>('POST', '/internal/v1/oidc/finish', {
    token,
    body: { binding: started.body.binding, query: `code=any&state=${asked.get('state')}`, address: '10.0.0.1' },
  });
  if (finished.status !== 200) throw new Error(JSON.stringify(finished.body));
  return decodeJwt(await directory.token(finished.body.session.secret))['auth_time'];
}

describe('a sign-in by the identity provider', () => {
  it('is as old as the provider says, and long ago when it does not say', async () => {
    const now = Math.floor(Date.now() / 1000);
    expect(await authTimeOf({ auth_time: now - 18_000 })).toBe(now - 18_000);
    expect(await authTimeOf({})).toBe(0);
    const ahead = Number(await authTimeOf({ auth_time: now + 3_600 }));
    expect(ahead).toBeGreaterThanOrEqual(now);
    expect(ahead).toBeLessThanOrEqual(Math.ceil(Date.now() / 1000));
  });
});
