export interface WorkerConfig {
  host: string;
  port: number;
  temporalAddress: string;
  temporalNamespace: string;
  logLevel: LogLevel;
  /** Null: the only version there is, as on a developer's machine; it takes work at once. */
  version: DeploymentVersion | null;
}

/** What Temporal knows a build of the workflows by. */
export interface DeploymentVersion {
  deploymentName: string;
  buildId: string;
}

export type TemporalConfig = Pick<WorkerConfig, 'temporalAddress' | 'temporalNamespace'>;

export const LOG_LEVELS = ['trace', 'debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof LOG_LEVELS)[number];

type Environment = Readonly<Record<string, string | undefined>>;

/** The names of all variables that are missing or wrong; never their values. */
export class ConfigError extends Error {
  constructor(readonly names: readonly string[]) {
    super(`Missing or wrong in the environment: ${names.join(', ')}`);
  }
}

/** Raises ConfigError. */
export function parseWorkerConfig(env: Environment): WorkerConfig {
  const host = env['HOST'] ?? '127.0.0.1';
  const port = Number(env['PORT'] ?? Number.NaN);
  const logLevel = LOG_LEVELS.find((level) => level === (env['LOG_LEVEL'] ?? 'info'));

  const wrong: string[] = [];
  if (host === '') wrong.push('HOST');
  if (!Number.isInteger(port) || port < 1 || port > 65_535) wrong.push('PORT');
  const temporal = readTemporal(env, wrong);
  const version = readVersion(env, wrong);
  if (logLevel === undefined || wrong.length > 0) {
    throw new ConfigError(logLevel === undefined ? [...wrong, 'LOG_LEVEL'] : wrong);
  }
  return { host, port, ...temporal, logLevel, version };
}

/** Of the step of a deployment that makes a version the current one. Raises ConfigError. */
export function parsePromotion(env: Environment): TemporalConfig & { version: DeploymentVersion } {
  const wrong: string[] = [];
  const temporal = readTemporal(env, wrong);
  const version = readVersion(env, wrong);
  if (version === null && wrong.length === 0) wrong.push('WORKER_DEPLOYMENT_NAME', 'WORKER_BUILD_ID');
  if (version === null || wrong.length > 0) throw new ConfigError(wrong);
  return { ...temporal, version };
}

function readTemporal(env: Environment, wrong: string[]): TemporalConfig {
  const temporalAddress = env['TEMPORAL_ADDRESS'] ?? '';
  const temporalNamespace = env['TEMPORAL_NAMESPACE'] ?? 'goalbeat';
  if (!/^[^:\s]+:\d+$/.test(temporalAddress) && !/^\[[0-9a-f:]+\]:\d+$/i.test(temporalAddress)) {
    wrong.push('TEMPORAL_ADDRESS');
  }
  if (temporalNamespace === '') wrong.push('TEMPORAL_NAMESPACE');
  return { temporalAddress, temporalNamespace };
}

/** Both or neither: half a version would run as none and be told to nobody. Temporal keeps dots and colons for itself. */
function readVersion(env: Environment, wrong: string[]): DeploymentVersion | null {
  const deploymentName = env['WORKER_DEPLOYMENT_NAME'] ?? '';
  const buildId = env['WORKER_BUILD_ID'] ?? '';
  if (deploymentName === '' && buildId === '') return null;
  if (!/^[\w-]{1,100}$/.test(deploymentName)) wrong.push('WORKER_DEPLOYMENT_NAME');
  if (!/^[\w.+-]{1,100}$/.test(buildId)) wrong.push('WORKER_BUILD_ID');
  return { deploymentName, buildId };
}
