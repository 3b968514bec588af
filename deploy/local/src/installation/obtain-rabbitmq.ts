import { existsSync } from 'node:fs';
import { dirname } from 'node:path';
import { findProgram, isProgram } from '../find-program.ts';
import type { RabbitmqPlan } from '../plan.ts';
import { LauncherProblem } from '../problem.ts';
import { withProgress } from '../progress.ts';
import { askProgram, runProgram } from '../run-program.ts';
import type { StatePaths } from '../state/paths.ts';

const brewFolders = ['/opt/homebrew/sbin', '/usr/local/sbin', '/opt/homebrew/opt/rabbitmq/sbin'];
// Debian's program on PATH insists on its own user and folders; the script behind it serves anybody.
const debianServer = '/usr/lib/rabbitmq/bin/rabbitmq-server';

export const findServer = (): string | undefined =>
  isProgram(debianServer) ? debianServer : findProgram('rabbitmq-server', [...brewFolders, '/usr/lib/rabbitmq/bin']);

const findEpmd = (): string | undefined => {
  const erl = findProgram('erl', ['/opt/homebrew/bin', '/usr/local/bin']);
  return findProgram('epmd', [
    ...(erl === undefined ? [] : [dirname(erl)]),
    '/opt/homebrew/bin',
    '/usr/lib/erlang/bin',
  ]);
};

const local = (): RabbitmqPlan | undefined => {
  const server = findServer();
  const epmd = findEpmd();
  return server === undefined || epmd === undefined ? undefined : { kind: 'own', server, epmd };
};

/**
 * Debian starts a system-wide broker (and name service) upon installation and at each boot. We want the program only: a
 * policy forbids starts during the installation, and the units are switched off after it.
 */
const aptScript = `
set -e
policy=/usr/sbin/policy-rc.d
own=
if [ ! -e $policy ]; then printf '#!/bin/sh\\nexit 101\\n' > $policy; chmod 755 $policy; own=1; fi
trap 'if [ -n "$own" ]; then rm -f $policy; fi' EXIT
export DEBIAN_FRONTEND=noninteractive
install() { apt-get install -y -q --no-install-recommends rabbitmq-server; }
install || { apt-get update -q; install; }
if command -v systemctl >/dev/null 2>&1; then
  systemctl disable rabbitmq-server.service epmd.socket epmd.service >/dev/null 2>&1 || true
fi
`;

const installers = async (): Promise<readonly { label: string; command: string; args: readonly string[] }[]> => {
  const found: { label: string; command: string; args: readonly string[] }[] = [];
  if (findProgram('apt-get') !== undefined) {
    if (process.getuid?.() === 0) found.push({ label: 'apt-get', command: 'sh', args: ['-c', aptScript] });
    else if (findProgram('sudo') !== undefined && (await askProgram('sudo', ['-n', 'true'])).code === 0) {
      found.push({ label: 'apt-get', command: 'sudo', args: ['-n', 'sh', '-c', aptScript] });
    }
  }
  const brew = findProgram('brew', ['/opt/homebrew/bin', '/usr/local/bin']);
  if (brew !== undefined) found.push({ label: 'Homebrew', command: brew, args: ['install', 'rabbitmq'] });
  return found;
};

const lastLine = (text: string): string => text.trim().split('\n').at(-1)?.slice(0, 100) ?? '';

const install = async (signal: AbortSignal): Promise<RabbitmqPlan | undefined> => {
  for (const { label, command, args } of await installers()) {
    await withProgress(`installing RabbitMQ by ${label}`, async (note) => {
      await runProgram(command, args, { signal, onOutput: (text) => note(lastLine(text)) });
    });
    const plan = local();
    if (plan !== undefined) return plan;
  }
  return undefined;
};

const inDocker = async (paths: StatePaths): Promise<RabbitmqPlan | undefined> => {
  const docker = findProgram('docker');
  if (docker === undefined) return undefined;
  const { code } = await askProgram(docker, ['info', '--format', '{{.ServerVersion}}']);
  return code === 0 ? { kind: 'docker', docker, container: `goalbeat-${paths.key}-rabbitmq` } : undefined;
};

/** RabbitMQ at the address in the environment, else the local program, else installed, else in Docker. */
export const obtainRabbitmq = async (paths: StatePaths, signal: AbortSignal): Promise<RabbitmqPlan> => {
  const url = process.env['GOALBEAT_AMQP_URL'];
  if (url) return { kind: 'given', url };
  const plan = local() ?? (await install(signal)) ?? (await inDocker(paths));
  if (plan !== undefined) return plan;
  const how = existsSync('/etc/debian_version') ? '`sudo apt-get install rabbitmq-server`' : 'your package manager';
  throw new LauncherProblem(`there is no RabbitMQ: install it by ${how}, start Docker, or set GOALBEAT_AMQP_URL`);
};
