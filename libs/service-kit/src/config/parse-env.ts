import { readFileSync } from 'node:fs';
import type { z } from 'zod';

/** EX_CONFIG of sysexits.h: a supervisor should not restart what cannot start. */
const EXIT_CONFIG = 78;

type Env = Record<string, string | undefined>;

export class EnvironmentError extends Error {
  constructor(readonly names: readonly string[]) {
    super(`Environment variables missing or wrong: ${names.join(', ')}`);
    this.name = 'EnvironmentError';
  }
}

/**
 * Reads the environment once. `NAME_FILE` may hold the path of a file with the value of `NAME`.
 * @throws EnvironmentError naming the bad variables, never their values.
 */
export function readEnv<S extends z.ZodObject>(schema: S, env: Env = process.env): Readonly<z.infer<S>> {
  const values: Env = {};
  const unreadable: string[] = [];
  for (const name of Object.keys(schema.shape)) {
    const file = env[`${name}_FILE`];
    if (env[name] !== undefined && env[name] !== '') values[name] = env[name];
    else if (file !== undefined && !(`${name}_FILE` in schema.shape)) {
      try {
        values[name] = readFileSync(file, 'utf8').trim();
      } catch {
        unreadable.push(`${name}_FILE`);
      }
    }
  }
  const result = schema.safeParse(values);
  const bad = new Set(unreadable);
  if (!result.success) for (const issue of result.error.issues) bad.add(String(issue.path[0]));
  // Demo accounts have known passwords: such a process must not start where real people are paid.
  if (env['NODE_ENV'] === 'production' && values['GOALBEAT_MODE'] === 'demo') bad.add('GOALBEAT_MODE');
  if (bad.size > 0 || !result.success) throw new EnvironmentError([...bad].toSorted());
  return Object.freeze(result.data);
}

/** `readEnv` for a process's first line: says what is wrong on stderr and ends with 78. */
export function parseEnv<S extends z.ZodObject>(schema: S, env: Env = process.env): Readonly<z.infer<S>> {
  try {
    return readEnv(schema, env);
  } catch (error) {
    if (!(error instanceof EnvironmentError)) throw error;
    process.stderr.write(`${error.message}\n`);
    return process.exit(EXIT_CONFIG);
  }
}
