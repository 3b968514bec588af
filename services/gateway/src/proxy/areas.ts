import type { GatewayConfig } from '../config.js';

/** `/api/<area>/…` → that service's `/…`. */
export const AREAS = ['directory', 'goals', 'appraisal', 'payroll'] as const;
export type Area = (typeof AREAS)[number];

const UPSTREAM = {
  directory: 'DIRECTORY_URL',
  goals: 'GOALS_URL',
  appraisal: 'APPRAISAL_URL',
  payroll: 'PAYROLL_URL',
} as const satisfies Record<Area, keyof GatewayConfig>;

/** Of directory, by POST. */
const OWN_ROUTES = new Set(['v1/sessions', 'v1/sessions/current/step-up']);

export function upstreamOf(area: Area, config: GatewayConfig): string {
  return config[UPSTREAM[area]];
}

/**
 * What of a service is for the outside: its versioned routes and its description. Everything else (internal routes,
 * health, metrics) does not exist here, however it is spelt.
 * @param path without the query, as it came
 */
export function isOpen(area: Area, method: string, path: string): boolean {
  const rest = path.slice(`/api/${area}/`.length);
  // Dots, escapes of them, and doubled slashes could mean another path behind us than they do here.
  if (/(^|\/)\.{1,2}(\/|$)|%2e|%2f|%5c|\\|\/\//i.test(rest)) return false;
  if (rest === 'openapi.json') return method === 'GET';
  if (area === 'payroll' && rest === 'asyncapi.json') return method === 'GET';
  if (area === 'directory' && rest === '.well-known/jwks.json') return method === 'GET';
  // Signing in is the gateway's own route: it keeps the secret in a cookie and knows the client's address.
  if (area === 'directory' && method === 'POST' && OWN_ROUTES.has(rest)) return false;
  return rest.startsWith('v1/');
}

export function isDescription(path: string): boolean {
  return path.endsWith('/openapi.json') || path.endsWith('/asyncapi.json') || path.endsWith('/jwks.json');
}
