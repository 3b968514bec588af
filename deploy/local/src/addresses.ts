import type { Plan } from './plan.ts';
import type { PortName } from './state/ports.ts';
import type { Secrets } from './state/secrets.ts';

export const temporalNamespace = 'goalbeat';
export const databaseName = 'goalbeat';

/** Somebody's server named without a database, or with its maintenance one, gets ours; a named database is respected. */
export const withDatabase = (url: string): URL => {
  const address = new URL(url);
  if (['', '/', '/postgres'].includes(address.pathname)) address.pathname = `/${databaseName}`;
  return address;
};

export interface Addresses {
  readonly adminDatabase: string;
  readonly roleDatabase: (role: string, password: string) => string;
  readonly amqp: string;
  readonly temporal: string;
  readonly temporalUi: string;
  readonly http: (name: PortName) => string;
}

export const addressesOf = (plan: Plan, secrets: Secrets): Addresses => {
  const { ports } = plan;
  const loopback = (name: PortName): string => `127.0.0.1:${ports[name]}`;
  const admin =
    plan.postgres.kind === 'given'
      ? withDatabase(plan.postgres.url)
      : new URL(`postgres://postgres:${secrets.postgres}@${loopback('postgres')}/${databaseName}`);
  return {
    adminDatabase: admin.href,
    roleDatabase: (role, password) => {
      const url = new URL(admin);
      url.username = role;
      url.password = password;
      return url.href;
    },
    amqp:
      plan.rabbitmq.kind === 'given'
        ? plan.rabbitmq.url
        : `amqp://goalbeat:${secrets.rabbitmq}@${loopback('rabbitmq')}`,
    temporal: plan.temporal.kind === 'given' ? plan.temporal.address : loopback('temporal'),
    temporalUi: plan.temporal.kind === 'given' ? (plan.temporal.uiUrl ?? '') : `http://${loopback('temporalUi')}`,
    http: (name) => `http://${loopback(name)}`,
  };
};
