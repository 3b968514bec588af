import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { KIT } from '@goalbeat/service-kit/migrate/installation';
import { startUnderTest, type UnderTestOptions } from '@goalbeat/testing/harness/service-under-test';
import { required } from '@goalbeat/testing/harness/test-environment';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { appModule } from '../src/app.module.js';

const SCHEMA = 'not_started';
const PLAN = [{ schema: SCHEMA, sources: [KIT] }];

describe('what a service that does not start leaves behind', () => {
  let server: pg.Client;
  beforeAll(async () => {
    server = new pg.Client({ connectionString: required('TEST_POSTGRES_ADMIN_URL') });
    await server.connect();
  });
  afterAll(() => server.end());

  const databases = async (): Promise<number> =>
    (await server.query('SELECT FROM pg_database WHERE starts_with(datname, $1)', [`${SCHEMA}_`])).rowCount ?? 0;
  const start = (over: Partial<UnderTestOptions>) =>
    startUnderTest({
      name: 'payroll-bridge',
      schema: SCHEMA,
      plan: PLAN,
      module: (config, given) =>
        appModule({ ...config, SECRETS_KEY: 'a key for tests', INSTALL_KEY: 'another' }, given),
      ...over,
    });

  it.each(['module', 'prepare'] as const)('is nothing when its %s fails', async (failing) => {
    let directory = '';
    const look = async (): Promise<void> => {
      expect(await databases()).toBe(1);
      expect((await fetch(directory)).status).toBe(404);
      throw new Error('it cannot');
    };
    const starting =
      failing === 'prepare'
        ? start({
            prepare: look,
            module: (config, given) => {
              directory = config.DIRECTORY_URL;
              return appModule({ ...config, SECRETS_KEY: 'a key for tests', INSTALL_KEY: 'another' }, given);
            },
          })
        : start({
            module: (config) => {
              directory = config.DIRECTORY_URL;
              throw new Error('it cannot');
            },
          });
    await expect(starting).rejects.toThrow('it cannot');
    expect(await databases()).toBe(0);
    await expect(fetch(directory)).rejects.toThrow('fetch failed');
  });

  it('is nothing when a migration fails', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'goalbeat-migrations-'));
    await mkdir(join(folder, '1-broken'));
    await writeFile(join(folder, '1-broken', 'up.sql'), 'SELECT FROM what_there_is_not');
    const plan = [{ schema: SCHEMA, sources: [KIT, { name: 'ours', folder }] }];
    await expect(start({ plan })).rejects.toThrow('what_there_is_not');
    expect(await databases()).toBe(0);
    await rm(folder, { recursive: true });
  });
});
