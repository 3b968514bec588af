import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DirectoryClient } from './directory-client.js';

describe('what the gateway asks of directory', () => {
  let server: Server;
  let directory: DirectoryClient;
  const asked: { url: string | undefined; language: string | undefined; body: string }[] = [];

  beforeAll(async () => {
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (part: Buffer) => (body += part.toString('utf8')));
      request.on('end', () => {
        asked.push({ url: request.url, language: request.headers['accept-language'], body });
        response.writeHead(403, { 'content-type': 'application/problem+json' });
        response.end(JSON.stringify({ code: 'forbidden', detail: 'no' }));
      });
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    directory = new DirectoryClient(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, 'key');
  });
  afterAll(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  it('is refused in the language of whoever signs in, steps up or founds a company, else in English', async () => {
    const visitor = { address: '127.0.0.1', languages: 'zh-CN,en;q=0.8' };
    const refused = { code: 'forbidden', message: 'no' };
    await expect(directory.signIn({}, visitor, 'r1')).rejects.toMatchObject(refused);
    await expect(directory.stepUp('t', {}, visitor, 'r2')).rejects.toMatchObject(refused);
    await expect(directory.foundFirst({} as never, visitor, 'r3')).rejects.toMatchObject(refused);
    await expect(directory.oidcFinish({ binding: 'b', query: 'q' }, visitor, 'r6')).rejects.toMatchObject(refused);
    await expect(directory.signIn({}, { address: '127.0.0.1' }, 'r4')).rejects.toMatchObject(refused);
    await expect(directory.me('t', 'r5')).rejects.toMatchObject(refused);
    expect(asked.map(({ url, language }) => [url, language])).toEqual([
      ['/v1/sessions', visitor.languages],
      ['/v1/sessions/current/step-up', visitor.languages],
      ['/internal/v1/first-run', visitor.languages],
      ['/internal/v1/oidc/finish', visitor.languages],
      ['/v1/sessions', 'en'],
      ['/v1/me', 'en'],
    ]);
    expect([asked[2]?.body, asked[3]?.body]).toEqual([
      '{"wanted":{},"address":"127.0.0.1"}',
      '{"binding":"b","query":"q","address":"127.0.0.1"}',
    ]);
  });
});
