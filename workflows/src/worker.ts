import { accessSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ConfigError, parseWorkerConfig } from './worker/config.js';
import { serveHealth } from './worker/health.js';
import { jsonLog } from './worker/log.js';
import { installRuntime } from './worker/temporal-runtime.js';
import { WorkflowWorker } from './worker/workflow-worker.js';

const BUNDLE = fileURLToPath(new URL('./workflow-bundle.js', import.meta.url));
// sysexits: the configuration is wrong, starting again does not help.
const EX_CONFIG = 78;

async function main(): Promise<void> {
  const config = parseWorkerConfig(process.env);
  accessSync(BUNDLE);
  const logger = jsonLog(config.logLevel);
  const temporalMetrics = await installRuntime(logger);
  const worker = new WorkflowWorker(config, BUNDLE, logger);
  const server = await serveHealth(config, { ready: () => worker.health(), metrics: temporalMetrics });
  worker.start();

  let stopping = false;
  const stop = (signal: string): void => {
    if (stopping) return;
    stopping = true;
    logger.info('Stopping', { signal });
    worker
      .stop()
      .finally(() => {
        server.close();
        server.closeAllConnections();
      })
      .then(
        () => process.exit(0),
        (error: unknown) => {
          logger.error('Did not stop cleanly', { error: String(error) });
          process.exit(1);
        },
      );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
}

main().catch((error: unknown) => {
  const line = { level: 'fatal', name: 'workflows', msg: error instanceof Error ? error.message : String(error) };
  process.stdout.write(`${JSON.stringify(line)}\n`);
  process.exitCode = error instanceof ConfigError || isMissingBundle(error) ? EX_CONFIG : 1;
});

function isMissingBundle(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOENT';
}
