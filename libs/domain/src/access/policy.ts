import { DomainError } from '../errors/domain-error.js';
import { type Action, SCOPES, type Scope } from './actions.js';
import { POLICY } from './grants.js';
import type { Principal, RoleGrant } from './roles.js';

export { ACTIONS, type Action, SCOPES, type Scope } from './actions.js';
export { POLICY } from './grants.js';

export interface Resource {
  tenantId: string;
  /** Whose it is: the owner of a sheet, the assignee of a task, the payee. */
  personId?: string | undefined;
  /** Person ids above the owner, nearest first. */
  managerLine?: readonly string[] | undefined;
  /** The unit it belongs to and all units above, nearest first. */
  unitPath?: readonly string[] | undefined;
}

// Whoever signs in as a person is an employee, and the lead of whoever names them as manager: `tree` reaches nobody else, so a
// change of reporting line takes effect at once without anybody granting a role.
const IMPLIED: readonly RoleGrant[] = [
  { role: 'employee', unitId: null },
  { role: 'manager', unitId: null },
];

function grantsOf(principal: Principal): readonly RoleGrant[] {
  return principal.kind === 'person' && principal.personId !== null
    ? [...principal.roles, ...IMPLIED]
    : principal.roles;
}

/** `payroll.answer` covers itself and whatever lies below it; never `payroll.answers-other`. */
function keyCovers(scopes: readonly string[], action: Action): boolean {
  return scopes.some((scope) => scope !== '' && (action === scope || action.startsWith(`${scope}.`)));
}

/** How far a grant of the role reaches: a role given for one unit never reaches the tenant. */
function reach(grant: RoleGrant, action: Action): Scope | undefined {
  const scope = POLICY[action][grant.role];
  if (scope === 'units' && grant.unitId === null) return 'tenant';
  if (scope !== 'tenant' || grant.unitId === null || grant.role === 'employee') return scope;
  return 'units';
}

/** Widest last; empty means no right at all. For lists: filter by what is returned. */
export function scopesFor(principal: Principal, action: Action): Scope[] {
  const found = new Set<Scope>();
  if (principal.kind === 'person') {
    for (const grant of grantsOf(principal)) {
      const scope = reach(grant, action);
      if (scope !== undefined) found.add(scope);
    }
  } else if (principal.kind === 'key' && keyCovers(principal.scopes, action)) {
    found.add('tenant');
  }
  return SCOPES.filter((scope) => found.has(scope));
}

/** Units whose `units` scope the principal holds for the action. */
export function unitsFor(principal: Principal, action: Action): string[] {
  const units = grantsOf(principal).filter((grant) => reach(grant, action) === 'units');
  return [...new Set(units.flatMap((grant) => (grant.unitId === null ? [] : [grant.unitId])))];
}

export function may(principal: Principal, action: Action, resource: Resource): boolean {
  if (principal.tenantId !== resource.tenantId) return false;
  const { personId } = principal;
  return scopesFor(principal, action).some((scope) => {
    switch (scope) {
      case 'self':
        return personId !== null && resource.personId === personId;
      case 'tree':
        return personId !== null && (resource.managerLine ?? []).includes(personId);
      case 'units':
        return unitsFor(principal, action).some((unitId) => (resource.unitPath ?? []).includes(unitId));
      case 'tenant':
        return true;
    }
  });
}

function forbidden(action: Action): DomainError {
  return new DomainError('forbidden', 'You have no right to do this here.', { details: { action } });
}

/** Raises not-found for another tenant's resource (its existence is not ours to tell) and forbidden. */
export function requireMay(principal: Principal, action: Action, resource: Resource): void {
  if (principal.tenantId !== resource.tenantId) throw new DomainError('not-found', 'There is no such thing here.');
  if (!may(principal, action, resource)) throw forbidden(action);
}

/** For lists and collections: the scopes to filter by. Raises forbidden when there is none. */
export function requireScopes(principal: Principal, action: Action): Scope[] {
  const scopes = scopesFor(principal, action);
  if (scopes.length === 0) throw forbidden(action);
  return scopes;
}
