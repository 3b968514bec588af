import { DomainError } from '../errors/domain-error.js';
import { compareRatio, parseRatioString, ratioOf } from '../exact/ratio.js';
import type { Role } from '../access/roles.js';
import type { Ladder } from '../ladder/ladder.js';
import type { Decision } from './lifecycle.js';

export type Assign =
  | { kind: 'manager'; level: number }
  | { kind: 'role'; role: Role; scope: 'unit' | 'tenant' }
  | { kind: 'unit-head' }
  | { kind: 'person'; number: string };

export type StepMode = 'any' | 'all' | { quorum: number };

/** What must be so for a step to exist: of scores, what must be so of one of them. `above` and `below` are strict; decimal strings. */
export type Condition =
  /** `currency`: an ISO code or an asset's; without one the limit is in the currency of whatever pays, see `limitsIn`. */
  | { fact: 'amount'; above: string; currency?: string | undefined }
  | { fact: 'score'; above: string }
  | { fact: 'score'; below: string }
  /** The subject's unit is one of these or lies below one of them. */
  | { fact: 'unit'; in: readonly string[] };

export interface ChainStep {
  id: string;
  name: string;
  assign: Assign;
  mode: StepMode;
  /** The step exists only where all of it holds. */
  when?: Condition | readonly Condition[] | undefined;
  /** Employee number of who decides where nobody else is left, as for a signer's own line. */
  finalDecider?: string | undefined;
  /** One desk entry and one decision for all that waits for the same person in a unit. */
  bundle?: 'unit' | undefined;
  ladder: Ladder;
}

export type Chain = ChainStep[];

/** What is known of a subject; an absent one is not known. */
export interface ChainFacts {
  /** What a limit is held against: of a list that with all that is signed, or waits to be, beside it. */
  amount?: string | undefined;
  /** What the amount is in. */
  currency?: string | undefined;
  /** What of the amount is the subject's own, and what that of so many other lists of the same cycle. */
  amountOf?: { own: string; others: string; lists: number } | undefined;
  /** Of all that are decided about together; exact fractions such as `104/1`. */
  scores?: { lowest: string; highest: string } | undefined;
  /** Codes of the subject's unit and of those above it. */
  units?: readonly string[] | undefined;
  /** Whether it differs from the person's last period; not known counts as different. */
  changed?: boolean | undefined;
}

export const STEP_OUTCOMES = ['open', 'approved', 'returned', 'rejected'] as const;
export type StepOutcome = (typeof STEP_OUTCOMES)[number];

export const conditionsOf = ({ when }: Pick<ChainStep, 'when'>): readonly Condition[] =>
  when === undefined ? [] : 'fact' in when ? [when] : when;

/** Limits that do not say what they are in are in this currency. */
export const limitsIn = (chain: Chain, currency: string): Chain =>
  chain.map((step) => {
    const { when } = step;
    if (when === undefined) return step;
    const said = (one: Condition): Condition => (one.fact === 'amount' ? { currency, ...one } : one);
    return { ...step, when: 'fact' in when ? said(when) : when.map(said) };
  });

/** What is not known asks one signature too many rather than one too few. */
function holds(condition: Condition, facts: ChainFacts): boolean {
  if (condition.fact === 'unit') return facts.units?.some((code) => condition.in.includes(code)) ?? true;
  if (condition.fact === 'amount') {
    if (facts.amount === undefined) return true;
    // Whether 85000 dinars are more than 50000 yuan no figure says.
    if (condition.currency !== undefined && condition.currency !== facts.currency) return true;
    return compareRatio(ratioOf(facts.amount), ratioOf(condition.above)) > 0;
  }
  if (facts.scores === undefined) return true;
  const { lowest, highest } = facts.scores;
  return 'above' in condition
    ? compareRatio(parseRatioString(highest), ratioOf(condition.above)) > 0
    : compareRatio(parseRatioString(lowest), ratioOf(condition.below)) < 0;
}

const applies = (step: ChainStep, facts: ChainFacts): boolean =>
  conditionsOf(step).every((condition) => holds(condition, facts));

/** The first step that applies after the given one (null: from the start); null when the chain is done. Raises validation. */
export function nextStep(chain: Chain, afterStepId: string | null, facts: ChainFacts): ChainStep | null {
  const from = afterStepId === null ? -1 : chain.findIndex((step) => step.id === afterStepId);
  if (afterStepId !== null && from < 0) {
    throw new DomainError('validation', 'The chain has no such step.', { details: { stepId: afterStepId } });
  }
  return chain.slice(from + 1).find((step) => applies(step, facts)) ?? null;
}

/**
 * Outcome of a step from its live tasks (superseded ones left out): any reject or return decides at once.
 * A quorum that the step has too few people for stays open, it is never lowered.
 */
export function stepOutcome(mode: StepMode, tasks: readonly { decision: Decision | null }[]): StepOutcome {
  if (tasks.some((task) => task.decision === 'reject')) return 'rejected';
  if (tasks.some((task) => task.decision === 'return')) return 'returned';
  const approvals = tasks.filter((task) => task.decision === 'approve').length;
  const needed = mode === 'any' ? 1 : mode === 'all' ? Math.max(1, tasks.length) : Math.max(1, mode.quorum);
  return approvals >= needed ? 'approved' : 'open';
}
