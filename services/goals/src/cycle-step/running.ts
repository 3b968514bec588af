import type { TenantClock } from '@goalbeat/domain/clock/tenant-clock';
import type { StepName } from '@goalbeat/domain/cycle/steps';
import { localOf } from '@goalbeat/domain/calendar/zone';
import type { LocalDate } from '@goalbeat/domain/period/local-date';
import type { CycleRow, CycleStep } from '../cycle/cycle.repository.js';
import type { SheetInSet } from './sheet-sets.js';

/** A cycle under its lock, as a step finds it. */
export interface Running {
  cycle: CycleRow;
  steps: CycleStep[];
  /** The step's own row; absent when the definition has no such step and another one needs its effect. */
  own: CycleStep | undefined;
  clock: TenantClock;
  /** Business time. */
  now: string;
}

export function atOf(running: Running, step: StepName): string | null {
  return running.steps.find((one) => one.step === step)?.at ?? null;
}

export function isDone(running: Running, step: StepName): boolean {
  return (running.steps.find((one) => one.step === step)?.doneAt ?? null) !== null;
}

/** The date where the cycle runs. */
export const todayOf = ({ cycle, now }: Running): LocalDate => localOf(now, cycle.data.zone).date;

/** Still with the company, as far as the cycle has been told. */
export const isHere =
  (today: LocalDate) =>
  ({ leftOn }: SheetInSet): boolean =>
    leftOn === null || leftOn >= today;

export function todoOf(sheet: SheetInSet, cycleId: string, subjectKind: string, dueAt: string | null) {
  return {
    subjectKind,
    subjectId: sheet.id,
    title: sheet.personName,
    assigneeIds: [sheet.personId],
    cycleId,
    unitId: sheet.unitId,
    dueAt,
  };
}
