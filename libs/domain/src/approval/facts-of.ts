import type { Condition } from './chain.js';

/**
 * What is known of each subject of a definition's chains, and so may be a condition: a plan or report belongs to a unit, results
 * have scores, a bonus list has a sum. A condition on anything else would always hold.
 */
export const FACTS_OF = {
  plan: ['unit'],
  report: ['unit'],
  results: ['score'],
  'bonus-list': ['amount'],
} as const satisfies Readonly<Record<string, readonly Condition['fact'][]>>;

/** What may be asked of the subject; of a kind that is not listed, anything. */
export function factsOf(subject: string): readonly Condition['fact'][] {
  const known: Readonly<Record<string, readonly Condition['fact'][]>> = FACTS_OF;
  return known[subject] ?? ['amount', 'score', 'unit'];
}
