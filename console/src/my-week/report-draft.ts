import type { Goal } from './sheet-query.js';

export interface Draft {
  readonly outcome: 'done' | 'partly' | 'not-done' | null;
  readonly actual: string;
  readonly comment: string;
  readonly links: string[];
}
export type Missing = 'outcome' | 'actual' | 'number' | 'evidence';

const NUMBER = /^\d{1,15}(\.\d{1,6})?$/;
type Reported = Pick<Goal, 'metric' | 'evidenceRequired'> & {
  evidence: readonly { kind: string; name: string }[];
};

/** What was told before is where one starts from. */
export const emptyItem = (goal: Pick<Goal, 'outcome' | 'actual' | 'comment' | 'evidence'>): Draft => ({
  outcome: goal.outcome,
  actual: goal.actual ?? '',
  comment: goal.comment ?? '',
  links: goal.evidence.flatMap(({ kind, name }) => (kind === 'link' ? [name] : [])),
});

/** Done as wanted needs no counting: the target, unless the person typed a figure here or is beyond it already. */
export function actualWhenDone(goal: Pick<Goal, 'actual' | 'target' | 'attainment'>, typed: string): string {
  const untouched = typed === '' || typed === goal.actual;
  return untouched && Number(goal.attainment) < 100 ? goal.target : typed;
}

/** What keeps a goal from being reported. */
export function missingIn(goal: Reported, { outcome, actual, links }: Draft): Missing[] {
  if (outcome === null) return ['outcome'];
  const missing: Missing[] = [];
  if (actual !== '' && !NUMBER.test(actual)) missing.push('number');
  if (actual === '' && outcome === 'partly' && goal.metric === null) missing.push('actual');
  const shown = links.length > 0 || goal.evidence.some(({ kind }) => kind === 'file');
  if (goal.evidenceRequired && outcome !== 'not-done' && !shown) missing.push('evidence');
  return missing;
}
