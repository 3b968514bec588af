import type { IncomingHttpHeaders } from 'node:http';
import { DomainError } from '@goalbeat/domain/errors/domain-error';

const SAFE = new Set(['GET', 'HEAD', 'OPTIONS']);
export const CSRF_HEADER = 'x-goalbeat-csrf';

/**
 * A browser sends the cookie with whatever page asks. A change is accepted from our own pages only: they can set a header
 * that a foreign form cannot, and browsers say where a request comes from.
 * @throws forbidden
 */
export function requireOwnPage(method: string, headers: IncomingHttpHeaders, publicOrigin: string): void {
  if (SAFE.has(method)) return;
  const { origin } = headers;
  const site = headers['sec-fetch-site'];
  const foreign =
    (origin !== undefined && origin !== publicOrigin && !isSameHost(origin, headers.host)) || site === 'cross-site';
  const own = headers[CSRF_HEADER] === '1' || origin !== undefined || site === 'same-origin';
  if (foreign || !own) {
    throw new DomainError('forbidden', `Send the header ${CSRF_HEADER}: 1 with every change.`, { field: CSRF_HEADER });
  }
}

function isSameHost(origin: string, host: string | undefined): boolean {
  return URL.canParse(origin) && new URL(origin).host === host;
}
