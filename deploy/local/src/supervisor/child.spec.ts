import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isAlive } from '../state/process-identity.ts';
import { Child, backoffMs } from './child.ts';
import { baseEnvironment } from './managed-process.ts';
import type { ManagedProcess } from './managed-process.ts';

const folder = mkdtempSync(join(tmpdir(), 'goalbeat-child-'));
afterAll(() => rmSync(folder, { recursive: true }));

const spec = (script: string): ManagedProcess => ({
  name: 'goals',
  endRank: 5,
  command: process.execPath,
  args: ['-e', script],
  cwd: folder,
  env: baseEnvironment(),
  stopSignal: 'SIGTERM',
  stopWithinMs: 500,
  isReady: async () => true,
});

const until = async (holds: () => boolean): Promise<void> => {
  for (let tries = 0; !holds(); tries += 1) {
    if (tries > 900) throw new Error('waited 45 seconds in vain');
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};

it('comes back after a kill, and is gone after a stop', async () => {
  const child = new Child(spec('setInterval(() => {}, 1000)'), join(folder, 'back.log'), () => undefined);
  child.start();
  await until(() => child.status.state === 'ready');
  const first = child.record;
  expect(await child.kill()).toBe(true);
  await until(() => child.status.state === 'ready' && child.record !== first);
  expect(child.status.restarts).toBe(1);
  const second = child.record;
  await child.stop();
  expect(isAlive(first)).toBe(false);
  expect(isAlive(second)).toBe(false);
  expect(child.status.state).toBe('stopped');
  expect(await child.kill()).toBe(false);
});

it('is started anew when it answers nobody for too long, and not while it only pauses', async () => {
  let answers = true;
  const log = join(folder, 'mute.log');
  const liveness = { answers: async () => answers, everyMs: 20, patienceMs: 3_000 };
  const child = new Child({ ...spec('setInterval(() => {}, 1000)'), liveness }, log, () => undefined);
  child.start();
  await until(() => child.status.state === 'ready');
  answers = false;
  await new Promise((resolve) => setTimeout(resolve, 100));
  answers = true;
  await new Promise((resolve) => setTimeout(resolve, 500));
  expect(child.status.restarts).toBe(0);
  answers = false;
  await until(() => child.status.restarts > 0);
  answers = true;
  await until(() => child.status.state === 'ready');
  expect(readFileSync(log, 'utf8')).toContain('answered nobody');
  await child.stop();
});

it('is killed when it does not end in time', async () => {
  const log = join(folder, 'deaf.log');
  const child = new Child(
    spec("process.on('SIGTERM', () => {}); setInterval(() => {}, 1000); console.log('deaf from now on')"),
    log,
    () => undefined,
  );
  child.start();
  await until(() => existsSync(log) && readFileSync(log, 'utf8').includes('deaf from now on'));
  await child.stop();
  expect(readFileSync(log, 'utf8')).toContain('SIGKILL');
});

it('counts starts that fail, and a missing program is such a one', async () => {
  const missing = { ...spec(''), command: join(folder, 'no-such-program') };
  const child = new Child(missing, join(folder, 'missing.log'), () => undefined);
  child.start();
  await until(() => child.status.failures >= 2);
  await child.stop();
  expect(readFileSync(join(folder, 'missing.log'), 'utf8')).toContain('ENOENT');
});

it('waits longer from failure to failure, five seconds at most', () => {
  expect([1, 2, 3, 9].map(backoffMs)).toEqual([200, 400, 800, 5_000]);
});
