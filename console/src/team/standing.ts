import type { components } from '@goalbeat/api-client/generated/goals';

type Sheet = components['schemas']['Sheet'];
type Cycle = components['schemas']['Cycle'];
type Task = components['schemas']['TaskChanged'];

export const TEAM_FILTERS = ['attention', 'waits', 'red', 'not-planned', 'not-reported'] as const;
export type TeamFilter = (typeof TEAM_FILTERS)[number];

/** A person's week as whoever leads them sees it. */
export interface TeamRow {
  readonly sheet: Sheet;
  /** Since when it waits for the reader; null: it does not. */
  readonly waitsSince: string | null;
  /** What its owner has not handed in. */
  readonly owes: 'plan' | 'report' | null;
  /** Since when they are late with it; null: there is time. */
  readonly lateSince: string | null;
  readonly red: number;
}

const NOT_PLANNED: readonly Sheet['state'][] = ['issued', 'plan-returned'];
const NOT_REPORTED: readonly Sheet['state'][] = ['planned', 'report-returned'];

const stepOf = (cycle: Cycle, step: string) => cycle.timeline.find((one) => one.step === step);

/** @param now business time, milliseconds */
export function teamRow(sheet: Sheet, cycle: Cycle, tasks: ReadonlyMap<string, Task>, now: number): TeamRow {
  const asked = stepOf(cycle, 'ask-report');
  const reportsAreDue = asked !== undefined && (asked.doneAt !== null || Date.parse(asked.at) <= now);
  const planningIsOver = passed(stepOf(cycle, 'close-planning')?.at, now);
  const owes = NOT_PLANNED.includes(sheet.state)
    ? reportsAreDue && planningIsOver !== null
      ? 'report'
      : 'plan'
    : NOT_REPORTED.includes(sheet.state) && reportsAreDue
      ? 'report'
      : sheet.state === 'unreported'
        ? 'report'
        : null;
  const due = owes === null ? undefined : stepOf(cycle, owes === 'plan' ? 'close-planning' : 'close-reporting')?.at;
  return {
    sheet,
    waitsSince: tasks.get(sheet.id)?.openedAt ?? null,
    owes,
    lateSince: passed(due, now),
    red: sheet.goals.filter(({ pace }) => pace?.red === true).length,
  };
}

const passed = (at: string | undefined, now: number): string | null =>
  at !== undefined && Date.parse(at) < now ? at : null;

export function isShown(row: TeamRow, filter: TeamFilter | undefined): boolean {
  switch (filter) {
    case undefined:
      return true;
    case 'waits':
      return row.waitsSince !== null;
    case 'red':
      return row.red > 0;
    case 'not-planned':
      return row.owes === 'plan';
    case 'not-reported':
      return row.owes === 'report';
    case 'attention':
      return row.waitsSince !== null || row.red > 0 || row.lateSince !== null;
  }
}

/** What waits for the reader first, then whoever is late, then most that is red; then the lowest completion. */
export function byUrgency(a: TeamRow, b: TeamRow): number {
  return (
    rank(a) - rank(b) ||
    (a.waitsSince ?? '').localeCompare(b.waitsSince ?? '') ||
    b.red - a.red ||
    Number(a.sheet.completion) - Number(b.sheet.completion) ||
    a.sheet.personName.localeCompare(b.sheet.personName)
  );
}
const rank = ({ waitsSince, lateSince, red }: TeamRow): number =>
  waitsSince !== null ? 0 : lateSince !== null ? 1 : red > 0 ? 2 : 3;
