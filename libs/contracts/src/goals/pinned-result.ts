import type { GoalResult, SheetResult } from './events.js';

export interface PinnedResult extends Omit<SheetResult, 'goals'> {
  goals: Omit<GoalResult, 'late'>[];
}

/**
 * What of a sheet's result the batch's checksum covers. Whether a goal was late counts for nothing and is left out: a receiver of
 * the version before, which drops members that it does not know, must come to the same sum.
 */
export const pinnedResult = (sheet: SheetResult): PinnedResult => ({
  ...sheet,
  goals: sheet.goals.map((goal) => {
    const { late: _, ...pinned } = goal;
    return pinned;
  }),
});
