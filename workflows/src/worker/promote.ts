import { NativeConnection } from '@temporalio/worker';
import { ConfigError, parsePromotion } from './config.js';
import { promoteVersion } from './promote-version.js';

// A step of deployment, after the workers of a new version were started: until it is current they are given nothing to do.
const PATIENCE_MS = 120_000;
const EX_CONFIG = 78;

async function main(): Promise<void> {
  const { temporalAddress, temporalNamespace, version } = parsePromotion(process.env);
  const connection = await NativeConnection.connect({ address: temporalAddress });
  try {
    const { before, now } = await promoteVersion(connection, temporalNamespace, version, PATIENCE_MS);
    const was = before === null ? 'no version' : before === now ? 'it already' : before;
    process.stdout.write(`${version.deploymentName}: ${now} is current (before: ${was})\n`);
  } finally {
    await connection.close();
  }
}

main().catch((error: unknown) => {
  process.stderr.write(`Not promoted: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = error instanceof ConfigError ? EX_CONFIG : 1;
});
