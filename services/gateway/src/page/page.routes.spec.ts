import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { rmSync } from 'node:fs';
import { gunzipSync } from 'node:zlib';
import { createGateway, type Gateway } from '../gateway.js';
import { SCRIPT, consoleFolder } from '../../test/console-folder.js';

const HTML = { accept: 'text/html,application/xhtml+xml' };
let folder: string;
let gateway: Gateway;

beforeAll(async () => {
  folder = consoleFolder();
  gateway = await createGateway({
    HOST: '127.0.0.1',
    PORT: 0,
    GOALBEAT_MODE: 'local',
    LOG_LEVEL: 'silent',
    DIRECTORY_URL: 'http://127.0.0.1:1',
    GOALS_URL: 'http://127.0.0.1:1',
    APPRAISAL_URL: 'http://127.0.0.1:1',
    PAYROLL_URL: 'http://127.0.0.1:1',
    AMQP_URL: 'amqp://127.0.0.1:1',
    SERVICE_KEY: 'a-key-of-the-gateway',
    PUBLIC_URL: 'http://127.0.0.1:8080',
    CONSOLE_FOLDER: folder,
  });
});
afterAll(async () => {
  await gateway.app.close();
  rmSync(folder, { recursive: true });
});
const get = (url: string, headers: Record<string, string> = {}) => gateway.app.inject({ url, headers });

describe('the console', () => {
  it('is one page at every address that is a view, and never kept', async () => {
    for (const url of ['/', '/index.html', '/my-week', '/people/01890a5d?x=1']) {
      const { statusCode, headers, body } = await get(url, HTML);
      expect([url, statusCode, headers['cache-control']]).toEqual([url, 200, 'no-store']);
      expect(headers['content-type']).toContain('text/html');
      expect(body).toContain('/assets/index-abc.js');
    }
  });

  it('may add styles by a word that is another one each time', async () => {
    const seen = await Promise.all([get('/', HTML), get('/', HTML)]);
    const nonces = seen.map(({ body }) => /content="([^"]+)"/.exec(body)?.[1] ?? '');
    expect(new Set(nonces).size).toBe(2);
    seen.forEach(({ headers }, at) => {
      const policy = String(headers['content-security-policy']);
      expect(policy).toContain(`style-src 'self' 'nonce-${nonces[at]}'`);
      expect(policy).toMatch(/script-src 'self'(;|$)/);
    });
    expect(nonces.every((nonce) => Buffer.from(nonce, 'base64').length === 16)).toBe(true);
  });

  it('does not answer for what is missing: a file, an address of the API, a call that wants no page', async () => {
    for (const url of ['/assets/index-old.js', '/api/nothing', '/health/nothing', '/favicon.ico']) {
      expect([url, (await get(url, HTML)).statusCode]).toEqual([url, 404]);
    }
    expect((await get('/my-week', { accept: 'application/json' })).statusCode).toBe(404);
    const post = await gateway.app.inject({ method: 'POST', url: '/my-week', headers: HTML });
    expect(post.statusCode).toBe(404);
    expect(post.headers['content-type']).toContain('application/problem+json');
  });

  it('keeps files for a year whose name is their hash, compressed once and for all', async () => {
    const plain = await get('/assets/index-abc.js');
    expect(plain.headers['cache-control']).toBe('public, max-age=31536000, immutable');
    expect(plain.body).toBe(SCRIPT);
    const packed = await get('/assets/index-abc.js', { 'accept-encoding': 'gzip' });
    expect(packed.headers).toMatchObject({
      'content-encoding': 'gzip',
      'content-type': expect.stringContaining('javascript'),
    });
    expect(gunzipSync(packed.rawPayload).toString()).toBe(SCRIPT);
    expect((await get('/icon.svg')).headers['cache-control']).toBe('public, max-age=3600');
  });
});
