import type { Action } from '@goalbeat/domain/access/actions';
import { requireScopes, unitsFor } from '@goalbeat/domain/access/policy';
import type { Principal } from '@goalbeat/domain/access/roles';
import { DomainError } from '@goalbeat/domain/errors/domain-error';

/** Whose rows a list may show: all, or those below some units, or one's own. */
export interface Reach {
  /** null = the whole tenant. */
  units: string[] | null;
  /** Also one's own; null when the action has no `self`. */
  personId: string | null;
}

/** @throws forbidden when the principal holds the action in no scope. */
export function reachOf(principal: Principal, action: Action): Reach {
  const scopes = requireScopes(principal, action);
  return {
    units: scopes.includes('tenant') ? null : unitsFor(principal, action),
    personId: scopes.includes('self') ? principal.personId : null,
  };
}

/** For something made of many units' rows: the reach must cover each. @throws forbidden */
export function requireAllUnits(principal: Principal, action: Action, unitPaths: readonly (readonly string[])[]): void {
  const { units } = reachOf(principal, action);
  if (units === null || unitPaths.every((path) => path.some((unit) => units.includes(unit)))) return;
  throw new DomainError('forbidden', 'It has people of units that are not yours.', { details: { action } });
}
