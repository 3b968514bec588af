import { Code } from '@goalbeat/contracts/wire';
import { DomainError, isDomainError } from '@goalbeat/domain/errors/domain-error';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { decodeSessionId } from '../token/token-cache.js';
import { signInLimit } from '../limits.js';
import { sendProblem } from '../problem.js';
import { credentialIn } from './credential.js';
import { endFormerSession, visitorOf, type SessionParts } from './session.routes.js';

const CALLBACK = '/api/session/oidc/callback';
const BINDING = /^gbo_[A-Za-z0-9_-]{20,100}$/;

/**
 * Sign-in by a company's identity provider. The browser that began is the one that may end it: it carries a secret in a
 * cookie, everything else is kept by directory.
 */
export function addOidcRoutes(app: FastifyInstance, parts: SessionParts): void {
  const { config, cookie, directory, tokens } = parts;
  const binding = { name: cookie.name.replace('session', 'oidc'), options: cookie.options };
  const limited = { config: { rateLimit: signInLimit(config) } };

  app.get('/api/session/oidc/:tenant/start', limited, async (request, reply) => {
    try {
      const tenant = Code.safeParse((request.params as { tenant: string }).tenant);
      if (!tenant.success) throw new DomainError('not-found', 'There is no such company.');
      const started = await directory.oidcStart(
        {
          tenant: tenant.data,
          redirectUri: new URL(CALLBACK, config.PUBLIC_URL).href,
          ...(await sessionToRenew(request)),
        },
        request.id,
      );
      void reply.setCookie(binding.name, started.binding, { ...binding.options, expires: new Date(started.expiresAt) });
      return await reply.redirect(started.url, 303);
    } catch (error) {
      return refuse(request, reply, error);
    }
  });

  app.get(CALLBACK, limited, async (request, reply) => {
    const secret = request.cookies[binding.name];
    void reply.clearCookie(binding.name, binding.options);
    try {
      if (secret === undefined || !BINDING.test(secret))
        throw new DomainError('not-signed-in', 'This browser has not begun to sign in. Begin again.');
      const query = request.url.split('?').slice(1).join('?').slice(0, 8_000);
      const finished = await directory.oidcFinish({ binding: secret, query }, visitorOf(request), request.id);
      if (finished.kind === 'stepped-up') {
        const credential = credentialIn(request, cookie.name);
        if (credential !== null) tokens.forget(credential);
      } else {
        await endFormerSession(request, parts);
        const { secret: session, expiresAt } = finished.session;
        void reply.setCookie(cookie.name, session, { ...cookie.options, expires: new Date(expiresAt) });
      }
      return await reply.redirect('/', 303);
    } catch (error) {
      return refuse(request, reply, error);
    }
  });

  async function sessionToRenew(request: FastifyRequest): Promise<{ sessionId?: string }> {
    if ((request.query as { stepUp?: string }).stepUp !== '1') return {};
    const credential = credentialIn(request, cookie.name);
    if (credential?.kind !== 'session') throw new DomainError('not-signed-in', 'Sign in first.');
    const sessionId = decodeSessionId(await tokens.of(credential, request.id));
    if (sessionId === null) throw new DomainError('not-signed-in', 'Sign in first.');
    return { sessionId };
  }
}

/** People come here by their browser's address line: they get the page, which says it in their language. */
function refuse(request: FastifyRequest, reply: FastifyReply, error: unknown): FastifyReply {
  if (!(request.headers.accept ?? '').includes('text/html')) {
    sendProblem(reply, error);
    return reply;
  }
  const code = isDomainError(error) ? error.code : 'internal';
  if (!isDomainError(error)) request.log.error(error);
  return reply.redirect(`/?sign-in-refused=${code}`, 303);
}
