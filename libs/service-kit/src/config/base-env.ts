import { z } from 'zod';

export const MODES = ['production', 'local', 'demo'] as const;
export type Mode = (typeof MODES)[number];

/** Parts of a service that may run in one process (the default) or apart. */
export const RUN_PARTS = ['http', 'activities', 'relay', 'consumers', 'sealer', 'rehearsals'] as const;

const url = (...protocols: string[]) =>
  z.string().refine((value) => URL.canParse(value) && protocols.includes(new URL(value).protocol), 'not such a URL');

const secret = z.string().min(16);

const runParts = z
  .string()
  .default(RUN_PARTS.join(','))
  .transform((list) => list.split(',').map((part) => part.trim()))
  .pipe(z.array(z.enum(RUN_PARTS)).min(1));

/** Environment of every process. Spread the pieces into one `z.object({...})` and give it to `parseEnv`. */
export const httpEnv = {
  HOST: z.string().default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535),
  GOALBEAT_MODE: z.enum(MODES),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent']).default('info'),
};

export const temporalEnv = {
  TEMPORAL_ADDRESS: z.string().regex(/^[^\s/]+:\d+$/),
  TEMPORAL_NAMESPACE: z.string().min(1).default('goalbeat'),
};

export const databaseEnv = {
  DATABASE_URL: url('postgres:', 'postgresql:'),
  RELAY_DATABASE_URL: url('postgres:', 'postgresql:'),
  /** The three that `sealer` in RUN needs: its role's connection, the folder of its checkpoints, its Ed25519 private JWK. */
  SEALER_DATABASE_URL: url('postgres:', 'postgresql:').optional(),
  AUDIT_CHECKPOINTS: z.string().min(1).optional(),
  AUDIT_KEY: z.string().min(1).optional(),
  /** Connections a process keeps for commands and reads. */
  PGPOOL: z.coerce.number().int().min(1).max(200).default(10),
};

export const amqpEnv = { AMQP_URL: url('amqp:', 'amqps:') };

export const directoryEnv = { DIRECTORY_URL: url('http:', 'https:'), SERVICE_KEY: secret };

export const runEnv = { RUN: runParts };

/** Everything a data service needs; services extend it with their own names. */
export const serviceEnv = {
  ...httpEnv,
  ...temporalEnv,
  ...databaseEnv,
  ...amqpEnv,
  ...directoryEnv,
  ...runEnv,
};

const ServiceEnv = z.object(serviceEnv);
export type KitConfig = Readonly<z.infer<typeof ServiceEnv>>;

/** `goals=<key>,appraisal=<key>`: which callers are known by which key. */
export const keyList = z.string().transform((list, context): Record<string, string> => {
  const keys: Record<string, string> = {};
  for (const entry of list.split(',').filter((part) => part.trim() !== '')) {
    const at = entry.indexOf('=');
    const key = entry.slice(at + 1).trim();
    if (at < 1 || key.length < 16) context.addIssue({ code: 'custom', message: 'not a list of name=key' });
    else keys[entry.slice(0, at).trim()] = key;
  }
  return keys;
});
