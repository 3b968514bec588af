import { LOG_AREAS, type LogArea, type LogSource } from '@goalbeat/contracts/process-log-http';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { GatewayConfig } from '../config.js';
import { upstreamOf } from '../proxy/areas.js';

const ANSWER_WITHIN_MS = 5_000;

const NOT_THIS_LOG = new DomainError('forbidden', 'Ask for the log of one subject that is yours to see.', {
  field: 'subject',
});

export interface Asked<T> {
  answers: { service: LogArea; body: T }[];
  sources: LogSource[];
}

/**
 * The same question to every service that has something to say, as whoever asks: each makes its own access check.
 * @param refused what is said to whom no service answers anything
 * @throws not-signed-in, validation (all say the same), forbidden and unavailable when none answers
 */
export async function askServices<T>(
  config: GatewayConfig,
  areas: readonly LogArea[],
  path: string,
  as: { token: string; requestId: string },
  refused = NOT_THIS_LOG,
): Promise<Asked<T>> {
  const said = await Promise.all(areas.map((service) => askOne<T>(upstreamOf(service, config), service, path, as)));
  const answers = said.flatMap(({ service, body }) => (body === undefined ? [] : [{ service, body }]));
  const sources = LOG_AREAS.flatMap((area) => said.find(({ service }) => service === area) ?? []).map(
    ({ service, state }) => ({ service, state }),
  );
  if (answers.length === 0 && sources.some(({ state }) => state === 'unavailable')) {
    throw new DomainError('unavailable', 'No service that may answer this can be reached. Try again in a moment.');
  }
  if (answers.length === 0) throw refused;
  return { answers, sources };
}

async function askOne<T>(
  url: string,
  service: LogArea,
  path: string,
  { token, requestId }: { token: string; requestId: string },
): Promise<LogSource & { body?: T }> {
  let response: Response;
  try {
    response = await fetch(new URL(path, url), {
      headers: { authorization: `Bearer ${token}`, 'x-request-id': requestId },
      signal: AbortSignal.timeout(ANSWER_WITHIN_MS),
    });
    if (response.ok) return { service, state: 'answered', body: (await response.json()) as T };
    await response.body?.cancel();
  } catch {
    return { service, state: 'unavailable' };
  }
  if (response.status === 401) throw new DomainError('not-signed-in', 'Sign in again.');
  if (response.status === 400)
    throw new DomainError('validation', 'Take the cursor from `next` of the page before.', { field: 'after' });
  return { service, state: response.status === 403 ? 'forbidden' : 'unavailable' };
}
