import { setTimeout as sleep } from 'node:timers/promises';
import type { Me } from '@goalbeat/api-client/wire-types';
import type { Principal } from '@goalbeat/domain/access/roles';
import type { Company } from '../e2e/company.js';
import { cookieOf } from '../e2e/cookie.js';
import { installation } from '../e2e/installation.js';
import { pathParameters, prefixOf, writes, type Operation } from './operations.js';

/** Somebody who calls the API, and what the policy knows of them. */
export interface Actor {
  name: string;
  principal: Principal;
  headers: Readonly<Record<string, string>>;
}

export interface Answer {
  status: number;
  code: string;
  detail: string;
  /** The field of query or body at fault. */
  field: string;
  body: unknown;
}

export async function personActor(company: Company, number: string, name = number): Promise<Actor> {
  // Signed in anew: whoever was signed out everywhere before has no other session left.
  const cookie = await cookieOf(company.slug, number);
  const answer = await fetch(`${installation.url}/api/session`, { headers: { cookie } });
  if (answer.status !== 200) throw new Error(`${number} is not signed in: ${answer.status} ${await answer.text()}`);
  const { roles } = (await answer.json()) as Pick<Me, 'roles'>;
  return {
    name,
    principal: {
      kind: 'person',
      tenantId: company.tenantId,
      id: company.personId(number),
      personId: company.personId(number),
      roles,
      scopes: [],
    },
    headers: { cookie, 'x-goalbeat-csrf': '1' },
  };
}

export async function keyActor(company: Company, name: string, scopes: string[]): Promise<Actor> {
  const { id, secret } = await company.admin.createApiKey({ name, scopes });
  return {
    name,
    principal: { kind: 'key', tenantId: company.tenantId, id, personId: null, roles: [], scopes },
    headers: { authorization: `Bearer ${secret}` },
  };
}

export interface CallParts {
  /** Values of path parameters by name. */
  path?: Readonly<Record<string, string>>;
  query?: Readonly<Record<string, string>>;
  body?: unknown;
}

const CLOSED = ['EPIPE', 'ECONNRESET', 'UND_ERR_SOCKET'];
/** By its code alone: what fetch throws is no Error of the world that a test runs in. */
const isClosedConnection = (error: unknown): boolean =>
  CLOSED.includes(String((error as { cause?: { code?: unknown } } | null)?.cause?.code));

/**
 * A kept connection may be closed by the other side at the moment it is written to: any client asks again then. Several may have
 * been closed together, and are known to be so a moment later.
 */
async function onceMore(ask: () => Promise<Response>, what: string, times = 5): Promise<Response> {
  try {
    return await ask();
  } catch (error) {
    if (!isClosedConnection(error)) throw error;
    if (times === 0) throw new Error(`${what}: the connection was closed again and again`, { cause: error });
    await sleep(100);
    return onceMore(ask, what, times - 1);
  }
}

/** One call through the gateway; of an endless stream only the beginning. */
export async function call(actor: Pick<Actor, 'headers'>, operation: Operation, parts: CallParts): Promise<Answer> {
  let path = operation.path;
  for (const name of pathParameters(operation)) path = path.replace(`{${name}}`, parts.path?.[name] ?? 'missing');
  const search = new URLSearchParams(parts.query).toString();
  const { body, type } = bodyFor(operation, parts.body);
  const ask = (): Promise<Response> =>
    fetch(`${installation.url}${prefixOf(operation.area)}${path}${search === '' ? '' : `?${search}`}`, {
      method: operation.method,
      headers: { ...actor.headers, ...(type === null ? {} : { 'content-type': type }) },
      ...(body === undefined ? {} : { body }),
      redirect: 'manual',
      signal: AbortSignal.timeout(20_000),
    });
  const response = await onceMore(ask, `${operation.method} ${path}`);
  if (response.headers.get('content-type')?.startsWith('text/event-stream') === true) {
    await response.body?.cancel();
    return { status: response.status, code: '', detail: '', field: '', body: undefined };
  }
  const text = await response.text();
  const json: unknown = /json/.test(response.headers.get('content-type') ?? '') ? JSON.parse(text) : text;
  const { code = '', detail = '', field = '' } = (json ?? {}) as Partial<Record<'code' | 'detail' | 'field', string>>;
  return { status: response.status, code, detail, field, body: json };
}

function bodyFor(operation: Operation, given: unknown): { body?: string | FormData; type: string | null } {
  if (operation.path.endsWith('/evidence') && writes(operation)) {
    const form = new FormData();
    form.set('file', new Blob(['a,b\n'], { type: 'text/csv' }), 'file.csv');
    return { body: form, type: null };
  }
  if (given === undefined) return { type: null };
  if (operation.mediaType !== null && !operation.mediaType.includes('json'))
    return { body: typeof given === 'string' ? given : JSON.stringify(given), type: operation.mediaType };
  return { body: JSON.stringify(given), type: 'application/json' };
}

/** Runs the work for each item, some at once. */
export async function each<T>(
  items: readonly T[],
  work: (item: T, index: number) => Promise<void>,
  atOnce = 8,
): Promise<void> {
  let next = 0;
  const run = async (): Promise<void> => {
    for (let index = next++; index < items.length; index = next++) await work(items[index] as T, index);
  };
  await Promise.all(Array.from({ length: atOnce }, run));
}
