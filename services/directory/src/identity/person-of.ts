import type { Principal } from '@goalbeat/domain/access/roles';
import { DomainError } from '@goalbeat/domain/errors/domain-error';

/** @throws forbidden for a key: it has no desk, no notices, nobody to stand in for. */
export function personOf(principal: Principal): string {
  if (principal.personId === null) throw new DomainError('forbidden', 'Only a person has this; a key does not.');
  return principal.personId;
}
