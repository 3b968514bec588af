import type { Tx } from '@goalbeat/service-kit/db/tx';
import { byService } from '@goalbeat/service-kit/process-log/actor';
import type { ProcessLogEntry } from '@goalbeat/service-kit/process-log/process-log-entry';
import type { TaskRow } from './approval-state.js';

/** Of the cycle's own course: each sheet's log says when its plan and report were asked for, handed in and closed. */
const COURSE: ReadonlySet<string> = new Set(['make-plan', 'make-report']);

type Happened = 'todo-opened' | 'todo-done' | 'todo-closed';

/**
 * What somebody has to mend, sign again or look after leaves a trace: one entry a subject, when it is put on desks and when it is
 * off them again. @param now business instant
 */
export function logTodos(tx: Tx, tasks: readonly TaskRow[], now: string, service: string, doneBy: string | null): void {
  const bySubject = new Map<string, TaskRow[]>();
  for (const task of tasks) {
    if (COURSE.has(task.subjectKind)) continue;
    const key = `${task.subjectKind} ${task.subjectId}`;
    bySubject.set(key, [...(bySubject.get(key) ?? []), task]);
  }
  for (const same of bySubject.values()) {
    const [first] = same;
    if (first === undefined) continue;
    const { subjectKind, subjectId, cycleId, openedAt, dueAt } = first;
    const done = same.some((task) => task.state === 'done');
    const action: Happened = first.state === 'open' ? 'todo-opened' : done ? 'todo-done' : 'todo-closed';
    tx.log({
      subjectKind,
      subjectId,
      cycleId,
      action,
      ...(done && doneBy !== null ? byPerson(doneBy) : byService(service)),
      at: now,
      startedAt: action === 'todo-opened' ? null : openedAt,
      dueAt,
      details: { assignees: same.map((task) => task.assigneeId) },
    });
  }
}

const byPerson = (actorId: string): Pick<ProcessLogEntry, 'actorKind' | 'actorId' | 'channel'> => ({
  actorKind: 'person',
  actorId,
  channel: 'web',
});
