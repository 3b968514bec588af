import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { fileURLToPath } from 'node:url';

const WORKER = fileURLToPath(new URL('../../../../workflows/dist/worker.js', import.meta.url));

/** The process that a customer runs; whoever starts it ends it. */
export async function startWorkflowWorker(env: {
  TEMPORAL_ADDRESS: string;
  TEMPORAL_NAMESPACE: string;
}): Promise<ChildProcess> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  const port = address === null || typeof address === 'string' ? 0 : address.port;
  return spawn(process.execPath, [WORKER], {
    env: { ...env, PORT: String(port), LOG_LEVEL: 'error' },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
}
