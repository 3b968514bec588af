import type { CycleControl, GoalsActivities, StepRef, StepResult, TimelineEntry } from '@goalbeat/contracts/activities';
import { ACTIVITY_QUEUES } from '@goalbeat/contracts/names';
import { CONTROL_CHANGED } from '@goalbeat/contracts/workflows';
import type { ControlChanged, CycleResult } from '@goalbeat/contracts/workflows';
import {
  condition,
  continueAsNew,
  defineSignal,
  proxyActivities,
  setHandler,
  workflowInfo,
} from '@temporalio/workflow';
import { newerClock } from '../delay.js';
import { orOperator } from '../or-operator.js';
import { ONE_ROW, OPERATOR_PAUSE_MS } from '../policies.js';
import { say, summary } from '../say.js';
import { setStage } from '../stage.js';
import { waitUntil } from '../wait.js';
import { NOTHING_HANDED_OVER, STEP_WORDS, nextMove, waitingFor, withStep } from './state.js';
import type { CycleRun } from './state.js';
import { runStep } from './steps.js';

const goals = proxyActivities<GoalsActivities>({ ...ONE_ROW, taskQueue: ACTIVITY_QUEUES.goals });

// A signal: who changes the control row has had their answer from SQL, nobody waits for the workflow.
export const controlChanged = defineSignal<[ControlChanged]>(CONTROL_CHANGED);

/**
 * One period of one definition, from issue to archive. What must run and when is a row in goals (moved, paused, cancelled by
 * HR at any time); this workflow only waits for the next instant of it and has the step run.
 */
export async function cycle(input: CycleRun): Promise<CycleResult> {
  const { tenantId, cycleId } = input;
  const handovers = input.carried?.handovers ?? { ...NOTHING_HANDED_OVER };
  let stepsRun = input.carried?.stepsRun ?? [];
  let stage = 'scheduled';
  let changed = false;
  let lastDone = '';
  setHandler(controlChanged, () => {
    changed = true;
  });
  const news = (): boolean => changed;

  for (;;) {
    if (workflowInfo().continueAsNewSuggested) {
      await continueAsNew<typeof cycle>({ ...input, carried: { handovers, stepsRun } });
    }
    const control = await readControl();
    if (control === null) continue;
    const next = nextMove(control);
    if (next.move === 'end') {
      enter(next.outcome);
      say(`Ended: ${next.outcome}`);
      return { outcome: next.outcome, stepsRun };
    }
    if (next.move === 'rest') {
      enter('paused');
      say(`Paused by control version ${control.version}: waiting for somebody to resume or cancel`);
      await condition(news);
      continue;
    }
    if (lastDone === doneKey(next.entry, control)) {
      say(`Operator needed: goals says it did "${STEP_WORDS[next.entry.step]}" and still lists it`);
      await condition(news, OPERATOR_PAUSE_MS, summary(`operator needed: ${next.entry.step} done and still listed`));
      if (!changed) lastDone = '';
      continue;
    }
    await reach(next.entry, control);
  }

  async function readControl(): Promise<CycleControl | null> {
    changed = false;
    const read = await orOperator('reading the control row', news, () =>
      goals.readControl.executeWithOptions(summary('read the control row'), [{ tenantId, cycleId }]),
    );
    return read.accepted ? read.value : null;
  }

  /** Waits for the step's instant and has it run; comes back when it has, or when the control row must be read again. */
  async function reach(entry: TimelineEntry, control: CycleControl): Promise<void> {
    let { clock } = control;
    let refused = false;
    for (;;) {
      say(waitingFor(entry));
      const what = `${STEP_WORDS[entry.step]} at ${entry.at}`;
      if ((await waitUntil({ clock, at: entry.at, what, news, refused })) === 'news') return;
      const result = await run(entry, { tenantId, cycleId, version: control.version });
      if (result === null || result.outcome === 'stale') return;
      if (result.outcome === 'done') {
        stepsRun = withStep(stepsRun, entry.step);
        lastDone = doneKey(entry, control);
        return;
      }
      refused = true;
      clock = newerClock(clock, result.clock);
      // A hold may last longer than a history: cut it where it is safe, between two questions.
      if (workflowInfo().continueAsNewSuggested) return;
    }
  }

  async function run(entry: TimelineEntry, ref: StepRef): Promise<StepResult | null> {
    enter(entry.step);
    say(`Running: ${STEP_WORDS[entry.step]}`);
    const result = await orOperator(STEP_WORDS[entry.step], news, () => runStep(entry.step, ref, handovers));
    return result.accepted ? result.value : null;
  }

  function doneKey(entry: TimelineEntry, control: CycleControl): string {
    return `${entry.step} ${entry.at} ${control.version}`;
  }

  function enter(next: string): void {
    if (stage !== next) setStage(next);
    stage = next;
  }
}
