import { cycleWorkflowId } from '@goalbeat/contracts/workflows';
import type { CycleInput, OpenCycleInput, OpenCycleResult } from '@goalbeat/contracts/workflows';
import type { OpenedCycle } from '@goalbeat/contracts/activities';

export interface CycleStart {
  workflowId: string;
  input: CycleInput;
  /** For people's eyes in the Temporal UI; stored in clear text, so a code and no name. */
  summary: string;
}

/** The `cycle` to start for an opened row, or null when there is none to start. */
export function cycleToStart(input: OpenCycleInput, opened: OpenedCycle): CycleStart | null {
  if (opened.outcome === 'skipped' || opened.cycleId === null) return null;
  const { tenantId } = input;
  const { definitionId, period, run, cycleId } = opened;
  return {
    workflowId: cycleWorkflowId({ tenantId, definitionId, period, run }),
    input: { tenantId, cycleId, definitionId, period },
    summary: `${period} of ${opened.code ?? `definition ${definitionId}`}`,
  };
}

export function resultOf(opened: OpenedCycle): OpenCycleResult {
  return { cycleId: opened.cycleId, period: opened.period, outcome: opened.outcome };
}
