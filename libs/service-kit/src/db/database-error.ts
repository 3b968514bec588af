const CONNECTION_CODES = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'ENOTFOUND',
  'EAI_AGAIN',
  '57P01',
  '57P02',
  '57P03',
  '53300',
  // A password that is being changed: nothing is wrong with the message that met it.
  '28P01',
  '28000',
]);
const CONNECTION_WORDS =
  /^(Connection terminated|Client has encountered a connection error|timeout exceeded when trying to connect|Client was closed|terminating connection)/;

export function databaseCode(error: unknown): string | undefined {
  if (error === null || typeof error !== 'object' || !('code' in error)) return undefined;
  return typeof error.code === 'string' ? error.code : undefined;
}

/** The database is away or going away; nothing is known to be wrong with what was asked. */
export function isDatabaseAway(error: unknown): boolean {
  const code = databaseCode(error);
  if (code !== undefined && (CONNECTION_CODES.has(code) || code.startsWith('08'))) return true;
  return error instanceof Error && CONNECTION_WORDS.test(error.message);
}

/** Serialization failure, deadlock, or a plan that a migration made stale: the same transaction may succeed at once. */
export function isWorthAnotherTry(error: unknown): boolean {
  const code = databaseCode(error);
  return code === '40001' || code === '40P01' || isStalePlan(error);
}

export function isStalePlan(error: unknown): boolean {
  return databaseCode(error) === '0A000' && error instanceof Error && error.message.includes('cached plan');
}
