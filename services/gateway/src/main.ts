import { parseEnv } from '@goalbeat/service-kit/config/parse-env';
import { KitLogger } from '@goalbeat/service-kit/telemetry/kit-logger';
import { GatewayEnv } from './config.js';
import { createGateway } from './gateway.js';

/** Open streams would keep the server for ever; requests get this long. */
const GRACE_MS = 3_000;

const config = parseEnv(GatewayEnv);
const logger = new KitLogger('gateway', config.LOG_LEVEL);
const { app, drain } = await createGateway(config);
let ending = false;

async function end(signal: string): Promise<void> {
  if (ending) return;
  ending = true;
  logger.log(`${signal}: ending`);
  drain();
  setTimeout(() => app.server.closeAllConnections(), GRACE_MS).unref();
  await app.close();
  process.exit(0);
}

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.on(signal, () => {
    end(signal).catch((error: unknown) => {
      logger.error(error);
      process.exit(1);
    });
  });
}

await app.listen({ host: config.HOST, port: config.PORT });
logger.log(`Listening on ${config.HOST}:${config.PORT}`);
