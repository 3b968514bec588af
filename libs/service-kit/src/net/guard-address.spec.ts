import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { AddressGuard, isPublicAddress } from './guard-address.js';

const answering = (...addresses: string[]) =>
  new AddressGuard({
    everything: false,
    lookup: (_hostname, _options, callback) =>
      callback(
        null,
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      ),
  });

describe('an address of the public internet', () => {
  it.each(['8.8.8.8', '93.184.216.34', '172.15.255.255', '172.32.0.1', '2606:4700::1111', '[2a00:1450::1]'])(
    'is %s',
    (address) => expect(isPublicAddress(address)).toBe(true),
  );

  it.each([
    '127.0.0.1',
    '0.0.0.0',
    '10.1.2.3',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '100.100.100.200',
    '198.18.0.1',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '[::1]',
    'fe80::1',
    'fe80::1%eth0',
    'fc00::1',
    'fd00:ec2::254',
    'ff02::1',
    '::ffff:127.0.0.1',
    '::ffff:7f00:1',
    '::ffff:8.8.8.8',
    '::127.0.0.1',
    '64:ff9b::7f00:1',
    '2002:7f00:1::',
    '2001:0:7f00:1::',
    '2001:db8::1',
    'localhost',
    '',
  ])('is not %s', (address) => expect(isPublicAddress(address)).toBe(false));
});

describe('an address that somebody typed in', () => {
  const guard = answering('8.8.8.8');
  it.each([
    'http://example.com/',
    'https://127.0.0.1/',
    'https://2130706433/',
    'https://0x7f000001/',
    'https://0x7f.1/',
    'https://0177.0.0.1/',
    'https://127.1/',
    'https://[::1]/',
    'https://[::ffff:127.0.0.1]/',
    'https://[::ffff:a9fe:a9fe]/',
    'https://169.254.169.254/latest/meta-data/',
    'https://１２７.0.0.1/',
    'https://user:word@example.com/',
    'ftp://example.com/',
    'file:///etc/passwd',
    'gopher://example.com/',
    'not an address',
  ])('is refused: %s', (address) => {
    expect(() => guard.check(address, 'issuer')).toThrow(
      expect.objectContaining({ code: 'validation', field: 'issuer' }),
    );
  });

  it('is taken when it is an https address with a name or a public number', () => {
    expect(guard.check('https://login.example.com/realms/acme', 'issuer').host).toBe('login.example.com');
    expect(guard.check('https://8.8.8.8/', 'issuer').host).toBe('8.8.8.8');
  });
});

describe('a call', () => {
  let server: Server;
  let origin: string;
  let calls = 0;
  beforeAll(async () => {
    server = createServer((request, response) => {
      calls += 1;
      if (request.url === '/away') response.writeHead(302, { location: 'http://127.0.0.1:1/secret' }).end();
      else if (request.url === '/large') response.end(Buffer.alloc(2 * 1024 * 1024));
      else response.end('hello');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => new Promise((resolve) => server.close(resolve)));

  it.each([['127.0.0.1'], ['8.8.8.8', '10.0.0.1'], ['::1'], ['::ffff:127.0.0.1'], ['169.254.169.254'], []])(
    'goes nowhere when DNS answers %s',
    async (...addresses) => {
      const guard = answering(...addresses);
      const port = new URL(origin).port;
      await expect(guard.fetch(`https://rebind.example.com:${port}/`)).rejects.toMatchObject({ code: 'validation' });
      expect(calls).toBe(0);
      await guard.close();
    },
  );

  it('on one machine reaches what is there, follows no redirect, reads no flood', async () => {
    const guard = new AddressGuard({ everything: true });
    expect(await (await guard.fetch(`${origin}/`)).text()).toBe('hello');
    expect((await guard.fetch(`${origin}/away`)).status).toBe(302);
    await expect(guard.fetch(`${origin}/large`)).rejects.toMatchObject({ code: 'unavailable' });
    await expect(guard.fetch('http://127.0.0.1:1/')).rejects.toMatchObject({ code: 'unavailable' });
    await guard.close();
  });
});
