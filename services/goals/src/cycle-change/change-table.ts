import { createHash } from 'node:crypto';
import type { CycleChangeCounts, CycleChangeRow, PLAN_AFTER_CHANGE } from '@goalbeat/contracts/goals/cycle-http';
import { formatRatio, parseRatioString } from '@goalbeat/domain/exact/ratio';
import { isDomainError } from '@goalbeat/domain/errors/domain-error';
import { scoreSheet, type RuleSet } from '@goalbeat/domain/scoring/points';
import type { SheetState } from '@goalbeat/domain/sheet/lifecycle';
import { stableJson } from '@goalbeat/service-kit/db/command-request';
import type { z } from 'zod';
import { percentOf } from '@goalbeat/domain/exact/percent-of';
import { completionOf } from '../goal-sheet/measure.js';
import {
  changeGoals,
  type ChangeableGoal,
  type ChangedSheet,
  type GoalsChange,
  type TargetDays,
} from './change-goals.js';

export type Row = z.infer<typeof CycleChangeRow>;
export type Counts = z.infer<typeof CycleChangeCounts>;

export interface ChangeableSheet {
  id: string;
  personId: string;
  personName: string;
  unitId: string;
  state: SheetState;
  version: number;
  completion: string;
  days: TargetDays;
  goals: ChangeableGoal[];
}
/** A sheet that becomes another. */
export interface Changed {
  sheet: ChangeableSheet;
  after: ChangedSheet;
  completion: string;
  row: Row;
}
export interface Table {
  rows: Row[];
  changed: Changed[];
  counts: Counts;
}
/** What scores are computed by before and after; null where there is no rule set to ask. */
export interface Rules {
  before: RuleSet | null;
  after: RuleSet | null;
}

const UNCHANGED = (goals: ChangeableGoal[]): ChangedSheet => ({ goals, dropped: [], kept: [], changes: [] });

/** One's own sheet stays as it is: what is asked of oneself is for somebody else in HR to change. */
function keptForOthers(goals: ChangeableGoal[], after: ChangedSheet): ChangedSheet {
  const codes = new Set([...after.changes, ...after.kept].map(({ goal }) => goal));
  return { ...UNCHANGED(goals), kept: [...codes].map((goal) => ({ goal, why: 'own-sheet' })) };
}

/**
 * Who changes by how much, in the order of the sheets. `change` null: only the rules change; `changer`: whose own sheet is left
 * out. Pure. @throws validation
 */
export function tableOf(
  sheets: readonly ChangeableSheet[],
  change: GoalsChange | null,
  overrideAdjusted: boolean,
  rules: Rules,
  changer: string | null,
): Table {
  const all = sheets.map((sheet): Changed => {
    const asked =
      change === null ? UNCHANGED(sheet.goals) : changeGoals(sheet.goals, change, sheet.days, overrideAdjusted);
    const after = sheet.personId === changer ? keptForOthers(sheet.goals, asked) : asked;
    const completion = after.changes.length === 0 ? sheet.completion : completionOf(after.goals);
    return { sheet, after, completion, row: rowOf(sheet, after, completion, rules) };
  });
  const moved = ({ row }: Changed): boolean =>
    row.completionBefore !== row.completionAfter || row.scoreBefore !== row.scoreAfter;
  const changed = all.filter(({ after }) => after.changes.length > 0);
  const listed = all.filter((one) => one.after.changes.length > 0 || one.after.kept.length > 0 || moved(one));
  const rows = listed.map(({ row }) => row);
  return {
    rows,
    changed,
    counts: {
      sheets: sheets.length,
      changed: changed.length,
      kept: rows.filter((row) => row.kept.length > 0).length,
      staysApproved: changed.filter(({ row }) => row.plan === 'stays-approved').length,
      beingDecided: changed.filter(({ row }) => row.plan === 'being-decided').length,
      resultsMoved: all.filter(moved).length,
    },
  };
}

/**
 * What would be done, as a hash: which goals of whose sheets become what, and what stays. Progress that people make meanwhile
 * moves the figures beside it, not what is done.
 */
export function fingerprintOf(what: unknown, rows: readonly Row[]): string {
  const done = rows.map(({ sheetId, changes, kept, plan }) => ({ sheetId, changes, kept, plan }));
  return createHash('sha256').update(stableJson({ what, done })).digest('hex');
}

function rowOf(sheet: ChangeableSheet, after: ChangedSheet, completion: string, rules: Rules): Row {
  return {
    sheetId: sheet.id,
    personId: sheet.personId,
    personName: sheet.personName,
    unitId: sheet.unitId,
    state: sheet.state,
    changes: after.changes,
    kept: after.kept,
    plan: planOf(sheet.state),
    completionBefore: percentOf(sheet.completion),
    completionAfter: percentOf(completion),
    scoreBefore: scoreOf(rules.before, sheet.goals),
    scoreAfter: scoreOf(rules.after, after.goals),
  };
}

/** Two decimals; null without rules, or with some that do not know a group. */
export function scoreOf(rules: RuleSet | null, goals: readonly ChangeableGoal[]): string | null {
  if (rules === null) return null;
  const measured = goals.map(({ id, group, weight, attainment }) => ({
    goalId: id,
    group,
    weight,
    attainment: parseRatioString(attainment),
  }));
  try {
    return formatRatio(scoreSheet(rules, measured).score, 2);
  } catch (error) {
    if (isDomainError(error)) return null;
    throw error;
  }
}

/** An accepted plan that HR changes on purpose stays accepted: its owner is told, nobody decides it again. */
function planOf(state: SheetState): (typeof PLAN_AFTER_CHANGE)[number] {
  switch (state) {
    case 'issued':
    case 'plan-returned':
      return 'not-approved';
    case 'plan-submitted':
    case 'report-submitted':
      return 'being-decided';
    case 'planned':
    case 'report-returned':
    case 'confirmed':
    case 'unreported':
    case 'cancelled':
      return 'stays-approved';
  }
}
