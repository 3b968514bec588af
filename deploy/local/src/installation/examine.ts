import { existsSync, statfsSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { findProgram } from '../find-program.ts';
import { readPlan } from '../plan.ts';
import { messageOf } from '../problem.ts';
import { askProgram } from '../run-program.ts';
import { readJson } from '../state/json-file.ts';
import { repositoryRoot } from '../state/paths.ts';
import type { StatePaths } from '../state/paths.ts';
import { isFree } from '../state/ports.ts';
import type { Ports } from '../state/ports.ts';
import { askStatus } from '../supervisor/control-client.ts';
import { obtainPostgres } from './obtain-postgres.ts';
import { findServer } from './obtain-rabbitmq.ts';
import { findTemporal, temporalVersion } from './obtain-temporal.ts';

export interface Finding {
  readonly verdict: 'ok' | 'note' | 'missing';
  readonly what: string;
  readonly found: string;
}

const firstLine = (text: string): string => text.trim().split('\n')[0] ?? '';

const version = async (program: string, ...args: string[]): Promise<string> =>
  firstLine((await askProgram(program, args)).output);

/** An address may carry a password. */
const hostOf = (url: string): string => (URL.canParse(url) ? new URL(url).host : url);

const postgres = async (paths: StatePaths): Promise<Finding> => {
  const what = 'PostgreSQL';
  try {
    const plan = obtainPostgres(paths);
    if (plan.kind === 'given') return { verdict: 'ok', what, found: `given: ${hostOf(plan.url)}` };
    const found = await version(join(plan.programs, 'postgres'), '--version');
    const user = plan.user === undefined ? '' : `, as user ${plan.user.name}`;
    return { verdict: 'ok', what, found: `${found}${user}, data in ${plan.folder}` };
  } catch (error) {
    return { verdict: 'missing', what, found: messageOf(error) };
  }
};

const rabbitmq = (): Finding => {
  const what = 'RabbitMQ';
  const given = process.env['GOALBEAT_AMQP_URL'];
  if (given) return { verdict: 'ok', what, found: `given: ${hostOf(given)}` };
  const server = findServer();
  if (server !== undefined) return { verdict: 'ok', what, found: server };
  const installer = ['apt-get', 'brew', 'docker'].find((name) => findProgram(name) !== undefined);
  return installer === undefined
    ? { verdict: 'missing', what, found: 'not installed; install rabbitmq-server or set GOALBEAT_AMQP_URL' }
    : { verdict: 'note', what, found: `not installed; \`up\` gets it by ${installer}` };
};

const temporal = async (): Promise<Finding> => {
  const what = 'Temporal';
  const given = process.env['GOALBEAT_TEMPORAL_ADDRESS'];
  if (given) return { verdict: 'ok', what, found: `given: ${given}` };
  const program = findTemporal();
  if (program !== undefined)
    return { verdict: 'ok', what, found: `${await version(program, '--version')}, ${program}` };
  const go = findProgram('go', ['/usr/local/go/bin']) === undefined ? '' : ` or builds it by Go (${temporalVersion})`;
  return { verdict: 'note', what, found: `not installed; \`up\` downloads it${go}` };
};

const disk = (paths: StatePaths): Finding => {
  const { bavail, bsize } = statfsSync(existsSync(paths.root) ? paths.root : repositoryRoot);
  const gigabytes = (bavail * bsize) / 1e9;
  return {
    verdict: gigabytes < 3 ? 'missing' : 'ok',
    what: 'disk',
    found: `${gigabytes.toFixed(0)} GB free (3 needed)`,
  };
};

const ports = async (paths: StatePaths, up: boolean): Promise<Finding> => {
  const remembered = readJson<Ports>(paths.ports);
  if (remembered === undefined) return { verdict: 'note', what: 'ports', found: 'chosen at the first start' };
  const shown = Object.entries(remembered).map(([name, port]) => `${name} ${port}`);
  if (up) return { verdict: 'ok', what: 'ports', found: shown.join(', ') };
  const taken: string[] = [];
  for (const [name, port] of Object.entries(remembered)) if (!(await isFree(port))) taken.push(`${name} ${port}`);
  return taken.length === 0
    ? { verdict: 'ok', what: 'ports', found: shown.join(', ') }
    : { verdict: 'note', what: 'ports', found: `taken by others, will be chosen anew: ${taken.join(', ')}` };
};

const running = async (paths: StatePaths): Promise<readonly Finding[]> => {
  const status = await askStatus(paths.controlSocket);
  if (status === undefined) return [{ verdict: 'note', what: 'running', found: 'no; start it with ./goalbeat up' }];
  const mode = readPlan(paths)?.mode ?? '?';
  const processes = status.processes.map(({ name, state, pid, restarts }): Finding => ({
    verdict: state === 'ready' ? 'ok' : 'note',
    what: `  ${name}`,
    found: `${state}${pid === undefined ? '' : `, pid ${pid}`}${restarts === 0 ? '' : `, started again ${restarts} times`}`,
  }));
  return [{ verdict: 'ok', what: 'running', found: `${status.phase} (${mode})` }, ...processes];
};

/** Looks at everything an installation needs; changes nothing. */
export const examine = async (paths: StatePaths): Promise<readonly Finding[]> => {
  const state = await running(paths);
  const git = findProgram('git');
  return [
    { verdict: 'ok', what: 'Node.js', found: `${process.version} (${process.execPath})` },
    {
      verdict: 'ok',
      what: 'machine',
      found: `${cpus().length} cores, ${(totalmem() / 1e9).toFixed(0)} GB, ${process.platform} ${process.arch}`,
    },
    disk(paths),
    git === undefined
      ? { verdict: 'note', what: 'git', found: 'not installed; generated files cannot be checked' }
      : { verdict: 'ok', what: 'git', found: await version(git, '--version') },
    await postgres(paths),
    rabbitmq(),
    await temporal(),
    await ports(paths, state.length > 1),
    { verdict: 'ok', what: 'state', found: paths.root },
    ...state,
  ];
};
