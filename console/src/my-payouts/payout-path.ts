import type { Payout } from './payout.js';

/** What an amount goes through on its way, as its owner sees it. */
export const PATH = ['requested', 'accepted', 'paid'] as const;

/** How many of them it has behind it. What payroll has not answered was not accepted yet. */
export function stepsOf(state: Payout['state']): number {
  switch (state) {
    case 'requested':
    case 'handed-over':
    case 'unknown':
      return 1;
    case 'accepted':
      return 2;
    case 'paid':
      return 3;
    case 'rejected':
    case 'reversed':
      return 0;
  }
}
