/** What of a goal may change between two submissions. */
export interface GoalSnapshot {
  goalId: string;
  title: string;
  target: string;
  weight: string;
  actual: string | null;
  outcome: string | null;
  comment: string | null;
  /** Absent in what was submitted before deadlines could be changed. */
  dueOn?: string | null;
}
export interface FieldDiff {
  goalId: string;
  field: string;
  before: string | null;
  after: string | null;
}

const FIELDS = ['title', 'target', 'weight', 'actual', 'outcome', 'comment', 'dueOn'] as const;

export function snapshotOf(goals: readonly (Omit<GoalSnapshot, 'goalId'> & { id: string })[]): GoalSnapshot[] {
  return goals.map(({ id, title, target, weight, actual, outcome, comment, dueOn }) => ({
    goalId: id,
    title,
    target,
    weight,
    actual,
    outcome,
    comment,
    dueOn: dueOn ?? null,
  }));
}

/** What changed since the submission that was returned; nothing when none was. */
export function sheetDiff(before: readonly GoalSnapshot[] | null, after: readonly GoalSnapshot[]): FieldDiff[] {
  if (before === null) return [];
  return before.flatMap((old) => {
    const now = after.find((goal) => goal.goalId === old.goalId);
    return FIELDS.flatMap((field) =>
      now === undefined || old[field] === undefined || now[field] === old[field]
        ? []
        : [{ goalId: old.goalId, field, before: old[field], after: now[field] ?? null }],
    );
  });
}
