import type { GoalView, SheetView } from '@goalbeat/contracts/goals/sheet-http';
import type { SheetState } from '@goalbeat/domain/sheet/lifecycle';
import type { z } from 'zod';
import type { EvidenceRow, FeedbackRow, GoalRow, SheetRow } from './goal-sheet.repository.js';
import { localOf } from '@goalbeat/domain/calendar/zone';
import { instantFromMs, instantMs } from '@goalbeat/domain/clock/instant';
import { daysBetween } from '@goalbeat/domain/period/local-date';
import { dueAtOf, type CycleDues } from './goal-dues.js';
import { goalPace, type elapsedAt } from './goal-pace.js';
import { percentOf } from '@goalbeat/domain/exact/percent-of';
import { sheetDiff, snapshotOf } from './sheet-diff.js';

export type SheetAnswer = z.infer<typeof SheetView>;

export interface SheetParts {
  goals: readonly GoalRow[];
  evidence: readonly EvidenceRow[];
  feedback: readonly FeedbackRow[];
  /** By cycle. */
  dues: ReadonlyMap<string, CycleDues>;
  /** Business time. */
  now: string;
  elapsed: ReturnType<typeof elapsedAt>;
}

const CLOSED: readonly SheetState[] = ['confirmed', 'unreported', 'cancelled'];

/** Local days; a day that ends at midnight is not the next one. */
function daysLeft(dueAt: string, now: string, zone: string): number {
  const last = localOf(instantFromMs(instantMs(dueAt) - 1), zone).date;
  return Math.max(0, daysBetween(localOf(now, zone).date, last));
}

function goalView(
  goal: GoalRow,
  sheet: SheetRow,
  { evidence, dues, now, elapsed }: SheetParts,
): z.infer<typeof GoalView> {
  const { sheetId: _, wasRed: __, attainment, metric = null, lateSince = null, ...rest } = goal;
  const { dueOn = null, lowerFormula = null, ratingMax = null, ...shown } = rest;
  const cycle = dues.get(sheet.cycleId);
  const dueAt = cycle === undefined ? null : dueAtOf(cycle, goal, sheet.issuedAt);
  const open = goal.outcome === null && !CLOSED.includes(sheet.state);
  return {
    ...shown,
    metric,
    dueOn,
    dueAt,
    daysLeft: open && cycle !== undefined && dueAt !== null ? daysLeft(dueAt, now, cycle.zone) : null,
    late: lateSince === null ? null : { since: lateSince },
    lowerFormula,
    ratingMax,
    attainment: percentOf(attainment),
    pace: goalPace(goal, sheet, cycle, elapsed),
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
    goals: goals.map((goal) => goalView(goal, sheet, parts)),
    diff: sheetDiff(sheet.returned, snapshotOf(goals)),
    approvalId,
    changedByHr: sheet.changedAt === null ? null : { at: sheet.changedAt, reason: sheet.changedReason ?? '' },
    leftOn: sheet.leftOn,
    feedback: parts.feedback
      .filter((one) => one.sheetId === id)
      .map(({ at, byPersonId, text }) => ({ at, byPersonId, text })),
  };
}
