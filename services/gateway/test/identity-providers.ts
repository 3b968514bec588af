import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SignJWT, exportJWK, generateKeyPair, type CryptoKey } from 'jose';
import Provider from 'oidc-provider';

export const CLIENT = { id: 'goalbeat', secret: 'the secret of a test client, long enough' };
/** The same application, registered anew. */
export const OTHER_CLIENT = 'goalbeat-anew';

export type Account = Record<string, unknown>;

async function listening(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

/** A real provider whose users say yes to everything. */
export class HonestProvider {
  /** Who sits before the browser. */
  user = 'admin';
  logins = 0;
  readonly accounts = new Map<string, Account>();

  private constructor(
    readonly issuer: string,
    private readonly server: Server,
  ) {}

  static async start(redirectUri: string): Promise<HonestProvider> {
    let handle: (request: IncomingMessage, response: ServerResponse) => void = () => undefined;
    const server = createServer((request, response) => handle(request, response));
    const honest = new HonestProvider(await listening(server), server);
    const provider: Provider = new Provider(honest.issuer, {
      clients: [CLIENT.id, OTHER_CLIENT].map((client_id) => ({
        client_id,
        client_secret: CLIENT.secret,
        redirect_uris: [redirectUri],
      })),
      claims: { openid: ['sub'], email: ['email', 'email_verified'], profile: ['employee_number'] },
      findAccount: (_context, id) => ({
        accountId: id,
        claims: async () => ({ sub: id, ...honest.accounts.get(id) }),
      }),
      features: { devInteractions: { enabled: false } },
      interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
      loadExistingGrant: async ({ oidc }) => {
        const grant = new provider.Grant({
          clientId: oidc.client?.clientId ?? CLIENT.id,
          accountId: oidc.session?.accountId ?? '',
        });
        grant.addOIDCScope('openid email profile');
        await grant.save();
        return grant;
      },
    });
    const answer = provider.callback();
    handle = (request, response) => {
      if (request.url?.startsWith('/interaction/') === true) {
        honest.logins += 1;
        void provider.interactionFinished(request, response, { login: { accountId: honest.user } });
      } else void answer(request, response);
    };
    return honest;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

/** A provider that answers whatever a spec tells it to: what a broken or hostile one would. */
export class OddProvider {
  /** Changes what its ID tokens say. */
  claims: Record<string, unknown> = {};
  /** Signs instead of the provider's own key. */
  key: CryptoKey;
  header: Record<string, string> = {};
  /** Sent as it is instead of a signed token. */
  raw: string | undefined;
  nonce = '';
  asked = 0;

  private constructor(
    readonly issuer: string,
    private readonly server: Server,
    readonly ownKey: CryptoKey,
    private readonly jwks: object,
  ) {
    this.key = ownKey;
  }

  static async start(): Promise<OddProvider> {
    const { privateKey, publicKey } = await generateKeyPair('RS256');
    let odd: OddProvider | undefined;
    const server = createServer((request, response) => {
      odd?.answer(request.url ?? '').then(
        (body) => response.setHeader('content-type', 'application/json').end(JSON.stringify(body)),
        () => response.writeHead(500).end(),
      );
    });
    odd = new OddProvider(await listening(server), server, privateKey, {
      keys: [{ ...(await exportJWK(publicKey)), alg: 'RS256', use: 'sig', kid: 'own' }],
    });
    return odd;
  }

  async answer(path: string): Promise<unknown> {
    if (path === '/jwks') return this.jwks;
    if (path === '/token') {
      this.asked += 1;
      return { access_token: 'anything', token_type: 'Bearer', expires_in: 60, id_token: await this.#idToken() };
    }
    return {
      issuer: this.issuer,
      authorization_endpoint: `${this.issuer}/authorize`,
      token_endpoint: `${this.issuer}/token`,
      jwks_uri: `${this.issuer}/jwks`,
      response_types_supported: ['code'],
      subject_types_supported: ['public'],
      id_token_signing_alg_values_supported: ['RS256'],
    };
  }

  async #idToken(): Promise<string> {
    if (this.raw !== undefined) return this.raw;
    const now = Math.floor(Date.now() / 1000);
    return new SignJWT({
      iss: this.issuer,
      sub: 'somebody',
      aud: CLIENT.id,
      iat: now,
      exp: now + 300,
      nonce: this.nonce,
      email: 'a@example.com',
      email_verified: true,
      ...this.claims,
    })
      .setProtectedHeader({ alg: 'RS256', kid: 'own', ...this.header })
      .sign(this.key);
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}
