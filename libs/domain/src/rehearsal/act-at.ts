import type { WorkingCalendar } from '../calendar/calendar.js';
import { addWorkingMinutes, workingMinutesBetween } from '../calendar/working-time.js';
import type { Instant } from '../clock/instant.js';
import type { DecidingHabit, OwnHabit } from './habits.js';

/** Something that waits for one person. */
export interface Waiting {
  openedAt: Instant;
  dueAt: Instant | null;
  /** When the first reminder was seen; null before it. */
  remindedAt: Instant | null;
  calendar: WorkingCalendar;
  zone: string;
  /** From 0 to 1: where between soonest and latest this person acts this time. */
  share: number;
}

/** A day's work: nobody who means well leaves something longer. */
const SOON_MINUTES = 420;
const PART_OF_TIME = 0.6;
/** Minutes before it is due. */
const JUST_BEFORE = { from: 20, to: 80 };
/** Minutes after the reminder. */
const ROUSED = { from: 15, to: 75 };
/** A report is made towards the end of the time there is. */
const REPORT = { from: 0.7, to: 0.95 };
const MANY_MINUTES = 480;

const between = ({ from, to }: { from: number; to: number }, share: number): number => from + (to - from) * share;

function timeLeft({ calendar, zone, openedAt, dueAt }: Waiting): number {
  return dueAt === null ? MANY_MINUTES : Math.max(0, workingMinutesBetween(calendar, zone, openedAt, dueAt));
}

function after(waiting: Waiting, minutes: number): Instant {
  return addWorkingMinutes(waiting.calendar, waiting.zone, waiting.openedAt, Math.floor(minutes));
}

/** Just before it is due, and not before it was there. */
function atTheLast(waiting: Waiting): Instant {
  const left = timeLeft(waiting);
  if (waiting.dueAt === null) return after(waiting, left);
  const before = Math.min(between(JUST_BEFORE, waiting.share), left / 2);
  const at = addWorkingMinutes(waiting.calendar, waiting.zone, waiting.dueAt, -Math.ceil(before));
  return at > waiting.openedAt ? at : waiting.openedAt;
}

function onceReminded({ calendar, zone, remindedAt, share }: Waiting): Instant | null {
  return remindedAt === null ? null : addWorkingMinutes(calendar, zone, remindedAt, Math.floor(between(ROUSED, share)));
}

/** When this person decides; null while nothing makes them. Raises calendar-not-covered. */
export function decidesAt(habit: DecidingHabit, waiting: Waiting): Instant | null {
  switch (habit) {
    case 'punctual':
    case 'strict':
      return after(waiting, waiting.share * Math.min(SOON_MINUTES, timeLeft(waiting) * PART_OF_TIME));
    case 'last-minute':
      return atTheLast(waiting);
    case 'late':
      return onceReminded(waiting);
    case 'absent':
      return null;
  }
}

/** When this person does what is theirs to do; null while nothing makes them. Raises calendar-not-covered. */
export function actsAt(habit: OwnHabit, what: 'report' | 'other', waiting: Waiting): Instant | null {
  switch (habit) {
    case 'punctual':
      return what === 'report'
        ? after(waiting, between(REPORT, waiting.share) * timeLeft(waiting))
        : after(waiting, waiting.share * Math.min(SOON_MINUTES, timeLeft(waiting) * PART_OF_TIME));
    case 'last-minute':
      return atTheLast(waiting);
    case 'late':
      return onceReminded(waiting);
    case 'silent':
      return null;
  }
}
