import type { Plan } from './plan.ts';
import { rolePasswords, serviceNames, serviceProcess } from './processes.ts';
import { statePaths } from './state/paths.ts';
import { portNames } from './state/ports.ts';
import type { Ports } from './state/ports.ts';
import { completeSecrets } from './state/secrets.ts';

const plan: Plan = {
  mode: 'demo',
  services: true,
  ports: Object.fromEntries(portNames.map((name, index) => [name, 21_000 + index])) as Ports,
  postgres: { kind: 'own', programs: '/pg', folder: '/state/postgres' },
  rabbitmq: { kind: 'own', server: '/rabbitmq-server', epmd: '/epmd' },
  temporal: { kind: 'own', program: '/temporal' },
};
const secrets = completeSecrets({});
const environmentOf = (name: (typeof serviceNames)[number]): Readonly<Record<string, string>> =>
  serviceProcess(name, plan, secrets, statePaths('/state')).env;

it('gives each data service its own role, relay role, sealer and key', () => {
  const users = (['directory', 'goals', 'appraisal', 'payroll-bridge'] as const).map((name) => {
    const env = environmentOf(name);
    return ['DATABASE_URL', 'RELAY_DATABASE_URL', 'SEALER_DATABASE_URL'].map((url) => new URL(env[url] ?? '').username);
  });
  expect(users).toEqual([
    ['goalbeat_directory', 'goalbeat_directory_relay', 'goalbeat_directory_sealer'],
    ['goalbeat_goals', 'goalbeat_goals_relay', 'goalbeat_goals_sealer'],
    ['goalbeat_appraisal', 'goalbeat_appraisal_relay', 'goalbeat_appraisal_sealer'],
    ['goalbeat_payroll', 'goalbeat_payroll_relay', 'goalbeat_payroll_sealer'],
  ]);
  expect(environmentOf('directory')['SERVICE_KEYS']).toContain(`payroll-bridge=${secrets['key:payroll-bridge']}`);
});

it('keeps the database away from the gateway and the worker', () => {
  for (const name of ['gateway', 'workflows'] as const) expect(environmentOf(name)).not.toHaveProperty('DATABASE_URL');
});

it('names every role once for the migration step', () => {
  const roles = rolePasswords(secrets)
    .split(',')
    .map((pair) => pair.split('=')[0]);
  expect(new Set(roles).size).toBe(13);
});
