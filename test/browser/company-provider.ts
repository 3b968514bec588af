import { generateKeyPairSync, randomUUID, sign, type KeyObject } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

const CLIENT_ID = 'goalbeat';
const LIVES_S = 300;
const base64 = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

interface Asked {
  nonce: string | null;
  /** Somebody wants to know when it was proved: the answer tells it, and otherwise does not. */
  provedAt: number | null;
}

/** A company's identity provider, with a page on which one says who one is. It tells employee numbers. */
export class CompanyProvider {
  readonly clientId = CLIENT_ID;
  readonly clientSecret = 'the secret that both sides know';
  /** What each sign-in was asked for with. */
  readonly asked: URLSearchParams[] = [];
  readonly #codes = new Map<string, Asked & { number: string }>();

  private constructor(
    private readonly server: Server,
    private readonly privateKey: KeyObject,
    private readonly publicKey: KeyObject,
  ) {}

  static async start(): Promise<CompanyProvider> {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2_048 });
    const server = createServer();
    const provider = new CompanyProvider(server, privateKey, publicKey);
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      provider.#answer(request, response).catch(() => response.writeHead(500).end());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    return provider;
  }

  get issuer(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', this.issuer);
    switch (url.pathname) {
      case '/.well-known/openid-configuration':
        return json(response, {
          issuer: this.issuer,
          authorization_endpoint: `${this.issuer}/authorize`,
          token_endpoint: `${this.issuer}/token`,
          jwks_uri: `${this.issuer}/jwks`,
          response_types_supported: ['code'],
          subject_types_supported: ['public'],
          id_token_signing_alg_values_supported: ['RS256'],
          code_challenge_methods_supported: ['S256'],
        });
      case '/jwks':
        return json(response, {
          keys: [{ ...this.publicKey.export({ format: 'jwk' }), alg: 'RS256', use: 'sig', kid: 'own' }],
        });
      case '/authorize':
        this.asked.push(url.searchParams);
        return page(response, url.searchParams);
      case '/signed-in':
        return this.#signedIn(url.searchParams, response);
      case '/token':
        return this.#token(new URLSearchParams(await textOf(request)), response);
      default:
        response.writeHead(404).end();
    }
  }

  #signedIn(said: URLSearchParams, response: ServerResponse): void {
    const code = randomUUID();
    const provedAt = said.get('max_age') === null ? null : Math.floor(Date.now() / 1000);
    this.#codes.set(code, { number: said.get('number') ?? '', nonce: said.get('nonce'), provedAt });
    const back = new URL(said.get('redirect_uri') ?? '');
    back.searchParams.set('code', code);
    back.searchParams.set('state', said.get('state') ?? '');
    response.writeHead(303, { location: back.href }).end();
  }

  #token(said: URLSearchParams, response: ServerResponse): void {
    const code = said.get('code') ?? '';
    const known = this.#codes.get(code);
    this.#codes.delete(code);
    if (known === undefined) {
      response.writeHead(400, { 'content-type': 'application/json' }).end('{"error":"invalid_grant"}');
      return;
    }
    const now = Math.floor(Date.now() / 1000);
    const claims = {
      iss: this.issuer,
      aud: CLIENT_ID,
      sub: `account-${known.number}`,
      employee_number: known.number,
      iat: now,
      exp: now + LIVES_S,
      ...(known.nonce === null ? {} : { nonce: known.nonce }),
      ...(known.provedAt === null ? {} : { auth_time: known.provedAt }),
    };
    const signed = `${base64({ alg: 'RS256', kid: 'own' })}.${base64(claims)}`;
    const signature = sign('RSA-SHA256', Buffer.from(signed), this.privateKey).toString('base64url');
    json(response, {
      access_token: randomUUID(),
      token_type: 'Bearer',
      expires_in: LIVES_S,
      id_token: `${signed}.${signature}`,
    });
  }
}

function json(response: ServerResponse, body: object): void {
  response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(body));
}

const attribute = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll('<', '&lt;');

function page(response: ServerResponse, asked: URLSearchParams): void {
  const kept = [...asked].map(
    ([name, value]) => `<input type="hidden" name="${attribute(name)}" value="${attribute(value)}">`,
  );
  response
    .writeHead(200, { 'content-type': 'text/html; charset=utf-8' })
    .end(
      `<!doctype html><html lang="en"><title>Company account</title><h1>Company account</h1><form action="/signed-in">${kept.join('')}` +
        '<label>Number <input name="number"></label><button>Go on</button></form></html>',
    );
}

async function textOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}
