import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { FastifyInstance } from 'fastify';
import type { ProxyParts } from '../proxy/proxy.js';
import { credentialOf } from '../session/credential.js';
import { listenerOf, subjectsOf } from '../token/token-cache.js';
import { LiveStream } from './live-stream.js';
import type { LiveHub } from './live-hub.js';

/** Then the page connects again, by a session that is looked at anew; not all pages at one moment. */
const LIFE_MS = [240_000, 300_000] as const;

/** Server-sent events: what changed in one's company. No data: whoever shows it asks for it, and may or may not see it. */
export function addLiveRoute(
  app: FastifyInstance,
  { cookie, tokens, streams, hub }: Pick<ProxyParts, 'cookie' | 'tokens' | 'streams'> & { hub: LiveHub },
): void {
  app.get('/api/live', async (request, reply) => {
    const credential = credentialOf(request, cookie.name);
    if (credential === null) throw new DomainError('not-signed-in', 'Sign in first.');
    // An open page is nobody who does something: the session does not live longer by it.
    const token = await tokens.of({ ...credential, watching: true }, request.id);
    const listener = listenerOf(token);
    if (listener === null) throw new DomainError('forbidden', 'Changes are for people who have signed in.');
    hub.requireRoom(listener.sessionId);
    reply.hijack();
    const { raw } = reply;
    raw.writeHead(200, {
      ...(reply.getHeaders() as Record<string, string>),
      'content-type': 'text/event-stream',
      'cache-control': 'no-store',
      // A proxy in front that collects answers would keep them.
      'x-accel-buffering': 'no',
    });
    const stream = new LiveStream(listener, raw, () => hub.isLive);
    const [least, most] = LIFE_MS;
    const end = setTimeout(() => stream.end(), least + Math.random() * (most - least)).unref();
    raw.once('close', () => {
      clearTimeout(end);
      hub.remove(stream);
    });
    raw.on('error', () => undefined);
    streams.add(subjectsOf(token), raw);
    hub.add(stream);
  });
  app.addHook('preClose', (done) => {
    hub.stop();
    done();
  });
}
