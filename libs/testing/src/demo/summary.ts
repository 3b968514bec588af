import type { Findings } from './verdict.js';
import { sumsOf } from './verdict.js';

/** The demonstration's result in one JSON object; the keys are a contract with whoever reads it. */
export interface Summary {
  people: number;
  sheets: { issued: number; reported: number; confirmed: number };
  approvals: { decided: number; reminded: number; escalated: number; delegated: number; timedOut: number };
  bonus: { lines: number; totals: Record<string, string> };
  payouts: { requested: number; paid: number; rejected: number };
  payrollBook: Record<string, string>;
  unpaid: Record<string, string>;
  reconciled: boolean;
  console: string;
  temporalUi: string;
}

export function summarise(
  findings: Findings,
  about: { people: number; reconciled: boolean; console: string; temporalUi: string },
): Summary {
  const total = (key: keyof Summary['approvals']): number => findings.approvals.reduce((sum, one) => sum + one[key], 0);
  const { totals, payrollBook, unpaid } = sumsOf(findings);
  const inState = (state: string): number => findings.payouts.filter((payout) => payout.state === state).length;
  return {
    people: about.people,
    sheets: findings.sheets,
    approvals: {
      decided: total('decided'),
      reminded: total('reminded'),
      escalated: total('escalated'),
      delegated: total('delegated'),
      timedOut: total('timedOut'),
    },
    bonus: {
      lines: findings.lists.filter((list) => list.kind === 'cycle').reduce((sum, list) => sum + list.lines, 0),
      totals,
    },
    payouts: { requested: findings.payouts.length, paid: inState('paid'), rejected: inState('rejected') },
    payrollBook,
    unpaid,
    reconciled: about.reconciled,
    console: about.console,
    temporalUi: about.temporalUi,
  };
}
