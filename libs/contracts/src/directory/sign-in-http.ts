import { z } from 'zod';
import { SessionCreated } from './http.js';
import { Code, Id, Instant, PageQuery, Version, pageOf } from '../wire.js';
import { words } from '../wire-words.js';

export const SESSION_METHODS = ['password', 'oidc'] as const;

/** One of somebody's open sessions; real instants. */
export const SessionView = z
  .object({
    id: Id,
    /** The one that asks. */
    current: z.boolean(),
    method: z.enum(SESSION_METHODS),
    createdAt: Instant,
    /** When its owner last proved who they are: at sign-in or by a step-up. */
    authenticatedAt: Instant,
    /** To five minutes. */
    lastSeenAt: Instant,
    expiresAt: Instant,
    address: z.string().nullable(),
    /** What the browser calls itself. */
    agent: z.string().nullable(),
  })
  .meta({ id: 'Session' });
export const SessionPage = pageOf(SessionView);
/** `person` is for administrators; one's own sessions by default. */
export const SessionsQuery = PageQuery.extend({ person: Id.optional() });
export const SessionsEnded = z.object({ revoked: z.int() }).meta({ id: 'SessionsEnded' });

/** Proves again who one is, in the same session. */
export const StepUp = z
  .object({ password: z.string().min(1).max(200) })
  .strict()
  .meta({ id: 'StepUp' });
export const SteppedUp = z.object({ authenticatedAt: Instant }).meta({ id: 'SteppedUp' });

/** Ten characters at least; all other sessions end. */
export const ChangePassword = z
  .object({ current: z.string().min(1).max(200), next: z.string().min(10).max(200) })
  .strict()
  .meta({ id: 'ChangePassword' });

export const OIDC_CLAIMS = ['email', 'employee-number'] as const;
const Domain = z
  .string()
  .max(253)
  .regex(
    /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$/,
    words('a domain in lower case', '小写的域名'),
  );

/** The company's own identity provider. */
export const PutOidcProvider = z
  .object({
    /** As the provider calls itself; https. Its description is read from `/.well-known/openid-configuration` below it. */
    issuer: z.url().max(500),
    clientId: z.string().min(1).max(200),
    /** Kept sealed, never shown; leave it out to keep the one that is there. */
    clientSecret: z.string().min(1).max(500).optional(),
    /** What tells who somebody is: their e-mail address or their employee number. */
    claim: z.enum(OIDC_CLAIMS),
    /** Name of the claim; `email` or `employee_number` by default. */
    claimName: z
      .string()
      .regex(/^[A-Za-z0-9_.:/-]{1,100}$/, words('a claim name', '声明（claim）的名称'))
      .optional(),
    /** E-mail addresses outside these domains are refused; empty = any. */
    allowedDomains: z.array(Domain).max(50).default([]),
    /** Refuse an e-mail address that the provider has not verified. */
    requireVerifiedEmail: z.boolean().default(true),
    /** Of what is there now; leave it out for the first. */
    version: Version.optional(),
  })
  .strict()
  .meta({ id: 'PutOidcProvider' });
export const OidcProviderView = z
  .object({
    issuer: z.string(),
    clientId: z.string(),
    claim: z.enum(OIDC_CLAIMS),
    claimName: z.string(),
    allowedDomains: z.array(z.string()),
    requireVerifiedEmail: z.boolean(),
    version: Version,
  })
  .meta({ id: 'OidcProvider' });

/** By which accounts at the identity provider somebody signs in: one a provider and client, the one used last first. */
export const IdentityView = z
  .object({
    personId: Id,
    bindings: z.array(
      z.object({
        issuer: z.string(),
        clientId: z.string(),
        /** The provider's own id for them (`sub`). */
        subject: z.string(),
        boundAt: Instant,
        lastUsedAt: Instant,
      }),
    ),
  })
  .meta({ id: 'Identity' });
/** How many bindings were loosened, and how many sessions ended by it. */
export const IdentityUnbound = z.object({ unbound: z.int(), revoked: z.int() }).meta({ id: 'IdentityUnbound' });

/** Gateway → directory `/internal/v1/oidc/start`. */
export const OidcStart = z
  .object({
    tenant: Code,
    redirectUri: z.url().max(500),
    /** A session whose owner has to prove again who they are. */
    sessionId: Id.optional(),
  })
  .strict();
/** `binding` goes into a cookie: only the browser that began may end it. */
export const OidcStarted = z.object({ url: z.url(), binding: z.string(), expiresAt: Instant });
/** Gateway → directory `/internal/v1/oidc/finish`: what the provider sent the browser back with. */
export const OidcFinish = z
  .object({
    binding: z.string().min(10).max(200),
    /** The query of the callback, without the question mark. */
    query: z.string().max(8_000),
    address: z.string().max(64),
    agent: z.string().max(1_000).optional(),
  })
  .strict();

/** A new session, or the one that was there, proved again. */
export const OidcFinished = z.union([
  z.object({ kind: z.literal('signed-in'), session: SessionCreated }),
  z.object({ kind: z.literal('stepped-up'), authenticatedAt: Instant }),
]);
export type OidcFinished = z.infer<typeof OidcFinished>;

/** Gateway → directory `/internal/v1/access-changes?after=`: whose rights changed since. */
export const AccessChangesQuery = z.object({
  after: z
    .string()
    .regex(/^\d{1,20}$/)
    .optional(),
});
export const AccessChanges = z.object({
  /** For the next question. A smaller one than asked with means another database: forget everything. */
  cursor: z.string().regex(/^\d{1,20}$/),
  /** More than fit: forget everything. */
  overflow: z.boolean(),
  /** Sessions, keys and people; one may come again. */
  changes: z.array(z.object({ xid: z.string(), tenantId: Id, subjectId: Id })),
});
export type AccessChanges = z.infer<typeof AccessChanges>;
