import type { TaskChanged, TaskNews } from '@goalbeat/contracts/approvals/events';
import type { Desk } from '@goalbeat/contracts/directory/http';
import type { z } from 'zod';
import type { Delegation } from '@goalbeat/domain/approval/delegation';
import { isMyTurn } from './stand-ins.js';

export interface WhoAsks {
  me: string;
  kind: string | null;
  /** In force now. */
  delegations: readonly Delegation[];
  now: string;
}

const NO_DEADLINE = '9999';

/** Soonest due first, then those without a deadline; the same order as the query's. */
export function byDue(a: Pick<TaskChanged, 'dueAt' | 'taskId'>, b: Pick<TaskChanged, 'dueAt' | 'taskId'>): number {
  const key = (task: Pick<TaskChanged, 'dueAt' | 'taskId'>) => `${task.dueAt ?? NO_DEADLINE} ${task.taskId}`;
  return key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0;
}

export function isLate(task: TaskChanged, now: string): boolean {
  return task.dueAt !== null && Date.parse(task.dueAt) < Date.parse(now);
}

export function isMine(task: TaskNews, { me, kind, delegations, now }: WhoAsks): boolean {
  if (task.state !== 'open' || (kind !== null && task.kind !== kind && task.subjectKind !== kind)) return false;
  return task.assigneeId === me || isMyTurn(me, task, delegations, now);
}

export function countsOf(tasks: readonly TaskChanged[], now: string): z.infer<typeof Desk>['counts'] {
  const byKind: Record<string, number> = {};
  for (const { subjectKind } of tasks) byKind[subjectKind] = (byKind[subjectKind] ?? 0) + 1;
  return { open: tasks.length, late: tasks.filter((task) => isLate(task, now)).length, byKind };
}

/** Of each bundle the first alone, with how many it stands for; the order stays. */
export function bundled(tasks: readonly TaskChanged[]): { task: TaskChanged; bundled: number }[] {
  const sizes = new Map<string, number>();
  for (const { bundleId } of tasks) if (isBundled(bundleId)) sizes.set(bundleId, (sizes.get(bundleId) ?? 0) + 1);
  const shown = new Set<string>();
  return tasks.flatMap((task) => {
    const { bundleId } = task;
    if (!isBundled(bundleId)) return [{ task, bundled: 1 }];
    if (shown.has(bundleId)) return [];
    shown.add(bundleId);
    return [{ task, bundled: sizes.get(bundleId) ?? 1 }];
  });
}

/** Tasks that were kept before there were bundles name none. */
const isBundled = (bundleId: string | null | undefined): bundleId is string =>
  bundleId !== null && bundleId !== undefined;
