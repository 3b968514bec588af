import type { EventDraft } from '@goalbeat/contracts/cloud-event';
import { GOALS_EVENTS, type CycleChanged } from '@goalbeat/contracts/goals/events';
import type { CycleRow, CycleStep } from './cycle.repository.js';

/** The cycle as appraisal and payroll keep it; whole state with its revision. */
export function cycleChanged(cycle: CycleRow, steps: readonly CycleStep[]): EventDraft<CycleChanged> {
  const { results, 'bonus-list': bonusList } = cycle.data.chains;
  return {
    type: GOALS_EVENTS.cycle,
    subject: cycle.id,
    data: {
      cycleId: cycle.id,
      definitionId: cycle.definitionId,
      definitionName: cycle.data.name,
      period: cycle.period,
      version: cycle.revision,
      state: cycle.state,
      timeline: steps.map(({ step, at, doneAt }) => ({ step, at, done: doneAt !== null })),
      payPlan: cycle.data.payPlan ?? '',
      ruleSet: cycle.data.ruleSet,
      control: cycle.version,
      ruleSetVersion: cycle.ruleSetVersion,
      payPlanVersion: cycle.payPlanVersion,
      pausedMs: cycle.pausedMs,
      quietHours: cycle.data.notices?.quietHours ?? null,
      chains: {
        ...(results === undefined ? {} : { results }),
        ...(bonusList === undefined ? {} : { 'bonus-list': bonusList }),
      },
    },
  };
}

/** Instants of the timeline that ladders may be due at. */
export function stepCapsOf(steps: readonly CycleStep[]): Partial<Record<CycleStep['step'], string>> {
  return Object.fromEntries(steps.map(({ step, at }) => [step, at]));
}

type Opened = { subjectKind: string; openedAt: string };

/**
 * The same for each approval: a plan that comes back after planning has closed is decided by when reports are asked for; then it
 * holds as it stands. By the close of planning it would be late before anybody could have seen it.
 */
export function approvalCapsOf(steps: readonly CycleStep[]): (approval: Opened) => ReturnType<typeof stepCapsOf> {
  const caps = stepCapsOf(steps);
  const closed = steps.find(({ step }) => step === 'close-planning')?.doneAt ?? null;
  const asked = caps['ask-report'];
  return ({ subjectKind, openedAt }) =>
    subjectKind !== 'plan' || closed === null || asked === undefined || openedAt < closed
      ? caps
      : { ...caps, 'close-planning': asked };
}
