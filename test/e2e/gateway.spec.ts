import { beforeAll, describe, expect, it } from '@jest/globals';
import { Company, PASSWORD } from './company.js';
import { installation, problemOf } from './installation.js';
import { present, until } from './until.js';
import { leadStep } from './weekly-definition.js';

const AREAS = ['directory', 'goals', 'appraisal', 'payroll'] as const;
const json = { 'content-type': 'application/json' };

let company: Company;
let cookie: string;
let setCookie: string;
let signedIn: string;

beforeAll(async () => {
  company = await Company.found({
    name: 'gateway',
    people: [
      { number: 'G1', family: 'board', roles: 'hr-lead' },
      { number: 'L1', manager: 'G1' },
      { number: 'S1', manager: 'L1' },
    ],
    chains: { plan: [leadStep('close-planning')] },
  });
  const response = await fetch(`${installation.url}/api/session`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ tenant: company.slug, number: 'L1', password: PASSWORD }),
  });
  setCookie = present(response.headers.getSetCookie()[0], 'cookie');
  cookie = present(setCookie.split(';')[0], 'cookie');
  signedIn = JSON.stringify(await response.json());
});

describe('the gateway', () => {
  it('keeps what is internal of each service inside, however it is spelt', async () => {
    for (const area of AREAS) {
      for (const path of [
        'internal/v1/tasks',
        'metrics',
        'health/ready',
        'v1/../internal/v1/tasks',
        'v1/%2e%2e/metrics',
      ]) {
        expect(await problemOf(`/api/${area}/${path}`, { headers: { cookie } })).toMatchObject({
          status: 404,
          code: 'not-found',
        });
      }
    }
    for (const path of ['/internal/v1/tokens', '/api/directory/internal/v1/tokens', '/api/directory/v1/sessions']) {
      const call = { method: 'POST', headers: { ...json, cookie, 'x-goalbeat-csrf': '1' }, body: '{}' };
      expect(await problemOf(path, call)).toMatchObject({ status: 404, code: 'not-found' });
    }
  });

  it('gives the session to a cookie that no script can read and no foreign page sends along', () => {
    const flags = setCookie.split(';').map((part) => part.trim().toLowerCase());
    expect(flags).toEqual(expect.arrayContaining(['httponly', 'samesite=lax', 'path=/']));
    // Secure belongs to https, which a loopback address does not speak.
    expect(flags.includes('secure')).toBe(installation.url.startsWith('https:'));
    expect(flags.some((flag) => flag.startsWith('domain='))).toBe(false);
    expect(signedIn).not.toContain(cookie.split('=')[1]);
  });

  it('takes changes from its own pages only', async () => {
    const change = (headers: Record<string, string>) =>
      fetch(`${installation.url}/api/directory/v1/delegations`, {
        method: 'POST',
        headers: { ...json, cookie, ...headers },
        body: '{}',
      });
    expect((await change({})).status).toBe(403);
    expect((await change({ 'x-goalbeat-csrf': '1', origin: 'https://evil.example' })).status).toBe(403);
    expect((await change({ 'x-goalbeat-csrf': '1', 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    // Let through, and refused for what it says.
    expect((await change({ 'x-goalbeat-csrf': '1' })).status).toBe(400);
    expect((await change({ origin: installation.url })).status).toBe(400);
  });

  it('describes every area', async () => {
    for (const area of AREAS) {
      const response = await fetch(`${installation.url}/api/${area}/openapi.json`);
      expect(response.status).toBe(200);
      const document = (await response.json()) as { openapi: string; paths: Record<string, unknown> };
      expect(document.openapi).toMatch(/^3\./);
      const paths = Object.keys(document.paths);
      expect(paths.length).toBeGreaterThan(5);
      expect(paths.filter((path) => /internal|health|metrics/.test(path))).toEqual([]);
    }
  });

  it('serves its page, framed by nobody, with everything the page names', async () => {
    const response = await fetch(`${installation.url}/`);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toContain('text/html');
    expect(response.headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
    const page = await response.text();
    const named = [...page.matchAll(/(?:src|href)="([^"#:]+\.(?:js|css|svg))"/g)].map((match) => match[1] ?? '');
    expect(named.length).toBeGreaterThan(1);
    for (const path of named) expect((await fetch(new URL(path, installation.url))).status).toBe(200);
  });

  it('tells an open desk of a new task at once', async () => {
    await company.issue();
    const ended = new AbortController();
    const response = await fetch(`${installation.url}/api/directory/v1/desk/stream`, {
      headers: { cookie, accept: 'text/event-stream' },
      signal: ended.signal,
    });
    expect(response.headers.get('content-type')).toContain('text/event-stream');
    let heard = '';
    const reading = (async () => {
      for await (const chunk of present(response.body, 'stream'))
        heard += new TextDecoder().decode(chunk as Uint8Array);
    })().catch(() => undefined);
    const rings = () => heard.split('event: desk').length - 1;
    await until('the first word of the stream', () => Promise.resolve(rings() > 0 ? true : undefined));
    // Goals were issued a moment ago: what that put on the desk has been told when it is quiet.
    await until('quiet', quiet(rings), { everyMs: 400 });
    const before = rings();
    await company.submitPlan('S1');
    await until('the ring', () => Promise.resolve(rings() > before ? true : undefined));
    expect(await company.onDesk('L1', 'plan')).toMatchObject({ assigneeId: company.personId('L1') });
    ended.abort();
    await reading;
  });
});

function quiet(count: () => number): () => Promise<true | undefined> {
  let last = -1;
  return () => {
    const still = last === count();
    last = count();
    return Promise.resolve(still ? true : undefined);
  };
}
