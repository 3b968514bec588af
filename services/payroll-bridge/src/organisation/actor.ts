import type { Principal } from '@goalbeat/domain/access/roles';
import type { ProcessLogEntry } from '@goalbeat/service-kit/process-log/process-log-entry';

type Actor = Pick<ProcessLogEntry, 'actorKind' | 'actorId' | 'channel'>;

/** Who did it, for the process log of a request. */
export function actorOf(principal: Principal): Actor {
  if (principal.personId !== null) return { actorKind: 'person', actorId: principal.personId, channel: 'web' };
  return { actorKind: principal.kind === 'key' ? 'key' : 'service', actorId: principal.id, channel: 'api' };
}

/** What the system does by itself on its way. */
export const BY_TIMER: Actor = { actorKind: 'service', actorId: 'payroll-bridge', channel: 'timer' };
export const BY_PAYROLL: Actor = { actorKind: 'service', actorId: 'payroll', channel: 'event' };
