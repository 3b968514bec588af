import {
  type Delays,
  DelaysQuery,
  LOG_AREAS,
  MergedLogQuery,
  type MergedDelays,
  type MergedLogPage,
} from '@goalbeat/contracts/process-log-http';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { decodeCursor } from '@goalbeat/service-kit/http/pages';
import { languageOf } from '@goalbeat/domain/wording/language';
import { toDomainError } from '@goalbeat/service-kit/http/validation.pipe';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import type { z } from 'zod';
import { gatewayOpenApi } from '../open-api.js';
import type { ProxyParts } from '../proxy/proxy.js';
import { credentialOf } from '../session/credential.js';
import { askServices } from './ask-services.js';
import { mergeDelays } from './merge-delays.js';
import { type LogPage, mergePages } from './merge-pages.js';

const DOCUMENT = gatewayOpenApi();
/** Directory has no approvals, hence nobody to wait for. */
const WITH_APPROVALS = LOG_AREAS.filter((area) => area !== 'directory');

/** The process log of all services as one. What a service does not let the asker see, or cannot say, is named, not left out. */
export function addProcessLogRoutes(
  app: FastifyInstance,
  { config, cookie, tokens }: Pick<ProxyParts, 'config' | 'cookie' | 'tokens'>,
): void {
  const asker = async (request: FastifyRequest): Promise<{ token: string; requestId: string }> => {
    const credential = credentialOf(request, cookie.name);
    if (credential === null) throw new DomainError('not-signed-in', 'Sign in first.');
    return { token: await tokens.of(credential, request.id), requestId: request.id };
  };

  app.get('/api/openapi.json', () => DOCUMENT);

  app.get('/api/process-log', async (request): Promise<MergedLogPage> => {
    const who = await asker(request);
    const query = queryOf(MergedLogQuery, request);
    if (query.after !== undefined) decodeCursor(query.after, 1);
    const path = `/v1/process-log?${parameters({ ...query, limit: String(query.limit) })}`;
    const { answers, sources } = await askServices<LogPage>(config, LOG_AREAS, path, who);
    return { ...mergePages(answers, query.limit), sources };
  });

  app.get('/api/process-log/delays', async (request): Promise<MergedDelays> => {
    const who = await asker(request);
    const query = queryOf(DelaysQuery, request);
    const path = `/v1/process-log/delays?${parameters(query)}`;
    const { answers, sources } = await askServices<Delays>(config, WITH_APPROVALS, path, who);
    return { ...mergeDelays(answers), sources };
  });
}

function queryOf<S extends z.ZodType>(schema: S, request: FastifyRequest): z.infer<S> {
  const parsed = schema.safeParse(request.query);
  if (!parsed.success)
    throw toDomainError(parsed.error.issues, {
      language: languageOf(request.headers['accept-language']),
      value: request.query,
      schema,
    });
  return parsed.data;
}

function parameters(query: Record<string, string | undefined>): string {
  const given = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) if (value !== undefined) given.set(name, value);
  return given.toString();
}
