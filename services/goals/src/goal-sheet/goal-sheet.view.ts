import type { GoalView, SheetView } from '@goalbeat/contracts/goals/sheet-http';
import type { z } from 'zod';
import type { EvidenceRow, FeedbackRow, GoalRow, SheetRow } from './goal-sheet.repository.js';
import { percentOf } from './measure.js';
import { sheetDiff, snapshotOf } from './sheet-diff.js';

export type SheetAnswer = z.infer<typeof SheetView>;

export interface SheetParts {
  goals: readonly GoalRow[];
  evidence: readonly EvidenceRow[];
  feedback: readonly FeedbackRow[];
}

function goalView(goal: GoalRow, evidence: readonly EvidenceRow[]): z.infer<typeof GoalView> {
  const { sheetId: _, attainment, metric = null, dueOn = null, lowerFormula = null, ratingMax = null, ...shown } = goal;
  return {
    ...shown,
    metric,
    dueOn,
    lowerFormula,
    ratingMax,
    attainment: percentOf(attainment),
    evidence: evidence
      .filter((one) => one.goalId === goal.id)
      .map(({ id, kind, name, sha256 }) => ({ id, kind, name, sha256 })),
  };
}

export function sheetView(sheet: SheetRow, parts: SheetParts): SheetAnswer {
  const goals = parts.goals.filter((goal) => goal.sheetId === sheet.id);
  const { id, cycleId, period, personId, personName, unitId, state, version, workedDays, fullDays, approvalId } = sheet;
  return {
    id,
    cycleId,
    period,
    personId,
    personName,
    unitId,
    state,
    version,
    completion: percentOf(sheet.completion),
    provisional: state !== 'confirmed' && state !== 'unreported',
    workedDays,
    fullDays,
    goals: goals.map((goal) => goalView(goal, parts.evidence)),
    diff: sheetDiff(sheet.returned, snapshotOf(goals)),
    approvalId,
    changedByHr: sheet.changedAt === null ? null : { at: sheet.changedAt, reason: sheet.changedReason ?? '' },
    leftOn: sheet.leftOn,
    feedback: parts.feedback
      .filter((one) => one.sheetId === id)
      .map(({ at, byPersonId, text }) => ({ at, byPersonId, text })),
  };
}
