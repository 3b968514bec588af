import { DomainError } from '../errors/domain-error.js';
import { compareRatio, ratioOf } from '../exact/ratio.js';
import type { Role } from '../access/roles.js';
import type { Ladder } from '../ladder/ladder.js';
import type { Decision } from './lifecycle.js';

export type Assign =
  | { kind: 'manager'; level: number }
  | { kind: 'role'; role: Role; scope: 'unit' | 'tenant' }
  | { kind: 'unit-head' }
  | { kind: 'person'; number: string };

export type StepMode = 'any' | 'all' | { quorum: number };

export interface ChainStep {
  id: string;
  name: string;
  assign: Assign;
  mode: StepMode;
  /** The step exists only when the amount (decimal string) is strictly above. */
  when?: { fact: 'amount'; above: string };
  ladder: Ladder;
}

export type Chain = ChainStep[];

export interface ChainFacts {
  amount?: string | undefined;
}

export const STEP_OUTCOMES = ['open', 'approved', 'returned', 'rejected'] as const;
export type StepOutcome = (typeof STEP_OUTCOMES)[number];

function applies(step: ChainStep, facts: ChainFacts): boolean {
  if (step.when === undefined) return true;
  // An amount that is not known asks one signature too many rather than one too few.
  if (facts.amount === undefined) return true;
  return compareRatio(ratioOf(facts.amount), ratioOf(step.when.above)) > 0;
}

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
