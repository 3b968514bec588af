import { SignIn } from '@goalbeat/contracts/directory/http';
import { StepUp } from '@goalbeat/contracts/directory/sign-in-http';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { languageOf } from '@goalbeat/domain/wording/language';
import { toDomainError } from '@goalbeat/service-kit/http/validation.pipe';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { GatewayConfig } from '../config.js';
import { signInLimit } from '../limits.js';
import type { DirectoryClient, Visitor } from '../token/directory-client.js';
import type { TokenCache } from '../token/token-cache.js';
import type { SessionCookie } from './cookie.js';
import { credentialIn, credentialOf } from './credential.js';
import { requireOwnPage } from './csrf.js';

export interface SessionParts {
  config: GatewayConfig;
  cookie: SessionCookie;
  directory: DirectoryClient;
  tokens: TokenCache;
}

/** Sign-in, who am I, sign-out: the session's secret lives in the cookie and nowhere a script could read it. */
export function addSessionRoutes(app: FastifyInstance, { config, cookie, directory, tokens }: SessionParts): void {
  const publicOrigin = new URL(config.PUBLIC_URL).origin;

  app.post('/api/session', { config: { rateLimit: signInLimit(config) }, bodyLimit: 4_096 }, async (request, reply) => {
    // A foreign page must not sign a visitor in as somebody else: JSON already needs a preflight, this says why.
    if (request.headers.origin !== undefined) requireOwnPage('POST', request.headers, publicOrigin);
    const body = SignIn.safeParse(request.body ?? {});
    if (!body.success)
      throw toDomainError(body.error.issues, { language: languageOf(request.headers['accept-language']) });
    const { secret, expiresAt, me } = await directory.signIn(body.data, visitorOf(request), request.id);
    await endFormerSession(request, { config, cookie, directory, tokens });
    void reply.setCookie(cookie.name, secret, { ...cookie.options, expires: new Date(expiresAt) });
    return reply.code(201).send({ expiresAt, me });
  });

  app.get('/api/session', async (request) => {
    const credential = credentialOf(request, cookie.name);
    if (credential === null) throw new DomainError('not-signed-in', 'Sign in first.');
    return directory.me(await tokens.of(credential, request.id), request.id);
  });

  app.post(
    '/api/session/step-up',
    { config: { rateLimit: signInLimit(config) }, bodyLimit: 4_096 },
    async (request, reply) => {
      const credential = credentialOf(request, cookie.name);
      requireOwnPage('POST', request.headers, publicOrigin);
      const body = StepUp.safeParse(request.body ?? {});
      if (!body.success)
        throw toDomainError(body.error.issues, { language: languageOf(request.headers['accept-language']) });
      if (credential?.kind !== 'session') throw new DomainError('not-signed-in', 'Sign in first.');
      const token = await tokens.of(credential, request.id);
      const answer = await directory.stepUp(token, body.data, visitorOf(request), request.id);
      // The next request shall already carry the new time.
      tokens.forget(credential);
      return reply.send(answer);
    },
  );

  app.delete('/api/session', async (request, reply) => {
    const credential = credentialOf(request, cookie.name);
    requireOwnPage('DELETE', request.headers, publicOrigin);
    if (credential?.kind === 'session') {
      try {
        await directory.signOut(await tokens.of(credential, request.id), request.id);
      } catch (error) {
        // Ended already: the cookie goes all the same.
        if (!(error instanceof DomainError) || error.code !== 'not-signed-in') throw error;
      }
      tokens.forget(credential);
    }
    void reply.clearCookie(cookie.name, cookie.options);
    return reply.code(204).send();
  });
}

export const visitorOf = (request: FastifyRequest): Visitor => ({
  address: request.ip,
  ...(request.headers['user-agent'] === undefined ? {} : { agent: request.headers['user-agent'].slice(0, 200) }),
  ...(request.headers['accept-language'] === undefined ? {} : { languages: request.headers['accept-language'] }),
});

/** A session that the browser still has is over: two in one browser would outlive the sign-out of one. */
export async function endFormerSession(
  request: FastifyRequest,
  { cookie, directory, tokens }: SessionParts,
): Promise<void> {
  const former = credentialIn(request, cookie.name);
  if (former?.kind !== 'session') return;
  try {
    await directory.signOut(await tokens.of(former, request.id), request.id);
  } catch (error) {
    // Ended already, or directory is away: it ends by itself.
    if (!(error instanceof DomainError)) throw error;
  }
  tokens.forget(former);
}
