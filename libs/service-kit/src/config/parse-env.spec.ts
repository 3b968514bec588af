import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { z } from 'zod';
import { keyList, serviceEnv } from './base-env.js';
import { EnvironmentError, readEnv } from './parse-env.js';

const good = {
  PORT: '4001',
  GOALBEAT_MODE: 'local',
  TEMPORAL_ADDRESS: '127.0.0.1:7233',
  DATABASE_URL: 'postgres://u:hunter2@h/db',
  RELAY_DATABASE_URL: 'postgres://u:p@h/db',
  AMQP_URL: 'amqp://h',
  DIRECTORY_URL: 'http://h:1',
  SERVICE_KEY: '0123456789abcdef',
};
const Env = z.object(serviceEnv);

describe('readEnv', () => {
  it('reads, fills in what has a default, ignores the rest and freezes', () => {
    const env = readEnv(Env, { ...good, UNRELATED: 'x' });
    expect(env).toMatchObject({
      PORT: 4001,
      HOST: '127.0.0.1',
      RUN: ['http', 'activities', 'relay', 'consumers', 'sealer', 'rehearsals'],
      PGPOOL: 10,
    });
    expect(env).not.toHaveProperty('UNRELATED');
    expect(Object.isFrozen(env)).toBe(true);
    expect(readEnv(Env, { ...good, RUN: 'http, relay' }).RUN).toEqual(['http', 'relay']);
  });

  it('lists what is bad by name, never by value', () => {
    const bad = {
      ...good,
      DATABASE_URL: 'mysql://u:hunter2@h/db',
      SERVICE_KEY: 'short',
      RUN: 'http,nonsense',
      AMQP_URL: undefined,
    };
    expect(() => readEnv(Env, bad)).toThrow(new EnvironmentError(['AMQP_URL', 'DATABASE_URL', 'RUN', 'SERVICE_KEY']));
    expect(new EnvironmentError(['A', 'B']).message).toBe('Environment variables missing or wrong: A, B');
  });

  it('takes a secret from a file', () => {
    const file = join(mkdtempSync(join(tmpdir(), 'goalbeat-env-')), 'key');
    writeFileSync(file, 'from-a-file-0123456789\n');
    expect(readEnv(Env, { ...good, SERVICE_KEY: undefined, SERVICE_KEY_FILE: file }).SERVICE_KEY).toBe(
      'from-a-file-0123456789',
    );
    expect(() => readEnv(Env, { ...good, SERVICE_KEY: undefined, SERVICE_KEY_FILE: `${file}x` })).toThrow(
      /SERVICE_KEY_FILE/,
    );
  });

  it('refuses the demo in production', () => {
    expect(() => readEnv(Env, { ...good, GOALBEAT_MODE: 'demo', NODE_ENV: 'production' })).toThrow(/GOALBEAT_MODE/);
    expect(readEnv(Env, { ...good, GOALBEAT_MODE: 'demo' }).GOALBEAT_MODE).toBe('demo');
  });

  it('reads a list of keys', () => {
    expect(keyList.parse('goals=0123456789abcdef, payroll-bridge=fedcba9876543210==')).toEqual({
      goals: '0123456789abcdef',
      'payroll-bridge': 'fedcba9876543210==',
    });
    expect(keyList.safeParse('goals=short').success).toBe(false);
  });
});
