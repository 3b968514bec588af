export const ROLES = [
  'employee',
  'manager',
  'hr-partner',
  'hr-lead',
  'finance-reviewer',
  'finance-lead',
  'payroll-integration',
  'ops',
  'admin',
] as const;

export type Role = (typeof ROLES)[number];

export const PRINCIPAL_KINDS = ['person', 'key', 'service', 'workflow'] as const;
export type PrincipalKind = (typeof PRINCIPAL_KINDS)[number];

/** A role in one unit (and what lies below it), or in the whole tenant when unitId is null. */
export interface RoleGrant {
  role: Role;
  unitId: string | null;
}

/** The session a person came by. */
export interface PrincipalSession {
  id: string;
  /** When they last proved who they are: whole seconds since 1970, real time. */
  authTime: number;
}

export interface Principal {
  kind: PrincipalKind;
  tenantId: string;
  /** Of the account, key, service or workflow. */
  id: string;
  personId: string | null;
  roles: RoleGrant[];
  /** Of keys: prefixes of actions, e.g. `payroll.answer`. Of services and workflows: what `machine-grants.ts` gives their name. */
  scopes: string[];
  /** Absent for keys, services and workflows. */
  session?: PrincipalSession | undefined;
}
