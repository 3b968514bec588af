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

/** When the decision is due. Raises validation when the ladder hangs on a step that the cycle does not have. */
export function dueAt(
  ladder: Ladder,
  openedAt: Instant,
  calendar: WorkingCalendar,
  zone: string,
  steps: StepInstants,
): Instant {
  if ('workingHours' in ladder.due) {
    return addWorkingMinutes(calendar, zone, openedAt, minutesOfHours(ladder.due.workingHours, 'ladder.due'));
  }
  const at = steps[ladder.due.atStep];
  if (at !== undefined) return at;
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
 * left out; of knocks at the same instant the stronger stays. A last action that would come too late to be waited for keeps its
 * distance from opening, so that nobody is decided over without having been asked. Raises validation, calendar-not-covered.
 */
export function planRungs(
  ladder: Ladder,
  openedAt: Instant,
  calendar: WorkingCalendar,
  zone: string,
  steps: StepInstants,
): Rung[] {
  const due = dueAt(ladder, openedAt, calendar, zone, steps);
  const around = (minutes: number): Instant => addWorkingMinutes(calendar, zone, due, minutes);
  let lastAt = around(minutesOfHours(ladder.last.after, 'ladder.last.after'));
  if (lastAt <= openedAt) {
    lastAt = addWorkingMinutes(calendar, zone, openedAt, lastDistance(ladder));
    if (lastAt <= openedAt) lastAt = instantFromMs(instantMs(openedAt) + 1);
  }
  const knocks: Plan[] = [
    ...ladder.remindBefore.map((hours): Plan => ({
      at: around(-minutesOfHours(hours, 'ladder.remindBefore')),
      action: 'remind',
    })),
    ...ladder.escalateAfter.map((hours): Plan => ({
      at: around(minutesOfHours(hours, 'ladder.escalateAfter')),
      action: 'escalate',
    })),
  ];
  const planned = knocks
    .filter((knock) => knock.at > openedAt && knock.at < lastAt)
    .sort((a, b) => (a.at === b.at ? STRENGTH[b.action] - STRENGTH[a.action] : a.at < b.at ? -1 : 1))
    .filter((knock, index, all) => all[index - 1]?.at !== knock.at);
  return [...planned, { at: lastAt, action: ladder.last.action }].map((plan, index) => ({ n: index + 1, ...plan }));
}
