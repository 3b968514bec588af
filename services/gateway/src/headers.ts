import helmet from '@fastify/helmet';
import type { FastifyInstance } from 'fastify';

const NOTHING = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";
/** Nothing of the page needs them. */
const FEATURES = 'camera=(), microphone=(), geolocation=(), payment=(), usb=()';

/** What browsers may do with our answers: the page runs its own files only, an answer of the API runs nothing. */
export async function addHeaders(app: FastifyInstance, secure: boolean): Promise<void> {
  await app.register(helmet, {
    contentSecurityPolicy: { useDefaults: false, directives: directives(secure) },
    strictTransportSecurity: secure && { maxAge: 31_536_000, includeSubDomains: false },
    xFrameOptions: { action: 'deny' },
  });
  app.addHook('onRequest', (request, reply, done) => {
    reply.header('permissions-policy', FEATURES);
    // Pay and judgement stay in no cache, and an answer that is opened as a page stays dead.
    if (/^\/(api|health|metrics)\b/.test(request.url)) {
      reply.header('cache-control', 'no-store');
      reply.header('content-security-policy', NOTHING);
    }
    done();
  });
}

/** The policy as the page is sent with it: the styles that its own script makes carry a word that nobody else knows. */
export function policyOfPage(secure: boolean, nonce: string): string {
  return Object.entries({ ...directives(secure), 'style-src': ["'self'", `'nonce-${nonce}'`] })
    .map(([name, values]) => [name, ...values].join(' '))
    .join(';');
}

function directives(secure: boolean): Record<string, string[]> {
  return {
    'default-src': ["'none'"],
    'script-src': ["'self'"],
    'style-src': ["'self'"],
    // blob: a picture that somebody is about to send, shown before it is.
    'img-src': ["'self'", 'data:', 'blob:'],
    'font-src': ["'self'"],
    'connect-src': ["'self'"],
    'manifest-src': ["'self'"],
    'base-uri': ["'none'"],
    'form-action': ["'self'"],
    'frame-ancestors': ["'none'"],
    ...(secure ? { 'upgrade-insecure-requests': [] } : {}),
  };
}
