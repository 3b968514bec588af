import { givenAddresses } from './check-given.ts';
import { userFrom } from './obtain-postgres.ts';

it('knows host and port of what was given', () => {
  const given = givenAddresses({
    postgres: { kind: 'given', url: 'postgres://a:b@[::1]/x' },
    rabbitmq: { kind: 'given', url: 'amqps://mq.example' },
    temporal: { kind: 'given', address: 'temporal.example:7444' },
  });
  expect(given.map(({ host, port }) => `${host} ${port}`)).toEqual([
    '::1 5432',
    'mq.example 5671',
    'temporal.example 7444',
  ]);
});

it('names the variable whose value is no address', () => {
  const own = { rabbitmq: { kind: 'own', server: '', epmd: '' }, temporal: { kind: 'own', program: '' } } as const;
  expect(() => givenAddresses({ ...own, postgres: { kind: 'given', url: 'nonsense' } })).toThrow(
    'GOALBEAT_POSTGRES_URL',
  );
});

it('finds a system user', () => {
  const passwd = 'root:x:0:0:root:/root:/bin/sh\npostgres:x:101:104:PostgreSQL,,,:/var/lib/postgresql:/bin/bash\n';
  expect(userFrom(passwd, 'postgres')).toEqual({ name: 'postgres', uid: 101, gid: 104 });
  expect(userFrom(passwd, 'post')).toBeUndefined();
});
