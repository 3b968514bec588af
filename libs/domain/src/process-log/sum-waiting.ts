import type { StepWait } from './waiting.js';

export interface StepSum {
  subjectKind: string;
  stepId: string;
  /** How many times the step was waited for. */
  count: number;
  open: number;
  late: number;
  timedOut: number;
  waitedMs: number;
  lateMs: number;
}
export interface PersonSum {
  /** Null: it was nobody's turn. */
  personId: string | null;
  tasks: number;
  late: number;
  /** Had until its end and did not decide: it was escalated, handed on by a deadline, or timed out. */
  missed: number;
  waitedMs: number;
  lateMs: number;
  shareMs: number;
  lateShareMs: number;
}

const NO_STEP = { count: 0, open: 0, late: 0, timedOut: 0, waitedMs: 0, lateMs: 0 };
const NO_PERSON = { tasks: 0, late: 0, missed: 0, waitedMs: 0, lateMs: 0, shareMs: 0, lateShareMs: 0 };

const add = <T extends object>(to: T, more: { [K in keyof T]?: number }): void => {
  const sums = to as Record<string, number>;
  for (const [name, value] of Object.entries<number | undefined>(more as Record<string, number | undefined>))
    sums[name] = (sums[name] ?? 0) + (value ?? 0);
};

/** Per step of a kind of subject, longest delay first. Late sums of the steps equal late shares of the people. */
export function sumBySteps(waits: readonly StepWait[]): StepSum[] {
  const sums = new Map<string, StepSum>();
  for (const { subjectKind, stepId, end, waitedMs, lateMs } of waits) {
    const key = `${subjectKind} ${stepId}`;
    const sum = sums.get(key) ?? { ...NO_STEP, subjectKind, stepId };
    sums.set(key, sum);
    add(sum, {
      count: 1,
      open: end === 'open' ? 1 : 0,
      late: lateMs > 0 ? 1 : 0,
      timedOut: end === 'timeout' ? 1 : 0,
      waitedMs,
      lateMs,
    });
  }
  return [...sums.values()].toSorted((a, b) => b.lateMs - a.lateMs || b.waitedMs - a.waitedMs);
}

/** Per person, longest delay first. */
export function sumByPeople(waits: readonly StepWait[]): PersonSum[] {
  const sums = new Map<string | null, PersonSum>();
  for (const { personId, end, waitedMs, lateMs, shareMs, lateShareMs } of waits.flatMap((wait) => wait.parts)) {
    const sum = sums.get(personId) ?? { ...NO_PERSON, personId };
    sums.set(personId, sum);
    add(sum, {
      tasks: 1,
      late: lateMs > 0 ? 1 : 0,
      missed: end === 'timeout' || (end === 'passed-on' && lateMs > 0) ? 1 : 0,
      waitedMs,
      lateMs,
      shareMs,
      lateShareMs,
    });
  }
  return [...sums.values()].toSorted((a, b) => b.lateShareMs - a.lateShareMs || b.shareMs - a.shareMs);
}
