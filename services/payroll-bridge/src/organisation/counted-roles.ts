import { isFinance, isHr } from '@goalbeat/domain/approval/money-chain';
import type { RoleGrant } from '@goalbeat/domain/access/roles';

/** Person → what directory says now. */
export type LiveRoles = ReadonlyMap<string, readonly RoleGrant[]>;

/** What counts of somebody's roles where money is decided: what our copy and directory both have, and of HR's what either has. */
export function countedRoles(copied: readonly RoleGrant[] = [], live: readonly RoleGrant[] = []): RoleGrant[] {
  const both = copied.filter(({ role }) => live.some((grant) => grant.role === role));
  return [...both, ...[...copied, ...live].filter(({ role }) => isHr(role))];
}

export const isOfHr = (roles: readonly RoleGrant[]): boolean => roles.some(({ role }) => isHr(role));

/** Whoever is of HR makes what is paid, and decides nothing about it with a role of finance besides. */
export const isOfFinance = (roles: readonly RoleGrant[]): boolean =>
  !isOfHr(roles) && roles.some(({ role }) => isFinance(role));

export const isLead = (roles: readonly RoleGrant[]): boolean =>
  isOfFinance(roles) && roles.some(({ role }) => role === 'finance-lead');
