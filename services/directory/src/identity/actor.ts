import type { Principal } from '@goalbeat/domain/access/roles';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { ProcessLogEntry } from '@goalbeat/service-kit/process-log/process-log-entry';

/** Who the process log names. */
export function actorOf(principal: Principal): Pick<ProcessLogEntry, 'actorKind' | 'actorId' | 'channel'> {
  switch (principal.kind) {
    case 'person':
      return { actorKind: 'person', actorId: principal.personId, channel: 'web' };
    case 'key':
      return { actorKind: 'key', actorId: principal.id, channel: 'api' };
    case 'service':
    case 'workflow':
      return { actorKind: 'service', actorId: principal.id, channel: 'api' };
  }
}

/** @throws forbidden for a key: it has no desk, no notices, nobody to stand in for. */
export function personOf(principal: Principal): string {
  if (principal.personId === null) throw new DomainError('forbidden', 'Only a person has this; a key does not.');
  return principal.personId;
}
