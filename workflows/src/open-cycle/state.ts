import { cycleWorkflowId } from '@goalbeat/contracts/workflows';
import type { CycleInput, OpenCycleInput, OpenCycleResult } from '@goalbeat/contracts/workflows';
import type { OpenedCycle } from '@goalbeat/contracts/activities';

/** The `cycle` to start for an opened row, or null when there is none to start. */
export function cycleToStart(
  input: OpenCycleInput,
  opened: OpenedCycle,
): { workflowId: string; input: CycleInput } | null {
  if (opened.outcome === 'skipped' || opened.cycleId === null) return null;
  const { tenantId } = input;
  const { definitionId, period, run, cycleId } = opened;
  return {
    workflowId: cycleWorkflowId({ tenantId, definitionId, period, run }),
    input: { tenantId, cycleId, definitionId, period },
  };
}

export function resultOf(opened: OpenedCycle): OpenCycleResult {
  return { cycleId: opened.cycleId, period: opened.period, outcome: opened.outcome };
}
