export interface WorkerConfig {
  host: string;
  port: number;
  temporalAddress: string;
  temporalNamespace: string;
  logLevel: LogLevel;
}

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

/** The names of all variables that are missing or wrong; never their values. */
export class ConfigError extends Error {
  constructor(readonly names: readonly string[]) {
    super(`Missing or wrong in the environment: ${names.join(', ')}`);
  }
}

/** Raises ConfigError. */
export function parseWorkerConfig(env: Readonly<Record<string, string | undefined>>): WorkerConfig {
  const host = env['HOST'] ?? '127.0.0.1';
  const port = Number(env['PORT'] ?? Number.NaN);
  const temporalAddress = env['TEMPORAL_ADDRESS'] ?? '';
  const temporalNamespace = env['TEMPORAL_NAMESPACE'] ?? 'goalbeat';
  const logLevel = LOG_LEVELS.find((level) => level === (env['LOG_LEVEL'] ?? 'info'));

  const wrong: string[] = [];
  if (host === '') wrong.push('HOST');
  if (!Number.isInteger(port) || port < 1 || port > 65_535) wrong.push('PORT');
  if (!/^[^:\s]+:\d+$/.test(temporalAddress) && !/^\[[0-9a-f:]+\]:\d+$/i.test(temporalAddress)) {
    wrong.push('TEMPORAL_ADDRESS');
  }
  if (temporalNamespace === '') wrong.push('TEMPORAL_NAMESPACE');
  if (logLevel === undefined || wrong.length > 0) {
    throw new ConfigError(logLevel === undefined ? [...wrong, 'LOG_LEVEL'] : wrong);
  }
  return { host, port, temporalAddress, temporalNamespace, logLevel };
}
