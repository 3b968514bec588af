import type { WorkingCalendar } from '@goalbeat/domain/calendar/calendar';
import type { PlannedStep } from '@goalbeat/domain/calendar/timeline';
import { addWorkingMinutes } from '@goalbeat/domain/calendar/working-time';
import { BEGINS_AT } from './chain-problems.js';
import type { Data } from './cycle-definition.repository.js';
import { at, type FieldProblem } from './problem.js';
import { STEP_ZH } from './step-words.js';

const HOUR_MINUTES = 60;

/**
 * Reminders of ladders that are due at a step, which on this timeline would come before there is anything to decide: they are
 * left out then. Told and not refused, since a longer period may have room for them.
 */
export function ladderWarnings(
  data: Data,
  timeline: readonly PlannedStep[],
  calendar: WorkingCalendar,
): FieldProblem[] {
  const instants = new Map(timeline.map((step) => [step.step, step.at]));
  return Object.entries(data.chains).flatMap(([subject, chain]) =>
    (chain ?? []).flatMap(({ ladder: { due, remindBefore } }, n) => {
      const begins = BEGINS_AT[subject];
      if (!('atStep' in due) || begins === undefined) return [];
      const [from, until] = [instants.get(begins), instants.get(due.atStep)];
      if (from === undefined || until === undefined) return [];
      return remindBefore.flatMap((hours, m) =>
        addWorkingMinutes(calendar, data.zone, until, -Math.round(hours * HOUR_MINUTES)) >= from
          ? []
          : [
              at(
                `chains.${subject}.${n}.ladder.remindBefore.${m}`,
                `${hours} working hours before ${due.atStep} there is nothing to decide yet (${begins} is later): this reminder is left out`,
                `“${STEP_ZH[due.atStep]}”前 ${hours} 个工时还早于“${STEP_ZH[begins]}”，尚无内容可审批：这次催办不会发出`,
              ),
            ],
      );
    }),
  );
}
