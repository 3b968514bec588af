import { scopesFor, unitsFor } from '@goalbeat/domain/access/policy';
import { delegatorsOf } from '@goalbeat/domain/approval/delegation';
import type { Principal } from '@goalbeat/domain/access/roles';
import type { OrgDelegation } from '@goalbeat/org-copy/org-types';

/** What a person sees of approvals, as the first five parameters of a query. */
export type Sight = [me: string | null, tenantWide: boolean, unitIds: string[], tree: boolean, standIns: string[]];

/** Everybody below $1, when they lead anybody and may see them. */
export const TREE = `WITH RECURSIVE tree(id) AS (
  SELECT p.id FROM org_person p WHERE $4::boolean AND p.manager_id = $1::uuid
  UNION SELECT p.id FROM tree t JOIN org_person p ON p.manager_id = t.id
)`;

const UNITS = 'SELECT u.id FROM org_unit u WHERE u.path && $3::uuid[]';

/** Own, asked for, asked to decide (also for those who delegate to me), my tree's, my units', all. */
export const APPROVAL_IN_SIGHT = `($2::boolean OR a.owner_id = $1::uuid OR a.requester_id = $1::uuid
  OR a.unit_id IN (${UNITS}) OR a.owner_id IN (SELECT id FROM tree)
  OR EXISTS (SELECT 1 FROM approval_task k WHERE k.approval_id = a.id AND k.assignee_id = ANY($5::uuid[])))`;

export const TASK_IN_SIGHT = `($2::boolean OR t.assignee_id = ANY($5::uuid[]) OR t.unit_id IN (${UNITS})
  OR t.assignee_id IN (SELECT id FROM tree))`;

export function sightOf(principal: Principal, delegations: readonly OrgDelegation[]): Sight {
  const scopes = scopesFor(principal, 'approvals.read');
  const me = principal.personId;
  return [
    me,
    scopes.includes('tenant'),
    scopes.includes('units') ? unitsFor(principal, 'approvals.read') : [],
    scopes.includes('tree'),
    me === null ? [] : [me, ...delegatorsOf(me, delegations)],
  ];
}
