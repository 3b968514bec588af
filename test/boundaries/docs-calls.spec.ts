import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from '@jest/globals';

const root = resolve(import.meta.dirname, '../..');
const OPENAPI = join(root, 'libs/contracts/generated/openapi');
const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;
const ANY = 'any method';

interface Operation {
  area: string;
  method: string;
  segments: string[];
}
interface Call {
  where: string;
  shown: string;
  method: string;
  /** Null: the text before it says of which service it speaks. */
  area: string | null;
  segments: string[];
  /** `…/rest`: the beginning was said before. */
  isRest: boolean;
}

const operations: Operation[] = readdirSync(OPENAPI)
  .filter((file) => file.endsWith('.json'))
  .flatMap((file) => {
    const document = JSON.parse(readFileSync(join(OPENAPI, file), 'utf8')) as { paths: Record<string, object> };
    return Object.entries(document.paths).flatMap(([path, methods]) => {
      const { area, segments } = placed(path, file.replace('.json', ''));
      return Object.keys(methods).map((method) => ({ area: area ?? '', method: method.toUpperCase(), segments }));
    });
  });

/** Through the gateway `/api/<area>/v1/…`, of the gateway's own `/api/…`, at the service `/v1/…`. */
function placed(path: string, document: string | null): { area: string | null; segments: string[] } {
  const segments = path.split('/').filter((segment) => segment !== '');
  if (segments[0] === 'api') segments.shift();
  const [first, second] = segments;
  if (second === 'v1' && first !== undefined) return { area: first, segments: segments.slice(1) };
  const area = document === 'payroll-bridge' ? 'payroll' : document;
  return { area: first === 'v1' ? area : 'gateway', segments };
}

const ENDS = /[`"',.:;)|*]+$/;

function callsIn(where: string, text: string): Call[] {
  const shown = [
    ...[...text.matchAll(new RegExp(`\\b(${METHODS.join('|')})\\s+(["']?[^\\s]*/[^\\s]+)`, 'g'))].map((found) => ({
      method: found[1] ?? '',
      path: found[2] ?? '',
    })),
    ...[...text.matchAll(/\$(?:GOALBEAT_URL|URL)(\/api\/[^\s"']+)/g)].map((found) => ({
      method: ANY,
      path: found[1] ?? '',
    })),
  ];
  return shown.flatMap(({ method, path: raw }) => {
    const path = (raw.replace(/^["']?(\$GOALBEAT_URL|\$URL)?/, '').split('?')[0] ?? '').replace(ENDS, '');
    // Somebody else's address (payroll's own, a web page), or a shell's parameter.
    if (path.startsWith('<') || path.startsWith('/api/$') || path.includes('://') || !path.includes('/')) return [];
    const isRest = path.startsWith('…');
    const { area, segments } = placed(path.replace(/^…/, ''), null);
    const known = isRest || segments[0] === 'v1' ? (area === 'gateway' ? null : area) : area;
    return [{ where, shown: `${method} ${path}`, method, area: known, segments, isRest }];
  });
}

/** A shell's variable may stand for anything. */
const isPlaceholder = (segment: string): boolean => /^[:{<]/.test(segment);

function fits(call: Call, operation: Operation): boolean {
  if (call.method !== ANY && call.method !== operation.method) return false;
  if (call.area !== null && call.area !== operation.area) return false;
  const theirs = call.isRest ? operation.segments.slice(-call.segments.length) : operation.segments;
  if (theirs.length !== call.segments.length) return false;
  return call.segments.every((segment, n) => {
    const their = theirs[n] ?? '';
    return their.startsWith('{') || segment.startsWith('$') || (!isPlaceholder(segment) && segment === their);
  });
}

const unknown = (calls: readonly Call[]): string[] =>
  calls
    .filter((call) => !operations.some((operation) => fits(call, operation)))
    .map(({ where, shown }) => `${where}: ${shown}`);

const pages = ['README.md', 'CONTRIBUTING.md', ...inFolder('docs')];

function inFolder(folder: string): string[] {
  return readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? inFolder(path) : entry.name.endsWith('.md') ? [path] : [];
  });
}

describe('the HTTP calls that the pages show', () => {
  const calls = pages.flatMap((page) => callsIn(page, readFileSync(join(root, page), 'utf8')));

  it('are all in the OpenAPI documents', () => {
    expect(unknown(calls)).toEqual([]);
  });

  it('are found: on many pages, of each service', () => {
    expect(calls.length).toBeGreaterThan(70);
    expect(new Set(calls.map(({ where }) => where)).size).toBeGreaterThan(9);
    for (const area of ['directory', 'goals', 'payroll', 'appraisal', 'gateway'])
      expect(calls.map((call) => call.area)).toContain(area);
  });

  it.each([
    ['a path that nobody serves', '`POST /v1/bonus-list/:id/submit`'],
    ['another method', '`DELETE /api/payroll/v1/payouts`'],
    ['another service', '`GET /api/goals/v1/payouts`'],
    ['a name where an id belongs to nothing', '`GET …/cycles/:id/nothing`'],
    ['a call in a shell', 'curl "$GOALBEAT_URL/api/directory/v1/nobody"'],
  ])('%s is noticed', (_what, text) => {
    expect(unknown(callsIn('page', text))).toHaveLength(1);
  });
});
