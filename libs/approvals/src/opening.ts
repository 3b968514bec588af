import type { Chain, ChainFacts } from '@goalbeat/domain/approval/chain';
import type { Instant } from '@goalbeat/domain/clock/instant';
import type { QuietHours } from '@goalbeat/domain/ladder/quiet-hours';
import type { StepName } from '@goalbeat/domain/cycle/steps';

/** What a service hands over when something of its own must be decided. */
export interface Opening {
  subjectKind: string;
  subjectId: string;
  /** Who or what it is about, as the desk shows it. */
  title: string;
  /** Whose sheet, score or line it is; null for a unit's or a list's. */
  ownerId: string | null;
  /** Who asks for the decision; null when a timer does. */
  requesterId: string | null;
  /** Who gains by it, and who made it what it is: none of them may decide. */
  beneficiaryIds: readonly string[];
  unitId: string | null;
  cycleId: string | null;
  chain: Chain;
  /** Units are looked up where a condition asks for them. */
  facts: ChainFacts;
  /** Instants of the cycle's timeline, for ladders that are due at a step. */
  stepCaps: Partial<Record<StepName, Instant>>;
  /** The cycle definition's, for people who have set none of their own; absent: as the cycle that is followed has it. */
  quietHours?: QuietHours | null | undefined;
}

export interface Todo {
  subjectKind: string;
  subjectId: string;
  title: string;
  assigneeIds: readonly string[];
  cycleId: string | null;
  unitId: string | null;
  dueAt: Instant | null;
}
