import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readJson, writeJson } from './json-file.ts';

export const secretNames = [
  'postgres',
  'owner',
  'directory',
  'directory_relay',
  'directory_sealer',
  'goals',
  'goals_relay',
  'goals_sealer',
  'appraisal',
  'appraisal_relay',
  'appraisal_sealer',
  'payroll',
  'payroll_relay',
  'payroll_sealer',
  'rabbitmq',
  'erlangCookie',
  'installKey',
  'setupSeed',
  'secretsKey',
  'key:directory',
  'key:goals',
  'key:appraisal',
  'key:payroll-bridge',
  'key:gateway',
] as const;

export type SecretName = (typeof secretNames)[number];
export type Secrets = Record<SecretName, string>;

/** Keeps what is there, draws what is missing: hexadecimal, so that no URL, list or shell needs to escape it. */
export const completeSecrets = (known: Partial<Secrets>): Secrets =>
  Object.fromEntries(secretNames.map((name) => [name, known[name] ?? randomBytes(24).toString('hex')])) as Secrets;

/** Crockford's letters: none is taken for another, and no word comes out. */
const LETTERS = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** What founds the first company in the browser, to be typed by hand: 80 bits in four groups. */
export const setupCode = ({ setupSeed }: Pick<Secrets, 'setupSeed'>): string => {
  const bits = BigInt(`0x${setupSeed.slice(0, 20)}`);
  const letters = Array.from({ length: 16 }, (_, at) => LETTERS[Number((bits >> BigInt(5 * at)) & 31n)]);
  return [0, 4, 8, 12].map((at) => letters.slice(at, at + 4).join('')).join('-');
};

export const rememberSecrets = (file: string): Secrets => {
  const secrets = completeSecrets(readJson<Partial<Secrets>>(file) ?? {});
  writeJson(file, secrets);
  return secrets;
};

/** The ES256 private key, as a JWK, with which directory signs sessions' tokens. */
export const rememberTokenKey = (file: string): void => {
  if (existsSync(file)) return;
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const kid = randomBytes(8).toString('hex');
  writeJson(file, { ...privateKey.export({ format: 'jwk' }), alg: 'ES256', use: 'sig', kid });
};

/** The Ed25519 private key, as a JWK, with which the process log's checkpoints are signed. */
export const rememberAuditKey = (file: string): void => {
  if (existsSync(file)) return;
  writeJson(file, generateKeyPairSync('ed25519').privateKey.export({ format: 'jwk' }));
};
