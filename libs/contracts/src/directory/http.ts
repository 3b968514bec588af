import { z } from 'zod';
import { ROLES } from '@goalbeat/domain/access/roles';
import {
  Code,
  Currency,
  Id,
  GivenInstant,
  Instant,
  LocalDate,
  LocalTime,
  PageQuery,
  TenantClockWire,
  Text,
  Version,
  pageOf,
} from '../wire.js';
import { words } from '../wire-words.js';
import { APPROVAL_SERVICE_WORDS } from '../approvals/words.js';
import { TaskChanged } from '../approvals/events.js';

/** Creates a tenant and its first admin; needs the installation key. A clock other than real time only in demo mode. */
export const CreateTenant = z
  .object({
    slug: Code,
    name: Text,
    zone: Text,
    currency: Currency,
    kind: z.enum(['production', 'demo']).default('production'),
    /** Demo only: where business time starts and how fast it runs. */
    clock: z
      .object({ rate: z.number().min(1).max(100_000), start: Instant })
      .strict()
      .optional(),
    admin: z.object({ number: Code, name: Text, email: z.email(), password: z.string().min(10).max(200) }).strict(),
  })
  .strict()
  .meta({ id: 'CreateTenant' });
export const TenantView = z
  .object({
    id: Id,
    slug: z.string(),
    name: z.string(),
    zone: z.string(),
    currency: z.string(),
    kind: z.enum(['production', 'demo', 'rehearsal']),
    clock: TenantClockWire,
    /** Business time now. */
    now: Instant,
    version: z.int(),
  })
  .meta({ id: 'Tenant' });

/** Demo tenants only. `held` stops or restarts business time; `rate` changes its speed from now on. */
export const SetClock = z
  .object({ held: z.boolean().optional(), rate: z.number().min(1).max(100_000).optional(), version: z.int() })
  .strict()
  .meta({ id: 'SetClock' });

export const SignIn = z
  .object({ tenant: Code, number: Code, password: z.string().min(1).max(200) })
  .strict()
  .meta({ id: 'SignIn' });
export const Me = z
  .object({
    tenant: z.object({
      id: Id,
      slug: z.string(),
      name: z.string(),
      kind: z.string(),
      zone: z.string(),
      currency: z.string(),
    }),
    person: z.object({ id: Id, number: z.string(), name: z.string(), unitId: Id }).nullable(),
    roles: z.array(z.object({ role: z.enum(ROLES), unitId: Id.nullable() })),
    /** Somebody's reporting line leads to them. */
    leads: z.boolean(),
    actions: z.array(z.string()),
    now: Instant,
  })
  .meta({ id: 'Me' });
/** Answer of the directory to the gateway; the secret becomes the cookie. */
export const SessionCreated = z
  .object({ secret: z.string(), expiresAt: Instant, me: Me })
  .meta({ id: 'SessionCreated' });
/** Gateway → directory `/internal/v1/tokens`: a session secret or an API key becomes a short signed token. */
export const TokenRequest = z
  .object({
    secret: z.string().min(10).max(200),
    /** Of the client, as the gateway sees it: keys may be bound to addresses. */
    address: z.string().max(64).optional(),
    /** By a page that only listens: a session does not live longer by it. */
    watching: z.literal(true).optional(),
  })
  .strict();
export const TokenView = z.object({ token: z.string(), expiresAt: Instant });

export const ImportMode = z.enum(['preview', 'all', 'good']).default('all');
export const ImportQuery = z.object({ mode: ImportMode });
export const RowVerdict = z.object({
  row: z.int(),
  key: z.string(),
  verdict: z.enum(['new', 'changed', 'same', 'wrong']),
  problems: z.array(z.object({ column: z.string(), message: z.string() })),
  /** The day from which it holds, when the row names one. */
  effectiveOn: LocalDate.optional(),
});
export const ImportResult = z
  .object({ mode: z.enum(['preview', 'all', 'good']), written: z.int(), rows: z.array(RowVerdict) })
  .meta({ id: 'ImportResult' });

export const UnitView = z
  .object({
    id: Id,
    code: z.string(),
    name: z.string(),
    kind: z.string(),
    parentId: Id.nullable(),
    headPersonId: Id.nullable(),
    zone: z.string(),
    currency: z.string(),
    calendar: z.string(),
    version: Version,
  })
  .meta({ id: 'Unit' });
export const UnitPage = pageOf(UnitView);
export const PersonView = z
  .object({
    id: Id,
    number: z.string(),
    name: z.string(),
    email: z.string().nullable(),
    unitId: Id,
    jobFamily: z.string(),
    grade: z.string(),
    managerId: Id.nullable(),
    joinedOn: LocalDate,
    leftOn: LocalDate.nullable(),
    roles: z.array(z.object({ role: z.enum(ROLES), unitId: Id.nullable() })),
    version: Version,
  })
  .meta({ id: 'Person' });
export const PersonPage = pageOf(PersonView);
const UUID = '[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}';
/** Ids separated by commas, at most 200: a long page asks for all its names at once. */
const Ids = z
  .string()
  .max(7_399)
  .regex(
    new RegExp(`^${UUID}(,${UUID}){0,199}$`),
    words('ids separated by commas, at most 200', '以逗号分隔的编号，最多 200 个'),
  );
export const PeopleQuery = PageQuery.extend({
  ids: Ids.optional(),
  unit: Id.optional(),
  number: z.string().optional(),
  role: z.enum(ROLES).optional(),
  /** How people were at that business instant; filters are judged as of then too. */
  asOf: GivenInstant.optional(),
});

/** Gives people their first passwords; at most 500 at once. */
export const CreateAccounts = z
  .object({
    accounts: z
      .array(z.object({ number: Code, password: z.string().min(10).max(200) }).strict())
      .min(1)
      .max(500),
  })
  .strict()
  .meta({ id: 'CreateAccounts' });
export const AccountsCreated = z.object({ created: z.int() });

export const CreateApiKey = z
  .object({
    name: Text,
    scopes: z.array(z.string().min(1).max(100)).min(1).max(20),
    /** Real instant from which it opens nothing any more; none by default. */
    expiresAt: GivenInstant.optional(),
    /** Client addresses or CIDR ranges it may be used from; anywhere by default. */
    addresses: z.array(z.string().min(2).max(64)).min(1).max(20).optional(),
  })
  .strict()
  .meta({ id: 'CreateApiKey' });
export const ApiKeyCreated = z
  .object({ id: Id, name: z.string(), scopes: z.array(z.string()), secret: z.string() })
  .meta({ id: 'ApiKeyCreated' });
export const ApiKeyView = z
  .object({
    id: Id,
    name: z.string(),
    scopes: z.array(z.string()),
    createdAt: Instant,
    lastUsedAt: Instant.nullable(),
    expiresAt: Instant.nullable(),
    addresses: z.array(z.string()).nullable(),
    revokedAt: Instant.nullable(),
  })
  .meta({ id: 'ApiKey' });
export const ApiKeyPage = pageOf(ApiKeyView);

const Hours = z.array(z.object({ from: LocalTime, to: LocalTime }).strict()).max(4);
export const PutCalendar = z
  .object({
    weekdays: z.object({ '1': Hours, '2': Hours, '3': Hours, '4': Hours, '5': Hours, '6': Hours, '7': Hours }).strict(),
    days: z.record(LocalDate, z.enum(['holiday', 'workday'])),
    coveredUntil: LocalDate,
  })
  .strict()
  .meta({ id: 'PutCalendar' });
export const CalendarView = PutCalendar.extend({ code: z.string(), version: Version }).meta({ id: 'Calendar' });

export const CreateDelegation = z
  .object({
    to: z.string().min(1).max(64),
    from: GivenInstant,
    until: GivenInstant,
    kinds: z.array(Code).min(1).max(20).nullable().default(null),
  })
  .strict()
  .meta({ id: 'CreateDelegation' });
export const DelegationView = z
  .object({
    id: Id,
    fromPersonId: Id,
    toPersonId: Id,
    from: Instant,
    until: Instant,
    kinds: z.array(z.string()).nullable(),
    cancelled: z.boolean(),
    version: Version,
  })
  .meta({ id: 'Delegation' });
export const DelegationPage = pageOf(DelegationView);

/** One entry of a desk: a task and for whom it is really meant when one stands in. */
export const DeskItem = TaskChanged.extend({
  lateMinutes: z.int(),
  standsInFor: z.object({ id: Id, name: z.string() }).nullable(),
  /** How many open tasks the entry stands for: those of its bundle; 1 where it stands alone. */
  bundled: z.int(),
}).meta({ id: 'DeskItem' });
export const Desk = z
  .object({
    now: Instant,
    /** `feed`: from events, at most 2 s old. `direct`: the feed lags, the services were asked. */
    source: z.enum(['feed', 'direct']),
    /** Services that could not be asked while the feed lags. */
    missing: z.array(z.enum(APPROVAL_SERVICE_WORDS)),
    counts: z.object({ open: z.int(), late: z.int(), byKind: z.record(z.string(), z.int()) }),
    items: z.array(DeskItem),
    next: z.string().nullable(),
  })
  .meta({ id: 'Desk' });
export const DeskQuery = PageQuery.extend({ kind: z.string().max(64).optional() });

export const NoticeView = z
  .object({
    id: Id,
    kind: z.string(),
    at: Instant,
    subjectKind: z.string(),
    subjectId: z.string(),
    values: z.record(z.string(), z.string()),
    /** In the reader's language. */
    text: z.string(),
    readAt: Instant.nullable(),
  })
  .meta({ id: 'Notice' });
export const NoticePage = pageOf(NoticeView);

/** Directory's internal answer to "may this person decide about money, as of now?"; asked, never copied. */
export const AuthorizeRequest = z
  .object({
    tenantId: Id,
    personId: Id,
    action: z.string(),
    at: Instant,
    /** The session they came by: an ended one allows nothing. */
    sessionId: Id.optional(),
  })
  .strict();
export const AuthorizeAnswer = z.object({
  allowed: z.boolean(),
  roles: z.array(z.object({ role: z.enum(ROLES), unitId: Id.nullable() })),
});
export const OrgVersion = z.object({ seq: z.int() });
