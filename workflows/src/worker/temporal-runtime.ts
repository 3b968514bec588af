import { createServer } from 'node:net';
import { Runtime } from '@temporalio/worker';
import type { Logger } from '@temporalio/worker';

/**
 * Installs Temporal's runtime: our log, our SIGTERM (its own handlers would end the worker before the health endpoint says so),
 * and its metrics on a loopback port of their own, which the function it gives reads for `/metrics`.
 */
export async function installRuntime(logger: Logger): Promise<() => Promise<string>> {
  const address = `127.0.0.1:${await freePort()}`;
  Runtime.install({
    logger,
    shutdownSignals: [],
    telemetryOptions: {
      logging: { forward: {}, filter: { core: 'WARN', other: 'ERROR' } },
      metrics: { prometheus: { bindAddress: address, countersTotalSuffix: true, useSecondsForDurations: true } },
    },
  });
  return async () => {
    const response = await fetch(`http://${address}/metrics`, { signal: AbortSignal.timeout(2000) });
    return response.text();
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((listening, failed) => {
    server.once('error', failed);
    server.listen(0, '127.0.0.1', listening);
  });
  const address = server.address();
  await new Promise<void>((closed) => {
    server.close(() => {
      closed();
    });
  });
  if (address === null || typeof address === 'string') throw new Error('No free port on the loopback interface.');
  return address.port;
}
