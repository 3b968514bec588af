import type { Principal } from '@goalbeat/domain/access/roles';
import type { ProcessLogEntry } from './process-log-entry.js';

type Actor = Pick<ProcessLogEntry, 'actorKind' | 'actorId' | 'channel'>;

/** Who did it, for the process log. */
export function actorOf(principal: Principal): Actor {
  if (principal.kind === 'person') {
    return { actorKind: 'person', actorId: principal.personId ?? principal.id, channel: 'web' };
  }
  return { actorKind: principal.kind === 'key' ? 'key' : 'service', actorId: principal.id, channel: 'api' };
}

/** Nobody did it: its time had come. */
export const BY_DEADLINE = { actorKind: 'deadline', actorId: null, channel: 'timer' } as const satisfies Actor;

/** A service did it upon what it heard. */
export const byService = (name: string): Actor => ({ actorKind: 'service', actorId: name, channel: 'event' });
