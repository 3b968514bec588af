export const GOAL_TYPES = ['quantity', 'percentage', 'amount', 'duration', 'milestone', 'yes-no', 'rating'] as const;
export type GoalType = (typeof GOAL_TYPES)[number];

/** Which way is better. */
export const DIRECTIONS = ['higher', 'lower'] as const;
export type Direction = (typeof DIRECTIONS)[number];

export const LOWER_FORMULAS = ['2-minus', 'target-over-actual'] as const;
export type LowerFormula = (typeof LOWER_FORMULAS)[number];

/** What a target says: the value to reach, or by how much the baseline is to move. */
export const TARGET_KINDS = ['value', 'percentage-points', 'relative-change'] as const;
export type TargetKind = (typeof TARGET_KINDS)[number];
