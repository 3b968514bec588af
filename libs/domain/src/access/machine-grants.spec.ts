import { describe, expect, it } from '@jest/globals';
import { INTERNAL_ACTIONS, SERVICE_GRANTS, WORKFLOW_GRANTS, machineMay } from './machine-grants.js';
import { ACTIONS, scopesFor } from './policy.js';
import type { Principal, PrincipalKind } from './roles.js';

const principal = (kind: PrincipalKind, scopes: readonly string[]): Principal => ({
  kind,
  tenantId: 't1',
  id: 'x',
  personId: null,
  roles: [],
  scopes: [...scopes],
});

describe('the rights of services and workflows', () => {
  it('are their own names’ only: no prefix, no star, and never a person’s or a key’s', () => {
    expect(machineMay(principal('service', ['internal.tasks.read']), 'internal.tasks.read')).toBe(true);
    for (const scopes of [[], ['internal'], ['internal.tasks'], ['*']])
      expect(machineMay(principal('service', scopes), 'internal.tasks.read')).toBe(false);
    for (const kind of ['person', 'key'] as const)
      expect(machineMay(principal(kind, ['internal.tasks.read', '*']), 'internal.tasks.read')).toBe(false);
  });

  it('hold nothing of what people may', () => {
    const machines = [
      ...Object.values(SERVICE_GRANTS).map((scopes) => principal('service', scopes)),
      ...Object.values(WORKFLOW_GRANTS).map((scopes) => principal('workflow', scopes)),
    ];
    for (const machine of machines) for (const action of ACTIONS) expect(scopesFor(machine, action)).toEqual([]);
  });

  it('are each somebody’s', () => {
    const granted = new Set(Object.values(SERVICE_GRANTS).flat());
    expect(INTERNAL_ACTIONS.filter((action) => !granted.has(action))).toEqual([]);
  });
});
