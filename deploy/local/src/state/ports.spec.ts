import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { choiceEnd, choosePorts, isFree, neighboursPorts, portNames, rememberPorts } from './ports.ts';

const counting = (): (() => number) => {
  let next = 20_000;
  return () => (next += 1);
};

describe('choosePorts', () => {
  it('gives every name its own port', async () => {
    const ports = await choosePorts({}, async () => true, counting());
    expect(new Set(Object.values(ports)).size).toBe(portNames.length);
  });

  it('keeps what it remembers and replaces what somebody took', async () => {
    const ports = await choosePorts({ gateway: 21_111, goals: 21_112 }, async (port) => port !== 21_112, counting());
    expect(ports.gateway).toBe(21_111);
    expect(ports.goals).not.toBe(21_112);
  });

  it('does not give one remembered port to two names', async () => {
    const ports = await choosePorts({ gateway: 21_111, goals: 21_111 }, async () => true, counting());
    expect(ports.gateway).not.toBe(ports.goals);
  });

  it('says so when nothing is free', async () => {
    await expect(choosePorts({}, async () => false, counting())).rejects.toThrow('no free port');
  });
});

describe('choiceEnd', () => {
  it.each([
    ['32768\t60999\n', 32_768],
    ['24000 60999', 24_000],
    ['1024 65535', 32_768],
    [undefined, 32_768],
  ])('stays below the outgoing range %j', (range, end) => {
    expect(choiceEnd(range)).toBe(end);
  });
});

it('sees that a port is taken', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  expect(await isFree(port)).toBe(false);
  await new Promise((resolve) => server.close(resolve));
  expect(await isFree(port)).toBe(true);
});

it('leaves alone what the installations beside it remember', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'goalbeat-ports-'));
  const file = (name: string): string => join(folder, name, 'ports.json');
  for (const name of ['one', 'two']) mkdirSync(join(folder, name));
  const one = await rememberPorts(file('one'));
  expect(neighboursPorts(file('two'))).toEqual(new Set(Object.values(one)));
  // As after a copy of its state: what both remember belongs to the other.
  writeFileSync(file('two'), JSON.stringify(one));
  const two = Object.values(await rememberPorts(file('two')));
  expect(two.filter((port) => Object.values(one).includes(port))).toEqual([]);
  rmSync(folder, { recursive: true });
});
