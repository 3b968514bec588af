import { workingMinutesBetween } from '@goalbeat/domain/calendar/working-time';
import { isDomainError } from '@goalbeat/domain/errors/domain-error';
import { makeRatio, ONE, parseRatioString, ratioToString, type Ratio } from '@goalbeat/domain/exact/ratio';
import { paceOf } from '@goalbeat/domain/scoring/pace';
import { dueAtOf, type CycleDues } from './goal-dues.js';
import type { GoalRow, SheetRow } from './goal-sheet.repository.js';
import { percentOf } from '@goalbeat/domain/exact/percent-of';

type Elapsed = (cycle: CycleDues, goal: Pick<GoalRow, 'dueOn'>, issuedAt: string) => Ratio | null;

/** The share of a goal's working time that has gone by, from its issue to its deadline; sheets of a cycle mostly have the same. */
export function elapsedAt(now: string): Elapsed {
  const known = new Map<string, Ratio | null>();
  return (cycle, goal, issuedAt) => {
    const due = dueAtOf(cycle, goal, issuedAt);
    if (due === null) return null;
    if (due <= now) return ONE;
    const key = `${cycle.period} ${cycle.zone} ${cycle.calendar?.code ?? ''} ${issuedAt} ${due}`;
    const kept = known.get(key);
    if (kept !== undefined) return kept;
    const elapsed = shareOf(cycle, issuedAt, now, due);
    known.set(key, elapsed);
    return elapsed;
  };
}

function shareOf({ calendar, zone }: CycleDues, from: string, now: string, due: string): Ratio | null {
  if (calendar === null || now < from) return null;
  try {
    const all = workingMinutesBetween(calendar, zone, from, due);
    return all === 0 ? null : makeRatio(BigInt(workingMinutesBetween(calendar, zone, from, now)), BigInt(all));
  } catch (error) {
    // A sheet is shown also when nobody has said yet which days are worked.
    if (isDomainError(error) && error.code === 'calendar-not-covered') return null;
    throw error;
  }
}

export function goalPace(
  goal: GoalRow,
  sheet: Pick<SheetRow, 'state' | 'issuedAt'>,
  cycle: CycleDues | undefined,
  elapsedOf: Elapsed,
): { percent: string; red: boolean } | null {
  if (cycle === undefined || sheet.state === 'cancelled') return null;
  const elapsed = elapsedOf(cycle, goal, sheet.issuedAt);
  if (elapsed === null) return null;
  const { type, direction, attainment } = goal;
  const pace = paceOf({ type, direction, attainment: parseRatioString(attainment) }, elapsed, goal.wasRed ?? false);
  return pace === null ? null : { percent: percentOf(ratioToString(pace.share)), red: pace.red };
}

/**
 * The goals with whether they are red at this measurement. Until one, the time that goes by only makes a pace worse: what was red
 * just before is known by what was there until now.
 */
export function markRed(
  before: readonly GoalRow[],
  after: readonly GoalRow[],
  sheet: Pick<SheetRow, 'state' | 'issuedAt'>,
  cycle: CycleDues | undefined,
  elapsedOf: Elapsed,
): GoalRow[] {
  const old = new Map(before.map((goal) => [goal.id, goal]));
  return after.map((goal) => {
    const was = old.get(goal.id);
    if (was === undefined || was === goal) return goal;
    const wasRed = goalPace(was, sheet, cycle, elapsedOf)?.red ?? false;
    return { ...goal, wasRed: goalPace({ ...goal, wasRed }, sheet, cycle, elapsedOf)?.red ?? false };
  });
}
