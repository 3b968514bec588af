import { addWorkingMinutes } from '../calendar/working-time.js';
import type { WorkingCalendar } from '../calendar/calendar.js';
import { type Instant, instantFromMs, instantMs } from '../clock/instant.js';
import type { StepName } from '../cycle/steps.js';
import { DomainError } from '../errors/domain-error.js';
import type { Ladder, Rung, RungAction } from './ladder.js';

export type StepInstants = Partial<Record<StepName, Instant>>;

function minutesOfHours(hours: number, field: string): number {
  if (!Number.isFinite(hours) || hours < 0 || hours > 10_000) {
    throw new DomainError('validation', 'Working hours are numbers from 0 on.', { field });
  }
  return Math.round(hours * 60);
}

/** What bounds a ladder besides its own hours. */
export interface LadderLimits {
  /** The cycle's own deadline: nothing of the ladder comes after it. One that has passed when the ladder is planned binds nobody. */
  cap?: Instant | null;
  /** Nothing is planned up to here: the opening, or later when a ladder that is being climbed is planned anew. */
  from?: Instant;
  /** Escalations that were made already: they are not made again. */
  escalated?: number;
  /** Moves a reminder out of people's quiet hours. */
  afterQuiet?: (at: Instant) => Instant;
}

const binding = ({ cap = null }: LadderLimits, from: Instant): Instant | null =>
  cap !== null && cap > from ? cap : null;

const earlier = (at: Instant, cap: Instant | null): Instant => (cap !== null && cap < at ? cap : at);

/**
 * When the decision is due, never after the cycle's cap. Raises validation when the ladder hangs on a step that the cycle does
 * not have, calendar-not-covered.
 */
export function dueAt(
  ladder: Ladder,
  openedAt: Instant,
  calendar: WorkingCalendar,
  zone: string,
  steps: StepInstants,
  limits: LadderLimits = {},
): Instant {
  const cap = binding(limits, limits.from ?? openedAt);
  if ('workingHours' in ladder.due) {
    const minutes = minutesOfHours(ladder.due.workingHours, 'ladder.due');
    return earlier(addWorkingMinutes(calendar, zone, openedAt, minutes), cap);
  }
  const at = steps[ladder.due.atStep];
  if (at !== undefined) return earlier(at, cap);
  throw new DomainError('validation', 'The ladder is due at a step that the cycle does not have.', {
    field: 'ladder.due.atStep',
    details: { step: ladder.due.atStep },
  });
}

const STRENGTH: Record<RungAction, number> = {
  remind: 0,
  escalate: 1,
  approve: 2,
  return: 2,
  reject: 2,
  'hand-to-hr': 2,
};

interface Plan {
  at: Instant;
  action: RungAction;
}

/** Working minutes from the rung before the last action (or from due) to it: the time people have after the last knock. */
function lastDistance(ladder: Ladder): number {
  const after = minutesOfHours(ladder.last.after, 'ladder.last.after');
  const knocks = ladder.escalateAfter.map((hours) => minutesOfHours(hours, 'ladder.escalateAfter'));
  const before = knocks.filter((minutes) => minutes < after);
  return before.length > 0 ? after - Math.max(...before) : after;
}

/**
 * Reminders, escalations and the last action, in order. Knocks at or before opening, and those not before the last action, are
 * left out; of knocks at the same instant the stronger stays. Quiet hours move reminders only, and one that would come after the
 * deadline is dropped. A last action that would come too late to be waited for keeps its distance from opening, so that nobody
 * is decided over without having been asked. Raises validation, calendar-not-covered.
 */
export function planRungs(
  ladder: Ladder,
  openedAt: Instant,
  calendar: WorkingCalendar,
  zone: string,
  steps: StepInstants,
  limits: LadderLimits = {},
): Rung[] {
  const from = limits.from ?? openedAt;
  const due = dueAt(ladder, openedAt, calendar, zone, steps, limits);
  const around = (minutes: number): Instant => addWorkingMinutes(calendar, zone, due, minutes);
  const cap = binding(limits, from);
  let lastAt = earlier(around(minutesOfHours(ladder.last.after, 'ladder.last.after')), cap);
  if (lastAt <= from) {
    lastAt = addWorkingMinutes(calendar, zone, from, lastDistance(ladder));
    if (lastAt <= from) lastAt = instantFromMs(instantMs(from) + 1);
  }
  const ahead = ladder.escalateAfter.toSorted((a, b) => a - b).slice(limits.escalated ?? 0);
  const knocks: Plan[] = [
    ...ladder.remindBefore.flatMap((hours): Plan[] => {
      const planned = around(-minutesOfHours(hours, 'ladder.remindBefore'));
      const at = limits.afterQuiet?.(planned) ?? planned;
      return at > planned && at > due ? [] : [{ at, action: 'remind' }];
    }),
    ...ahead.map((hours): Plan => ({
      at: around(minutesOfHours(hours, 'ladder.escalateAfter')),
      action: 'escalate',
    })),
  ];
  const planned = knocks
    .filter((knock) => knock.at > from && knock.at < lastAt)
    .sort((a, b) => (a.at === b.at ? STRENGTH[b.action] - STRENGTH[a.action] : a.at < b.at ? -1 : 1))
    .filter((knock, index, all) => all[index - 1]?.at !== knock.at);
  return [...planned, { at: lastAt, action: ladder.last.action }].map((plan, index) => ({ n: index + 1, ...plan }));
}
