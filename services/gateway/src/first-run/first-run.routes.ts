import { FirstRun, type FirstRunState } from '@goalbeat/contracts/directory/first-run-http';
import { languageOf } from '@goalbeat/domain/wording/language';
import { toDomainError } from '@goalbeat/service-kit/http/validation.pipe';
import type { FastifyInstance } from 'fastify';
import { signInLimit } from '../limits.js';
import { requireOwnPage } from '../session/csrf.js';
import { endFormerSession, type SessionParts, visitorOf } from '../session/session.routes.js';

/** With no company yet, whoever has the set-up code founds the first one here and is signed in. */
export function addFirstRunRoutes(app: FastifyInstance, parts: SessionParts): void {
  const { config, cookie, directory } = parts;
  const publicOrigin = new URL(config.PUBLIC_URL).origin;

  app.get('/api/first-run', (request): Promise<FirstRunState> => directory.firstRun(request.id));

  app.post(
    '/api/first-run',
    { config: { rateLimit: signInLimit(config) }, bodyLimit: 8_192 },
    async (request, reply) => {
      if (request.headers.origin !== undefined) requireOwnPage('POST', request.headers, publicOrigin);
      const given: unknown = request.body ?? {};
      const body = FirstRun.safeParse(given);
      if (!body.success) {
        const language = languageOf(request.headers['accept-language']);
        throw toDomainError(body.error.issues, { language, value: given, schema: FirstRun });
      }
      const { secret, expiresAt, me } = await directory.foundFirst(body.data, visitorOf(request), request.id);
      await endFormerSession(request, parts);
      void reply.setCookie(cookie.name, secret, { ...cookie.options, expires: new Date(expiresAt) });
      return reply.code(201).send({ expiresAt, me });
    },
  );
}
