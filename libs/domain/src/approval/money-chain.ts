import type { Role } from '../access/roles.js';
import { conditionsOf, type ChainStep } from './chain.js';

export const FINANCE_ROLES = ['finance-reviewer', 'finance-lead'] as const satisfies readonly Role[];

/** Who makes what is paid: scores, pay plans and the lists themselves. */
export const HR_ROLES = ['hr-partner', 'hr-lead'] as const satisfies readonly Role[];

export const isHr = (role: Role): boolean => HR_ROLES.some((one) => one === role);

export const isFinance = (role: Role): boolean => FINANCE_ROLES.some((one) => one === role);

/** Whether finance signs, whatever the amount: a link that a condition can leave out is no promise, nor is a person or a manager. */
export const isSignedByFinance = (chain: readonly Pick<ChainStep, 'assign' | 'when'>[]): boolean =>
  chain.some(
    ({ assign, ...step }) => assign.kind === 'role' && isFinance(assign.role) && conditionsOf(step).length === 0,
  );
