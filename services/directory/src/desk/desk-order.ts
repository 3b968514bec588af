import type { TaskChanged } from '@goalbeat/contracts/approvals/events';
import type { Desk } from '@goalbeat/contracts/directory/http';
import type { z } from 'zod';
import type { DeskFilter } from './desk.repository.js';

const NO_DEADLINE = '9999';

/** Soonest due first, then those without a deadline; the same order as the query's. */
export function byDue(a: Pick<TaskChanged, 'dueAt' | 'taskId'>, b: Pick<TaskChanged, 'dueAt' | 'taskId'>): number {
  const key = (task: Pick<TaskChanged, 'dueAt' | 'taskId'>) => `${task.dueAt ?? NO_DEADLINE} ${task.taskId}`;
  return key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0;
}

export function isLate(task: TaskChanged, now: string): boolean {
  return task.dueAt !== null && Date.parse(task.dueAt) < Date.parse(now);
}

export function isMine(task: TaskChanged, { me, standIns, named, kind }: DeskFilter): boolean {
  if (task.state !== 'open' || (kind !== null && task.kind !== kind && task.subjectKind !== kind)) return false;
  if (task.assigneeId === me) return true;
  const standIn = standIns.find((one) => one.personId === task.assigneeId);
  if (standIn === undefined) return false;
  return named.includes(task.subjectKind) ? standIn.kinds.includes(task.subjectKind) : standIn.others;
}

export function countsOf(tasks: readonly TaskChanged[], now: string): z.infer<typeof Desk>['counts'] {
  const byKind: Record<string, number> = {};
  for (const { subjectKind } of tasks) byKind[subjectKind] = (byKind[subjectKind] ?? 0) + 1;
  return { open: tasks.length, late: tasks.filter((task) => isLate(task, now)).length, byKind };
}
