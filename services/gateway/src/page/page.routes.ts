import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import fastifyStatic from '@fastify/static';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { GatewayConfig } from '../config.js';
import { policyOfPage } from '../headers.js';
import { sendProblem } from '../problem.js';
import type { SessionCookie } from '../session/cookie.js';
import { credentialIn } from '../session/credential.js';

/** Where the console is built to: the same folder from src and from dist. */
const BUILT = fileURLToPath(new URL('../../../../console/dist/', import.meta.url));
const NONCE = '%STYLE_NONCE%';
const YEAR = 'public, max-age=31536000, immutable';
/** Icon, manifest: they keep their name when they change. */
const HOUR = 'public, max-age=3600';

/** The console: its files, and its one page at every address that is no file and no API, since the browser knows which view that is. */
export async function addPage(app: FastifyInstance, config: GatewayConfig, cookie: SessionCookie): Promise<void> {
  const root = config.CONSOLE_FOLDER ?? BUILT;
  const secure = cookie.options.secure === true;

  await app.register(fastifyStatic, {
    root,
    index: false,
    preCompressed: true,
    cacheControl: false,
    setHeaders: (reply, path) => {
      // The name of an asset is the hash of what is in it.
      void reply.header('cache-control', path.includes(`${sep}assets${sep}`) ? YEAR : HOUR);
    },
  });
  app.get('/', (_request, reply) => sendPage(reply));
  app.get('/index.html', (_request, reply) => sendPage(reply));
  app.setNotFoundHandler(async (request, reply) => {
    if (isView(request)) return sendPage(reply);
    sendProblem(reply, new DomainError('not-found', 'There is no such address.'));
    return reply;
  });
  app.get('/page-settings.json', (request, reply) => {
    void reply.header('cache-control', 'no-store');
    return {
      temporalUiUrl: config.TEMPORAL_UI_URL ?? null,
      mode: config.GOALBEAT_MODE,
      // A script cannot see the cookie; asking for the session without one would put a refusal into the browser's log.
      mayBeSignedIn: credentialIn(request, cookie.name) !== null,
    };
  });

  async function sendPage(reply: FastifyReply): Promise<FastifyReply> {
    const nonce = randomBytes(16).toString('base64');
    const page = await readPage(join(root, 'index.html'));
    return reply
      .header('cache-control', 'no-store')
      .header('content-security-policy', policyOfPage(secure, nonce))
      .type('text/html; charset=utf-8')
      .send(page.replaceAll(NONCE, nonce));
  }
}

async function readPage(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (cause) {
    throw new DomainError('unavailable', 'The console is not built yet: run the build, then reload.', { cause });
  }
}

/** A person who goes to an address of the console, e.g. by a bookmark; a file that is missing stays missing. */
function isView({ method, url, headers }: FastifyRequest): boolean {
  const path = url.split('?', 1)[0] ?? '';
  if (method !== 'GET' && method !== 'HEAD') return false;
  if (/^\/(api|health|metrics|assets|internal)(\/|$)/.test(path) || /\.[a-z0-9]+$/i.test(path)) return false;
  return (headers.accept ?? '').includes('text/html');
}
