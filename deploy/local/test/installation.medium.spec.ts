import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bringUp } from '../src/installation/bring-up.ts';
import { deleteState } from '../src/installation/delete-state.ts';
import { takeDown } from '../src/installation/take-down.ts';
import { readJson } from '../src/state/json-file.ts';
import { statePaths } from '../src/state/paths.ts';
import { isAlive } from '../src/state/process-identity.ts';
import type { ProcessIdentity } from '../src/state/process-identity.ts';
import { askControl, askStatus } from '../src/supervisor/control-client.ts';
import type { ChildRecord } from '../src/supervisor/managed-process.ts';

const root = mkdtempSync(join(tmpdir(), 'goalbeat-installation-'));
const paths = statePaths(root);
const backing = { mode: 'local', services: false, build: false } as const;
const up = async (): Promise<boolean> => (await bringUp(paths, backing, new AbortController().signal)).alreadyUp;
const running = (): readonly ChildRecord[] => readJson<ChildRecord[]>(paths.children) ?? [];
const ask = async (method: 'GET' | 'POST', path: string): Promise<number> =>
  (await askControl(paths.controlSocket, method, path)).status;

afterAll(async () => {
  await takeDown(paths);
  deleteState(paths);
  rmSync(root, { recursive: true, force: true });
}, 60_000);

it('starts, survives the end of each process, and leaves none behind', async () => {
  expect(await up()).toBe(false);
  expect(await up()).toBe(true);
  const names = running().map(({ name }) => name);
  for (const name of names) {
    expect(await ask('POST', `/kill/${name}`)).toBe(200);
    expect(await ask('GET', '/ready?timeout=60000')).toBe(200);
  }
  const restarts = (await askStatus(paths.controlSocket))?.processes.map((process) => process.restarts);
  expect(restarts).toEqual(names.map(() => 1));
  const before = running();
  expect(await takeDown(paths)).toBe(true);
  expect(before.filter(isAlive)).toEqual([]);
}, 180_000);

it('holds a process down until it is started again', async () => {
  await up();
  expect(await ask('POST', '/stop/temporal')).toBe(200);
  expect(await ask('GET', '/ready?timeout=300&names=temporal')).toBe(504);
  expect(await ask('POST', '/start/temporal')).toBe(200);
  expect(await ask('GET', '/ready?timeout=60000&names=temporal')).toBe(200);
  expect(await ask('POST', '/kill/nobody')).toBe(404);
}, 180_000);

it('ends what a killed supervisor has left', async () => {
  await up();
  const supervisor = readJson<ProcessIdentity>(paths.supervisor);
  const orphans = running();
  expect(isAlive(supervisor)).toBe(true);
  process.kill(supervisor?.pid ?? 0, 'SIGKILL');
  expect(orphans.filter(isAlive)).toHaveLength(orphans.length);
  expect(await takeDown(paths)).toBe(true);
  expect(orphans.filter(isAlive)).toEqual([]);
}, 180_000);
