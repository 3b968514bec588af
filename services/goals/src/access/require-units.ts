import { requireScopes, unitsFor, type Action } from '@goalbeat/domain/access/policy';
import type { Principal } from '@goalbeat/domain/access/roles';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { Tx } from '@goalbeat/service-kit/db/tx';

/**
 * Templates and definitions belong to HR: the whole tenant's, or a partner's named units. A line manager's tree is no library.
 * @throws forbidden
 */
export function requireHr(principal: Principal, action: Action): void {
  const scopes = requireScopes(principal, action);
  if (!scopes.includes('tenant') && !scopes.includes('units')) {
    throw new DomainError('forbidden', 'This is for HR.', { details: { action } });
  }
}

/**
 * Who may act on a definition that covers these units (codes; undefined = everybody).
 * @throws forbidden for an HR partner whose units do not hold all of them
 */
export async function requireUnits(
  tx: Tx,
  principal: Principal,
  action: Action,
  codes: readonly string[] | undefined,
): Promise<void> {
  requireHr(principal, action);
  if (requireScopes(principal, action).includes('tenant')) return;
  const outside =
    codes === undefined
      ? 1
      : Number(
          (
            await tx.one<{ n: string }>(
              `SELECT count(*) AS n FROM unnest($1::text[]) AS c(code)
               WHERE NOT EXISTS (SELECT 1 FROM org_unit u WHERE u.code = c.code AND u.path && $2::uuid[])`,
              [codes, unitsFor(principal, action)],
            )
          ).n,
        );
  if (outside > 0) {
    throw new DomainError('forbidden', 'The definition reaches beyond your units: the HR lead may do this.', {
      field: 'data.who.units',
      details: { action },
    });
  }
}
