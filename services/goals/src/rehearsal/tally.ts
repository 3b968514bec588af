import type { NoticeRequested, TaskNews } from '@goalbeat/contracts/approvals/events';
import type { PROBLEM_KINDS, RehearsalReport } from '@goalbeat/contracts/goals/rehearsal-http';
import { workingMinutesBetween } from '@goalbeat/domain/calendar/working-time';
import type { Instant } from '@goalbeat/domain/clock/instant';
import { busiestHour } from '@goalbeat/domain/rehearsal/busiest-hour';
import { DECIDING_HABITS, OWN_HABITS } from '@goalbeat/domain/rehearsal/habits';
import type { CycleFigures } from '../cycle/funnel-reader.js';
import type { Cast, Member } from './cast.js';
import type { PlayEnd } from './play.js';
import type { RehearsalSettings } from './rehearsal-settings.js';

/** What the report tells apart where the notices themselves are of one kind. */
export const STEP_REMINDER = 'step-reminder';
export const LADDER_REMINDER = 'ladder-reminder';

type Find = (id: string) => Member | undefined;
type Problem = RehearsalReport['problems'][number];

const whoIs = (find: Find, id: string): { number: string; name: string } => {
  const member = find(id);
  return { number: member?.number ?? '?', name: member?.name ?? '?' };
};

/** When it was over for the one who was asked, and whether they did it themselves. */
function ending(task: Pick<TaskNews, 'closedAt' | 'state'>, now: Instant): { at: Instant; done: boolean } {
  return { at: task.closedAt ?? now, done: task.state === 'done' };
}

/**
 * What is taken away at the very deadline was not done in time. Whoever was asked after it was due, since a ladder escalated it or
 * somebody handed it over, has let nothing pass: that is counted for those who had it in time.
 */
function isLate({ dueAt, openedAt, ...task }: TaskNews, now: Instant): boolean {
  if (dueAt === null || openedAt >= dueAt) return false;
  const { at, done } = ending(task, now);
  return done ? at > dueAt : at >= dueAt;
}

/** The longest first. */
export function overdueOf(tasks: readonly TaskNews[], now: Instant, find: Find): RehearsalReport['overdue'] {
  return tasks
    .flatMap((task) => {
      const member = find(task.assigneeId);
      if (task.dueAt === null || member === undefined || !isLate(task, now)) return [];
      const { at, done } = ending(task, now);
      return [
        {
          who: whoIs(find, task.assigneeId),
          what: task.subjectKind,
          about: task.title,
          dueAt: task.dueAt,
          doneAt: done ? at : null,
          workingMinutes: workingMinutesBetween(member.calendar, member.zone, task.dueAt, at),
        },
      ];
    })
    .toSorted((a, b) => b.workingMinutes - a.workingMinutes || inOrder(keyOf(a), keyOf(b)));
}

const inOrder = (a: string, b: string): number => (a === b ? 0 : a < b ? -1 : 1);
/** So that two rehearsals under one seed say it in one order. */
const keyOf = ({ who, what, about, dueAt }: RehearsalReport['overdue'][number]): string =>
  [who.number, what, about, dueAt].join('/');

/** Those who were asked to decide: first who never did, then the most tasks first. */
export function approverLoads(tasks: readonly TaskNews[], now: Instant, find: Find): RehearsalReport['approvers'] {
  const byPerson = Map.groupBy(
    tasks.filter((task) => task.kind === 'decision'),
    (task) => task.assigneeId,
  );
  return [...byPerson]
    .map(([id, mine]) => {
      const busiest = busiestHour(mine.map((task) => task.openedAt));
      return {
        who: whoIs(find, id),
        tasks: mine.length,
        decided: mine.filter((task) => task.state === 'done').length,
        late: mine.filter((task) => isLate(task, now)).length,
        peak: busiest?.count ?? 0,
        peakFrom: busiest?.from ?? null,
      };
    })
    .toSorted(
      (a, b) =>
        Number(a.decided > 0) - Number(b.decided > 0) || b.tasks - a.tasks || inOrder(a.who.number, b.who.number),
    );
}

/** Of a sheet's owner a step of the cycle reminds, of a decision its ladder: two counts, each with its own in the report. */
export function noticeKind({ kind, subjectKind }: Pick<NoticeRequested, 'kind' | 'subjectKind'>): string {
  if (kind !== 'reminder') return kind;
  return subjectKind === 'goal-sheet' ? STEP_REMINDER : LADDER_REMINDER;
}

export function byKind(notices: readonly NoticeRequested[]): RehearsalReport['notices']['byKind'] {
  const kinds = Map.groupBy(notices, noticeKind);
  return [...kinds]
    .map(([kind, of]) => ({ kind, count: of.length }))
    .toSorted((a, b) => b.count - a.count || (a.kind < b.kind ? -1 : 1));
}

export function noticeItems(notices: readonly NoticeRequested[], find: Find): RehearsalReport['notices']['items'] {
  return notices.map((notice) => {
    const { at, personId, values } = notice;
    const about = values['title'] ?? values['todo'] ?? values['period'] ?? '';
    return { at, kind: noticeKind(notice), to: whoIs(find, personId), about };
  });
}

export function countHabits(members: readonly Member[]): RehearsalReport['habits'] {
  const count = <Habit extends string>(known: readonly Habit[], of: (member: Member) => Habit) =>
    Object.fromEntries(
      known.map((habit) => [habit, members.filter((member) => of(member) === habit).length]),
    ) as Record<Habit, number>;
  return {
    own: count(OWN_HABITS, (member) => member.habits.own),
    deciding: count(DECIDING_HABITS, (member) => member.habits.deciding),
  };
}

interface Happened {
  settings: RehearsalSettings;
  cast: Cast;
  tasks: readonly TaskNews[];
  end: PlayEnd & { tooLong: boolean };
  figures: CycleFigures | null;
}

/** What should give whoever drafts the definition something to think about. */
export function problemsOf({ settings, cast, tasks, end, figures }: Happened): Problem[] {
  const found: Problem[] = [];
  const add = (kind: (typeof PROBLEM_KINDS)[number], count: number, example: string | null = null): void => {
    if (count > 0) found.push({ kind, count, example });
  };
  add('people-sampled', settings.numbers === null ? 0 : settings.company - cast.members.length);
  add('no-sheets', figures === null || figures.funnel.issued > 0 ? 0 : 1);
  const reasons = Map.groupBy(figures?.skippedPeople ?? [], ({ reason }) => reason);
  for (const [reason, people] of reasons) add('skipped', people.length, reason);
  const toHr = tasks.filter((task) => task.subjectKind !== 'submit-bonus-list' && isHandedToHr(task));
  add('handed-to-hr', toHr.length, toHr[0]?.title ?? null);
  const open = tasks.filter((task) => task.state === 'open');
  add('not-acted', open.length, open[0] === undefined ? null : `${open[0].subjectKind}: ${open[0].title}`);
  const refusals = [...end.refusals.values()];
  add(
    'refused',
    refusals.reduce((sum, { count }) => sum + count, 0),
    refusals[0]?.example ?? null,
  );
  add('not-settled', end.settled ? 0 : 1);
  add('too-long', end.tooLong ? 1 : 0);
  return found;
}

/** The policy's last action left it with HR: there it waits without a deadline. */
const isHandedToHr = (task: TaskNews): boolean =>
  task.kind === 'decision' && task.dueAt === null && task.state === 'open';
