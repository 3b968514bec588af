/** What `goalbeat env` says, as `goalbeat bench` passes it on. */
export interface Environment {
  url: string;
  installKey: string;
  postgresUrl: string;
  amqpUrl: string;
  temporalAddress: string;
  temporalNamespace: string;
  controlSocket: string;
  /** Folder of the processes' logs; PostgreSQL's is read there. Absent when the launcher did not say. */
  logs: string | undefined;
  /** How long `up` took with everything built and installed; absent when the installation was up already. */
  upMs: number | undefined;
}

export function readEnvironment(env: Readonly<Record<string, string | undefined>>): Environment {
  const needed = (name: string): string => {
    const value = env[name];
    if (value === undefined || value === '') throw new Error(`${name} is missing: run this by ./goalbeat bench`);
    return value;
  };
  const upMs = Number(env['GOALBEAT_UP_MS']);
  return {
    url: needed('GOALBEAT_URL'),
    installKey: needed('GOALBEAT_INSTALL_KEY'),
    postgresUrl: needed('GOALBEAT_POSTGRES_URL'),
    amqpUrl: needed('GOALBEAT_AMQP_URL'),
    temporalAddress: needed('GOALBEAT_TEMPORAL_ADDRESS'),
    temporalNamespace: needed('GOALBEAT_TEMPORAL_NAMESPACE'),
    controlSocket: needed('GOALBEAT_CONTROL_SOCKET'),
    logs: env['GOALBEAT_LOGS'],
    upMs: upMs > 0 ? upMs : undefined,
  };
}
