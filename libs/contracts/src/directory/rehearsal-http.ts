import { z } from 'zod';
import { TaskNews, NoticeRequested } from '../approvals/events.js';
import { Id, Instant, TenantClockWire } from '../wire.js';
import { DelegationChanged } from './events.js';

/** What goals asks of directory for a rehearsal; between services only, never through the gateway. */
export const OpenRehearsalTenant = z
  .object({
    /** The id that the copy shall have; of UUID version 8. Whoever asks has written it down before. */
    tenantId: Id,
    /** The company it is a copy of. */
    of: Id,
    /** Employee numbers that are copied; all when absent. */
    numbers: z.array(z.string()).max(2_000).optional(),
    clock: z.object({ start: Instant, rate: z.number().min(1).max(100_000) }).strict(),
  })
  .strict();
/** The clock is held at its start until somebody lets it go. */
export const RehearsalTenant = z.object({ tenantId: Id, people: z.int(), clock: TenantClockWire, seq: z.int() });

export const RehearsalTokenRequest = z.object({ personIds: z.array(Id).min(1).max(200) }).strict();
/** A session of its own each, as if they had signed in just now. */
export const RehearsalTokens = z.object({
  tokens: z.array(z.object({ personId: Id, token: z.string(), expiresAt: Instant })),
});

/** Business time goes on until this instant, and stands there. */
export const RunClockUntil = z.object({ until: Instant }).strict();
export const RehearsalClock = z.object({ clock: TenantClockWire });

/** Everything on everybody's desk; `state` open, or all that ever lay there. */
export const RehearsalDeskQuery = z.object({ state: z.enum(['open', 'all']).default('open') });
export const RehearsalDesk = z.object({
  now: Instant,
  clock: TenantClockWire,
  tasks: z.array(TaskNews),
  delegations: z.array(DelegationChanged),
});
export const RehearsalNotices = z.object({ notices: z.array(NoticeRequested) });

export type OpenRehearsalTenant = z.infer<typeof OpenRehearsalTenant>;
export type RehearsalTenant = z.infer<typeof RehearsalTenant>;
export type RehearsalTokens = z.infer<typeof RehearsalTokens>;
export type RehearsalDesk = z.infer<typeof RehearsalDesk>;
export type RehearsalNotices = z.infer<typeof RehearsalNotices>;
