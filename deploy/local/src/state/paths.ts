import { createHash } from 'node:crypto';
import { existsSync, mkdirSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

export const repositoryRoot = resolve(import.meta.dirname, '../../../..');

/** What belongs to the checkout whatever state folder is in use: build stamp, downloaded tools. */
export const checkoutState = join(repositoryRoot, '.goalbeat');

/** Where one installation keeps what it remembers. Several may live side by side in one checkout (tests use their own). */
export interface StatePaths {
  readonly root: string;
  /** Eight hex digits that tell this installation from any other on the machine. */
  readonly key: string;
  readonly run: string;
  readonly logs: string;
  readonly secrets: string;
  readonly ports: string;
  readonly tokenKey: string;
  readonly auditKey: string;
  readonly plan: string;
  readonly supervisor: string;
  readonly children: string;
  readonly lock: string;
  /** Who uses the installation just now: a demo or a bench. */
  readonly program: string;
  readonly controlSocket: string;
  readonly postgres: string;
  readonly rabbitmq: string;
  readonly temporal: string;
  readonly evidence: string;
  /** Signed checkpoints of the process log: outside the database that they vouch for. */
  readonly audit: string;
}

// A unix socket's path may have 104 bytes on macOS, 108 on Linux.
const longestSocketPath = 100;

const socketPath = (run: string, key: string): string => {
  const beside = join(run, 'control.sock');
  return Buffer.byteLength(beside) <= longestSocketPath ? beside : join(tmpdir(), `goalbeat-${key}`, 'control.sock');
};

export const statePaths = (root: string): StatePaths => {
  const key = createHash('sha256').update(root).digest('hex').slice(0, 8);
  const run = join(root, 'run');
  return {
    root,
    key,
    run,
    logs: join(root, 'logs'),
    secrets: join(root, 'secrets.json'),
    ports: join(root, 'ports.json'),
    tokenKey: join(root, 'token-key.json'),
    auditKey: join(root, 'audit-key.json'),
    plan: join(run, 'plan.json'),
    supervisor: join(run, 'supervisor.json'),
    children: join(run, 'children.json'),
    lock: join(run, 'up.lock'),
    program: join(run, 'program.json'),
    controlSocket: socketPath(run, key),
    postgres: join(root, 'postgres'),
    rabbitmq: join(root, 'rabbitmq'),
    temporal: join(root, 'temporal'),
    evidence: join(root, 'evidence'),
    audit: join(root, 'audit'),
  };
};

/** The installation that GOALBEAT_STATE names, else the checkout's. */
export const currentState = (): StatePaths => {
  const named = process.env['GOALBEAT_STATE'];
  return statePaths(named ? resolve(named) : checkoutState);
};

/** Makes the folders. The root is passable for others because PostgreSQL's own user must reach its data below it. */
export const makeStateFolders = (paths: StatePaths): void => {
  mkdirSync(paths.root, { recursive: true, mode: 0o711 });
  for (const folder of [paths.run, paths.logs, paths.rabbitmq, paths.temporal, paths.evidence, paths.audit]) {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  }
  const socketFolder = join(paths.controlSocket, '..');
  if (!existsSync(socketFolder)) mkdirSync(socketFolder, { recursive: true, mode: 0o700 });
};
