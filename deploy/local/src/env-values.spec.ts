import { addressesOf, withDatabase } from './addresses.ts';
import { envLine, envValues } from './env-values.ts';
import type { Plan } from './plan.ts';
import { statePaths } from './state/paths.ts';
import { portNames } from './state/ports.ts';
import type { Ports } from './state/ports.ts';
import { completeSecrets } from './state/secrets.ts';

const ports = Object.fromEntries(portNames.map((name, index) => [name, 21_000 + index])) as Ports;
const own: Plan = {
  mode: 'demo',
  services: true,
  ports,
  postgres: { kind: 'own', programs: '/pg/bin', folder: '/state/postgres' },
  rabbitmq: { kind: 'own', server: '/rabbitmq-server', epmd: '/epmd' },
  temporal: { kind: 'own', program: '/temporal' },
};
const secrets = completeSecrets({});

describe('addresses', () => {
  it('are on loopback when the backing services are our own', () => {
    const at = addressesOf(own, secrets);
    expect(at.temporal).toBe(`127.0.0.1:${ports.temporal}`);
    expect(new URL(at.amqp).hostname).toBe('127.0.0.1');
    expect(new URL(at.adminDatabase).pathname).toBe('/goalbeat');
  });

  it('are used as given, roles included', () => {
    const plan: Plan = {
      ...own,
      postgres: { kind: 'given', url: 'postgres://boss:pw@db.example:5433?sslmode=require' },
    };
    const url = new URL(addressesOf(plan, secrets).roleDatabase('goalbeat_goals', 's3cret'));
    expect(url.host).toBe('db.example:5433');
    expect(url.username).toBe('goalbeat_goals');
    expect(url.password).toBe('s3cret');
    expect(url.search).toBe('?sslmode=require');
  });

  it.each([
    ['postgres://h/postgres', '/goalbeat'],
    ['postgres://h', '/goalbeat'],
    ['postgres://h/ours', '/ours'],
  ])('%s means database %s', (given, path) => {
    expect(withDatabase(given).pathname).toBe(path);
  });
});

describe('env', () => {
  it('names the services only when they run', () => {
    const paths = statePaths('/somewhere');
    expect(envValues(own, secrets, paths)['GOALBEAT_URL']).toBe(`http://127.0.0.1:${ports.gateway}`);
    expect(envValues({ ...own, services: false }, secrets, paths)).not.toHaveProperty('GOALBEAT_URL');
  });

  it('keeps plain values bare and quotes the rest for a shell', () => {
    expect(envLine(['A', 'http://127.0.0.1:1/x'])).toBe('A=http://127.0.0.1:1/x');
    expect(envLine(['A', "/it's here/s.sock"])).toBe(String.raw`A='/it'\''s here/s.sock'`);
    expect(envLine(['A', 'postgres://h/d?sslmode=require'])).toBe("A='postgres://h/d?sslmode=require'");
  });

  it('keeps the control socket within what a system accepts', () => {
    expect(statePaths(`/${'deep/'.repeat(40)}state`).controlSocket.length).toBeLessThan(100);
  });
});
