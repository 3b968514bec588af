import { rmSync } from 'node:fs';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import { messageOf } from '../problem.ts';
import type { Child } from './child.ts';
import type { Supervisor } from './supervisor.ts';

interface Answer {
  readonly status: number;
  readonly body: unknown;
}

const signals = ['SIGKILL', 'SIGTERM', 'SIGINT', 'SIGQUIT'] as const;

const signalFrom = (query: URLSearchParams): NodeJS.Signals | undefined =>
  signals.find((name) => name === query.get('signal'));

const actions: Record<string, (child: Child, query: URLSearchParams) => Promise<Answer>> = {
  kill: async (child, query) => {
    const killed = await child.kill(signalFrom(query));
    return { status: killed ? 200 : 409, body: { name: child.spec.name, killed } };
  },
  stop: async (child, query) => {
    await child.stop(signalFrom(query));
    return { status: 200, body: child.status };
  },
  start: async (child) => {
    child.start();
    return { status: 200, body: child.status };
  },
  restart: async (child, query) => {
    await child.stop(signalFrom(query));
    child.start();
    return { status: 200, body: child.status };
  },
};

const waitReady = async (supervisor: Supervisor, query: URLSearchParams): Promise<Answer> => {
  const names = query.get('names')?.split(',');
  const end = Date.now() + Number(query.get('timeout') ?? 60_000);
  for (;;) {
    const waiting = await supervisor.notReady(names);
    if (waiting.length === 0) return { status: 200, body: { ready: true, waiting } };
    if (Date.now() > end) return { status: 504, body: { ready: false, waiting } };
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
};

const answer = async (supervisor: Supervisor, method: string, url: URL): Promise<Answer> => {
  const [verb = '', name] = url.pathname.split('/').filter((part) => part !== '');
  if (method === 'GET' && verb === 'status') return { status: 200, body: supervisor.status };
  if (method === 'GET' && verb === 'ready') return await waitReady(supervisor, url.searchParams);
  const action = method === 'POST' && Object.hasOwn(actions, verb) ? actions[verb] : undefined;
  if (action === undefined) return { status: 404, body: { problem: `no ${method} ${url.pathname}` } };
  const child = supervisor.child(name ?? '');
  // A backing service at somebody's address is not ours to stop.
  if (child === undefined) return { status: 404, body: { problem: `no process of ours is called ${name ?? ''}` } };
  return await action(child, url.searchParams);
};

/**
 * HTTP on a unix socket, for tests and demonstrations of faults:
 * GET /status · GET /ready?timeout=ms&names=a,b (200, or 504 with who is still waited for) ·
 * POST /kill/<name>[?signal=] (returns when it has ended; it comes back by itself) · POST /stop/<name>[?signal=] (returns when it has ended) ·
 * POST /start/<name> · POST /restart/<name>[?signal=SIGQUIT]. Answers are JSON; 404 for an unknown name, 409 when
 * there is nothing to kill.
 */
export const serveControl = async (supervisor: Supervisor, socket: string): Promise<Server> => {
  rmSync(socket, { force: true });
  const server = createServer((request, response) => {
    answer(supervisor, request.method ?? 'GET', new URL(request.url ?? '/', 'http://control'))
      .catch((error: unknown): Answer => ({ status: 500, body: { problem: messageOf(error) } }))
      .then(({ status, body }) => {
        response.writeHead(status, { 'content-type': 'application/json' });
        response.end(`${JSON.stringify(body)}\n`);
      })
      .catch(() => response.destroy());
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(socket, resolve);
  });
  return server;
};
