import type { Goal, LastSheet } from './desk-query.js';

export type LastGoal = LastSheet['goals'][number];
export interface ComparedGoal {
  readonly goal: Goal;
  /** What was agreed last under the same code; undefined: it is new. */
  readonly before: LastGoal | undefined;
  readonly changed: readonly ('title' | 'target' | 'weight')[];
}
export interface Comparison {
  readonly goals: readonly ComparedGoal[];
  /** Agreed last and not asked for any more. */
  readonly gone: readonly LastGoal[];
  readonly same: boolean;
}

/** Decimals of one scale or another: 10 is 10.0. */
export const sameDecimal = (a: string, b: string): boolean => plain(a) === plain(b);
const plain = (text: string): string => (text.includes('.') ? text.replace(/\.?0+$/, '') : text);

/** What differs from the plan that was agreed last. */
export function compareLast(goals: readonly Goal[], last: LastSheet): Comparison {
  const before = new Map(last.goals.map((goal) => [goal.code, goal]));
  const compared = goals.map((goal): ComparedGoal => {
    const old = before.get(goal.code);
    if (old === undefined) return { goal, before: undefined, changed: [] };
    const changed = [
      ...(old.title === goal.title ? [] : (['title'] as const)),
      ...(sameDecimal(old.target, goal.target) ? [] : (['target'] as const)),
      ...(sameDecimal(old.weight, goal.weight) ? [] : (['weight'] as const)),
    ];
    return { goal, before: old, changed };
  });
  const now = new Set(goals.map(({ code }) => code));
  const gone = last.goals.filter(({ code }) => !now.has(code));
  const same = gone.length === 0 && compared.every((one) => one.before !== undefined && one.changed.length === 0);
  return { goals: compared, gone, same };
}
