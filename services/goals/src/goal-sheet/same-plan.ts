import { compareRatio, ratioOf } from '@goalbeat/domain/exact/ratio';

/** What of a goal somebody agrees to. */
export interface PlannedGoal {
  code: string;
  title: string;
  /** Decimal strings; 10 and 10.0 are the same. */
  target: string;
  weight: string;
}

const same = (a: string, b: string): boolean => compareRatio(ratioOf(a), ratioOf(b)) === 0;

/** Whether the same was asked last time, in whatever order. A rewritten title is another goal to whoever signs it. */
export function samePlan(before: readonly PlannedGoal[], now: readonly PlannedGoal[]): boolean {
  if (before.length !== now.length) return false;
  const byCode = new Map(before.map((goal) => [goal.code, goal]));
  return now.every(({ code, title, target, weight }) => {
    const old = byCode.get(code);
    return old !== undefined && old.title === title && same(old.target, target) && same(old.weight, weight);
  });
}
