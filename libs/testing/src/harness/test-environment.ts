/** What the test plan gives to specs that need real servers. */
export const TEST_VARIABLES = [
  'TEST_POSTGRES_ADMIN_URL',
  'TEST_AMQP_URL',
  'TEST_TEMPORAL_ADDRESS',
  'TEST_TEMPORAL_NAMESPACE',
] as const;

/** Fails rather than skips: a medium spec without its server has proved nothing. */
export function required(name: (typeof TEST_VARIABLES)[number]): string {
  const value = process.env[name];
  if (value === undefined || value === '') throw new Error(`Medium specs need ${name}`);
  return value;
}
