import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plan, RabbitmqPlan } from '../plan.ts';
import type { StatePaths } from '../state/paths.ts';
import type { Secrets } from '../state/secrets.ts';
import { baseEnvironment } from '../supervisor/managed-process.ts';
import type { ManagedProcess } from '../supervisor/managed-process.ts';
import { answersAmqp, answersTcp } from '../supervisor/probes.ts';

type OwnRabbitmq = Extract<RabbitmqPlan, { kind: 'own' }>;
type DockerRabbitmq = Extract<RabbitmqPlan, { kind: 'docker' }>;

const configuration = (port: number, password: string): string =>
  [
    `listeners.tcp.1 = 127.0.0.1:${port}`,
    'default_user = goalbeat',
    `default_pass = ${password}`,
    'log.console = true',
    'log.console.level = warning',
    'log.file = false',
    // The default high mark (a share of memory) would block publishers on a small disk.
    'disk_free_limit.absolute = 50MB',
    '',
  ].join('\n');

const writeConfiguration = (home: string, port: number, secrets: Secrets): void => {
  mkdirSync(home, { recursive: true, mode: 0o700 });
  const files = { 'rabbitmq.conf': configuration(port, secrets.rabbitmq), enabled_plugins: '[].\n', 'none.conf': '' };
  for (const [name, text] of Object.entries(files)) writeFileSync(join(home, name), text, { mode: 0o600 });
  const cookie = join(home, '.erlang.cookie');
  rmSync(cookie, { force: true });
  writeFileSync(cookie, secrets.erlangCookie);
  chmodSync(cookie, 0o400);
};

const erlangEnvironment = (plan: Plan, home: string): Record<string, string> => ({
  ...baseEnvironment(),
  HOME: home,
  ERL_EPMD_PORT: String(plan.ports.epmd),
  ERL_EPMD_ADDRESS: '127.0.0.1',
});

/** The Erlang name service of our own broker: started by hand, because one started by the broker would outlive it. */
export const epmdProcess = (own: OwnRabbitmq, plan: Plan, paths: StatePaths): ManagedProcess => ({
  name: 'epmd',
  endRank: 2,
  command: own.epmd,
  args: ['-port', String(plan.ports.epmd), '-address', '127.0.0.1'],
  cwd: paths.rabbitmq,
  env: erlangEnvironment(plan, paths.rabbitmq),
  stopSignal: 'SIGTERM',
  stopWithinMs: 3_000,
  isReady: async () => await answersTcp('127.0.0.1', plan.ports.epmd),
});

export const rabbitmqProcess = (own: OwnRabbitmq, plan: Plan, secrets: Secrets, paths: StatePaths): ManagedProcess => {
  const home = paths.rabbitmq;
  return {
    name: 'rabbitmq',
    endRank: 3,
    command: own.server,
    args: [],
    cwd: home,
    env: {
      ...erlangEnvironment(plan, home),
      RABBITMQ_NODENAME: `goalbeat_${paths.key}@localhost`,
      RABBITMQ_DIST_PORT: String(plan.ports.rabbitmqNodes),
      RABBITMQ_CONFIG_FILE: join(home, 'rabbitmq.conf'),
      RABBITMQ_CONF_ENV_FILE: join(home, 'none.conf'),
      RABBITMQ_ENABLED_PLUGINS_FILE: join(home, 'enabled_plugins'),
      RABBITMQ_MNESIA_BASE: join(home, 'data'),
      RABBITMQ_LOG_BASE: join(home, 'log'),
      RABBITMQ_LOGS: '-',
      RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS: '-kernel inet_dist_use_interface {127,0,0,1}',
      // Makes the start script become the broker, so that a signal sent to it arrives.
      RUNNING_UNDER_SYSTEMD: 'true',
    },
    stopSignal: 'SIGTERM',
    stopWithinMs: 20_000,
    prepare: async () => {
      writeConfiguration(home, plan.ports.rabbitmq, secrets);
      // The broker would start a name service of its own if ours were not there yet.
      for (let tries = 0; tries < 100 && !(await answersTcp('127.0.0.1', plan.ports.epmd)); tries += 1) {
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
    },
    isReady: async () => await answersAmqp('127.0.0.1', plan.ports.rabbitmq),
  };
};

export const dockerRabbitmqProcess = (
  { docker, container }: DockerRabbitmq,
  plan: Plan,
  secrets: Secrets,
  paths: StatePaths,
): ManagedProcess => ({
  name: 'rabbitmq',
  endRank: 3,
  command: docker,
  args: [
    ['run', '--rm', '--name', container, '--hostname', 'goalbeat'],
    ['--publish', `127.0.0.1:${plan.ports.rabbitmq}:5672`, '--volume', `${container}:/var/lib/rabbitmq`],
    ['--env', 'RABBITMQ_DEFAULT_USER', '--env', 'RABBITMQ_DEFAULT_PASS', 'rabbitmq:4-alpine'],
  ].flat(),
  cwd: paths.rabbitmq,
  env: { ...baseEnvironment(), RABBITMQ_DEFAULT_USER: 'goalbeat', RABBITMQ_DEFAULT_PASS: secrets.rabbitmq },
  stopSignal: 'SIGTERM',
  stopWithinMs: 30_000,
  isReady: async () => await answersAmqp('127.0.0.1', plan.ports.rabbitmq),
  // Killing the client leaves its container running.
  sweep: [docker, 'rm', '--force', container],
});
