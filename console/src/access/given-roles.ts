import type { Role } from './access-queries.js';

/** Roles that an administrator gives; everybody is an employee, and whoever leads somebody is their manager, without being told so. */
export const GIVEN_ROLES = [
  'admin',
  'ops',
  'hr-lead',
  'hr-partner',
  'finance-lead',
  'finance-reviewer',
  'payroll-integration',
  'manager',
  'employee',
] as const satisfies readonly Role[];

/** These hold in one department and below it, or in all of the company. */
const BY_UNIT: readonly Role[] = ['hr-partner', 'finance-reviewer'];
export const isByUnit = (role: Role): boolean => BY_UNIT.includes(role);
