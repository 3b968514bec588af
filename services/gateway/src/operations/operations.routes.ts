import { LOG_AREAS } from '@goalbeat/contracts/process-log-http';
import type { CompanyReport, Operations, ServiceReport } from '@goalbeat/contracts/operations-http';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { FastifyInstance } from 'fastify';
import type { LiveHub } from '../live/live-hub.js';
import { askServices } from '../process-log/ask-services.js';
import type { ProxyParts } from '../proxy/proxy.js';
import { credentialOf } from '../session/credential.js';
import { listenerOf } from '../token/token-cache.js';

const NOT_YOURS = new DomainError('forbidden', 'This is for those who keep the installation going.');

/** How the installation is, and what of one's own company waits or failed. Each service makes its own access check. */
export function addOperationsRoute(
  app: FastifyInstance,
  { config, cookie, tokens, hub }: Pick<ProxyParts, 'config' | 'cookie' | 'tokens'> & { hub: LiveHub },
): void {
  app.get('/api/operations', async (request): Promise<Operations> => {
    const credential = credentialOf(request, cookie.name);
    if (credential === null) throw new DomainError('not-signed-in', 'Sign in first.');
    const token = await tokens.of(credential, request.id);
    const who = { token, requestId: request.id };
    const [reports, company] = await Promise.all([
      askServices<ServiceReport>(config, LOG_AREAS, '/v1/operations', who, NOT_YOURS),
      companyOf(askServices<CompanyReport>(config, ['directory'], '/v1/operations/company', who, NOT_YOURS)),
    ]);
    const ui = config.TEMPORAL_UI_URL?.replace(/\/$/, '');
    const workflowUrl =
      ui === undefined || company === null
        ? null
        : `${ui}/namespaces/${encodeURIComponent(company.temporal.namespace)}/workflows`;
    return {
      services: reports.sources.map(({ service, state }) => ({
        service,
        state,
        report: reports.answers.find((answer) => answer.service === service)?.body ?? null,
      })),
      company: company === null ? null : withLinks(company, workflowUrl),
      workflowUrl,
      live: { connected: hub.isLive, pages: hub.pagesOf(listenerOf(token)?.tenantId ?? '') },
    };
  });
}

/** Directory may be away while others answer; whoever is not signed in or may not is told so by them too. */
async function companyOf(asked: Promise<{ answers: { body: CompanyReport }[] }>): Promise<CompanyReport | null> {
  try {
    return (await asked).answers[0]?.body ?? null;
  } catch (error) {
    if (error instanceof DomainError && error.code === 'unavailable') return null;
    throw error;
  }
}

function withLinks({ temporal, ...rest }: CompanyReport, workflowUrl: string | null): Operations['company'] {
  const failed = temporal.failed?.map((run) => ({
    ...run,
    url: workflowUrl === null ? null : `${workflowUrl}/${encodeURIComponent(run.workflowId)}/${run.runId}/history`,
  }));
  return { ...rest, temporal: { ...temporal, failed: failed ?? null } };
}
