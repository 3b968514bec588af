import type { z } from 'zod';
import type { CycleChangeRow, KEPT_REASONS } from '@goalbeat/contracts/goals/cycle-http';
import { compareRatio, formatRatio, ratioOf, subRatio, sumRatios } from '@goalbeat/domain/exact/ratio';
import { prorateGoal, prorateTarget } from '@goalbeat/domain/pay/proration';
import { plain, scaleWeights } from '@goalbeat/domain/sheet/scale-weights';
import { v7 as uuidv7 } from 'uuid';
import type { GoalRow } from '../goal-sheet/goal-sheet.repository.js';
import { measured } from '../goal-sheet/measure.js';
import type { TemplateGoal } from '../goal-sheet/sheet-writer.js';

export interface ChangeableGoal extends GoalRow {
  position: number;
  /** As HR gave it, prorated; null where it is not known. */
  issuedTarget: string | null;
  issuedWeight: string | null;
  hasEvidence: boolean;
}
/** Days that targets are prorated by. */
export interface TargetDays {
  worked: number;
  full: number;
}
export type GoalsChange =
  | { kind: 'template'; goals: readonly TemplateGoal[] }
  /** `exact`: meant for this person, so neither prorated nor kept from them. */
  | { kind: 'target'; goal: string; target: string; exact: boolean }
  | { kind: 'weight'; goal: string; weight: string; exact: boolean };

export type Kept = { goal: string; why: (typeof KEPT_REASONS)[number] };
export interface ChangedSheet {
  goals: ChangeableGoal[];
  /** Ids of goals that go. */
  dropped: string[];
  kept: Kept[];
  changes: z.infer<typeof CycleChangeRow>['changes'];
}

const HUNDRED = ratioOf('100');

const same = (a: string, b: string): boolean => compareRatio(ratioOf(a), ratioOf(b)) === 0;
const differs = (now: string, issued: string | null): boolean => issued !== null && !same(now, issued);
export const targetAdjusted = (goal: ChangeableGoal): boolean => differs(goal.target, goal.issuedTarget);
export const weightAdjusted = (goal: ChangeableGoal): boolean => differs(goal.weight, goal.issuedWeight);
const touched = (goal: ChangeableGoal): boolean =>
  goal.actual !== null || goal.outcome !== null || goal.comment !== null || goal.hasEvidence || targetAdjusted(goal);

/**
 * One sheet after HR's change: pure, so that a dry run, the change itself and a sheet issued later come to the same goals.
 * @throws validation (a value that cannot be measured)
 */
export function changeGoals(
  goals: readonly ChangeableGoal[],
  change: GoalsChange,
  days: TargetDays,
  overrideAdjusted: boolean,
): ChangedSheet {
  switch (change.kind) {
    case 'template':
      return toTemplate(goals, change.goals, days, overrideAdjusted);
    case 'target':
      return toTarget(goals, change, days, overrideAdjusted);
    case 'weight':
      return toWeight(goals, change, overrideAdjusted);
  }
}

function toTarget(
  goals: readonly ChangeableGoal[],
  change: Extract<GoalsChange, { kind: 'target' }>,
  days: TargetDays,
  overrideAdjusted: boolean,
): ChangedSheet {
  const kept: Kept[] = [];
  const after = goals.map((goal) => {
    if (goal.code !== change.goal) return goal;
    if (targetAdjusted(goal) && !overrideAdjusted && !change.exact) {
      kept.push({ goal: goal.code, why: 'target-adjusted' });
      return goal;
    }
    const target = change.exact ? change.target : prorateTarget(goal.type, change.target, days.worked, days.full);
    return withTarget(goal, target);
  });
  return result(goals, after, [], kept);
}

function toWeight(
  goals: readonly ChangeableGoal[],
  change: Extract<GoalsChange, { kind: 'weight' }>,
  overrideAdjusted: boolean,
): ChangedSheet {
  const own = goals.find((goal) => goal.code === change.goal);
  if (own === undefined) return result(goals, goals, [], []);
  if (goals.some(weightAdjusted) && !overrideAdjusted && !change.exact) {
    return result(
      goals,
      goals,
      [],
      same(own.weight, change.weight) ? [] : [{ goal: own.code, why: 'weight-adjusted' }],
    );
  }
  const others = goals.filter((goal) => goal.code !== change.goal);
  const group = others.filter((goal) => goal.group === own.group);
  const apart = others.filter((goal) => goal.group !== own.group);
  // What other groups leave of 100, so that a sheet that did not add up does so now.
  const room = subRatio(HUNDRED, sumRatios(apart.map((goal) => ratioOf(goal.weight))));
  // Within the group as long as it can hold it; else the whole sheet makes room.
  const within = group.length > 0 && compareRatio(ratioOf(change.weight), room) <= 0;
  const giving = within ? group : others;
  const left = formatRatio(subRatio(within ? room : HUNDRED, ratioOf(change.weight)), 6);
  const scaled = scaleWeights(
    giving.map((goal) => ({ key: goal.id, weight: goal.weight })),
    left,
  );
  // Alone on its sheet a goal has all the weight there is.
  const ownWeight = others.length === 0 ? '100' : plain(change.weight);
  const after = goals.map((goal) =>
    goal.id === own.id ? withWeight(goal, ownWeight) : withWeight(goal, scaled.get(goal.id) ?? goal.weight),
  );
  return result(goals, after, [], []);
}

function toTemplate(
  goals: readonly ChangeableGoal[],
  template: readonly TemplateGoal[],
  days: TargetDays,
  overrideAdjusted: boolean,
): ChangedSheet {
  const kept: Kept[] = [];
  const own = new Map(goals.map((goal) => [goal.code, goal]));
  const wanted = template.map((goal, position): ChangeableGoal => {
    const before = own.get(goal.code);
    const { target, baseline } = prorateGoal(goal, days.worked, days.full);
    if (before === undefined) return added({ ...goal, baseline }, target, position, goals[0]?.sheetId ?? '');
    const { code: _, target: __, weight: ___, ...rest } = goal;
    const held = { ...before, ...rest, ...rulesOf(goal), baseline, position };
    if (!targetAdjusted(before) || overrideAdjusted) return withTarget(held, target);
    if (!same(before.target, target)) kept.push({ goal: goal.code, why: 'target-adjusted' });
    return { ...remeasured(held), issuedTarget: target };
  });
  const gone = goals.filter((goal) => !template.some(({ code }) => code === goal.code));
  const staying = gone.filter(touched);
  for (const goal of staying) kept.push({ goal: goal.code, why: 'has-progress' });
  const after = [...wanted, ...staying.map((goal, n) => ({ ...goal, position: wanted.length + n }))];
  const sameGoals = gone.length === 0 && wanted.every((goal) => own.has(goal.code));
  const dropped = gone.filter((goal) => !staying.includes(goal)).map((goal) => goal.id);
  if (sameGoals && goals.some(weightAdjusted) && !overrideAdjusted) {
    const [first] = goals.filter(weightAdjusted);
    if (first !== undefined && !template.every((goal) => same(own.get(goal.code)?.weight ?? '0', goal.weight)))
      kept.push({ goal: first.code, why: 'weight-adjusted' });
    return result(goals, after, dropped, kept);
  }
  const weights = scaleWeights(
    after.map((goal) => ({
      key: goal.id,
      weight: template.find(({ code }) => code === goal.code)?.weight ?? goal.weight,
    })),
    '100',
  );
  const weighed = after.map((goal) => withWeight(goal, weights.get(goal.id) ?? goal.weight));
  return result(goals, weighed, dropped, kept);
}

/** As a sheet's goal keeps what its template says of measuring it. */
const rulesOf = ({ metric, scoring }: TemplateGoal) => ({
  metric,
  lowerFormula: scoring?.lower ?? null,
  ratingMax: scoring?.scale ?? null,
});

function added(goal: TemplateGoal, target: string, position: number, sheetId: string): ChangeableGoal {
  return {
    ...goal,
    ...rulesOf(goal),
    id: uuidv7(),
    sheetId,
    position,
    target,
    issuedTarget: target,
    issuedWeight: goal.weight,
    hasEvidence: false,
    actual: null,
    outcome: null,
    comment: null,
    attainment: '0/1',
    returnedReason: null,
  };
}

const remeasured = (goal: ChangeableGoal): ChangeableGoal => ({ ...goal, attainment: measured(goal).attainment });
const withTarget = (goal: ChangeableGoal, target: string): ChangeableGoal =>
  remeasured({ ...goal, target, issuedTarget: target });
const withWeight = (goal: ChangeableGoal, weight: string): ChangeableGoal => ({
  ...goal,
  weight,
  issuedWeight: weight,
});

const FIELDS = [
  'title',
  'type',
  'direction',
  'target',
  'baseline',
  'unit',
  'weight',
  'group',
  'evidenceRequired',
] as const;
const NUMERIC = new Set<string>(['target', 'baseline', 'weight']);

function result(
  before: readonly ChangeableGoal[],
  after: readonly ChangeableGoal[],
  dropped: string[],
  kept: Kept[],
): ChangedSheet {
  const changes = after.flatMap((goal): ChangedSheet['changes'] => {
    const old = before.find((one) => one.id === goal.id);
    if (old === undefined) return [{ goal: goal.code, field: 'goal', before: null, after: goal.target }];
    return FIELDS.flatMap((field) => {
      const [was, is] = [old[field], goal[field]].map((value) => (value === null ? null : String(value)));
      if (was === is || (NUMERIC.has(field) && was != null && is != null && same(was, is))) return [];
      return [{ goal: goal.code, field, before: was ?? null, after: is ?? null }];
    });
  });
  const gone = before
    .filter((goal) => dropped.includes(goal.id))
    .map((goal) => ({ goal: goal.code, field: 'goal', before: goal.target, after: null }));
  return { goals: [...after], dropped, kept, changes: [...changes, ...gone] };
}
