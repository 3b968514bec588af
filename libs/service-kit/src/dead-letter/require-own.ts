import { DomainError } from '@goalbeat/domain/errors/domain-error';

/**
 * A replay acts on the company whose operations have judged the letter, whatever today's code reads in it.
 * @throws wrong-state
 */
export function requireOwn(named: string, tenantId: string): void {
  if (named.toLowerCase() === tenantId.toLowerCase()) return;
  throw new DomainError('wrong-state', 'It names another company than the one it was kept for: set it aside.');
}

export const unreadable = (detail: string): DomainError =>
  new DomainError(
    'wrong-state',
    `It still cannot be read: ${detail} Ask its sender for it again, and set this one aside.`,
  );
