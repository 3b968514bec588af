import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { writeJson } from '../state/json-file.ts';
import { makeStateFolders, statePaths } from '../state/paths.ts';
import { identify, isAlive } from '../state/process-identity.ts';
import { asOnlyProgram, endRunning, refuseOthers, rememberProgram } from './running-program.ts';
import { whileUp } from './while-up.ts';

const root = mkdtempSync(join(tmpdir(), 'goalbeat-program-'));
const paths = statePaths(root);
const started: ChildProcess[] = [];
/** A process that ends when it is told to. */
const idle = (): number => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => undefined, 1000)'], { stdio: 'ignore' });
  started.push(child);
  return child.pid ?? 0;
};

beforeAll(() => makeStateFolders(paths));
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
  rmSync(paths.program, { force: true });
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

it('refuses a second program, in one line that names the first', async () => {
  const pid = idle();
  writeJson(paths.program, { name: 'demo', launcher: identify(pid) });
  const words = `a demo is running here (process ${pid}): wait for its end, or end it by ./goalbeat down`;
  await expect(asOnlyProgram(paths, 'bench', () => Promise.resolve(0))).rejects.toThrow(words);
  expect(() => refuseOthers(paths)).toThrow(words);
});

it('is the only program until its end, and may say so again within itself', async () => {
  const code = await asOnlyProgram(paths, 'bench', async () => {
    refuseOthers(paths);
    const inner = await asOnlyProgram(paths, 'bench', () => Promise.resolve(7));
    expect(existsSync(paths.program)).toBe(true);
    return inner;
  });
  expect(code).toBe(7);
  expect(existsSync(paths.program)).toBe(false);
});

it('takes the place of one that died', async () => {
  writeJson(paths.program, { name: 'demo', launcher: { pid: 1, startedAt: 'long ago' } });
  expect(await asOnlyProgram(paths, 'demo', () => Promise.resolve(3))).toBe(3);
});

it('ends a program whose launcher was killed', async () => {
  const program = identify(idle());
  writeJson(paths.program, { name: 'demo', launcher: { pid: 1, startedAt: 'long ago' }, program });
  expect(() => refuseOthers(paths)).toThrow(`process ${program?.pid ?? 0}`);
  expect(await endRunning(paths)).toBe('demo');
  expect(isAlive(program)).toBe(false);
  expect(await endRunning(paths)).toBeUndefined();
});

it('does not end the command that asks', async () => {
  await asOnlyProgram(paths, 'demo', async () => {
    rememberProgram(paths, process.pid);
    expect(await endRunning(paths)).toBeUndefined();
  });
});

it('cancels work whose installation goes away', async () => {
  const pid = idle();
  writeJson(paths.supervisor, identify(pid));
  const work = whileUp(paths, new AbortController().signal, async (signal) => {
    process.kill(pid, 'SIGKILL');
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
    return 143;
  });
  await expect(work).rejects.toThrow('the installation was taken down meanwhile');
});
