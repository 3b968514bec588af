import { randomUUID } from 'node:crypto';
import type { Principal, RoleGrant } from '@goalbeat/domain/access/roles';

/** Somebody signed in; their account has the person's id. */
export const personPrincipal = (personId: string, tenantId: string, roles: readonly RoleGrant[] = []): Principal => ({
  kind: 'person',
  tenantId,
  id: personId,
  personId,
  roles: [...roles],
  scopes: [],
});

/** A program with an API key for these prefixes of actions. */
export const keyPrincipal = (scopes: readonly string[], tenantId: string): Principal => ({
  kind: 'key',
  tenantId,
  id: randomUUID(),
  personId: null,
  roles: [],
  scopes: [...scopes],
});
