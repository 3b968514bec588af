import { Injectable } from '@nestjs/common';
import type { CycleControlRequest } from '@goalbeat/contracts/goals/cycle-http';
import { CONTROL_CHANGED, cycleWorkflowId, type ControlChanged } from '@goalbeat/contracts/workflows';
import { nextCycle, type CycleState } from '@goalbeat/domain/cycle/lifecycle';
import type { StepName } from '@goalbeat/domain/cycle/steps';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { CommandRequest } from '@goalbeat/service-kit/db/command-request';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { actorOf } from '@goalbeat/service-kit/process-log/actor';
import type { z } from 'zod';
import { requireHr, requireUnits } from '../access/require-units.js';
import { ControlEffects } from './control-effects.js';
import { cycleChanged } from './cycle-changed.js';
import { CycleRepository, type CycleRow, type CycleStep } from './cycle.repository.js';
import { CycleService, type CycleAnswer } from './cycle.service.js';
import { closeStepNow, extendStep, type MovedStep } from './recompute-timeline.js';

type Request = z.infer<typeof CycleControlRequest>;

const CLOSES: readonly StepName[] = ['close-planning', 'close-reporting', 'close-confirming'];

/** HR's hand on a running cycle. Steps that are done stay done; the workflow reads the new control row. */
@Injectable()
export class CycleControlService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly cycles: CycleRepository,
    private readonly views: CycleService,
    private readonly effects: ControlEffects,
    private readonly org: OrgCopy,
  ) {}

  /** @throws not-found, forbidden, stale-version, wrong-state, validation (step, at) */
  control(command: CommandRequest, id: string, request: Request): Promise<CycleAnswer> {
    requireHr(command.principal, 'goals.cycle.control');
    return this.uow.command(command, async (tx) => {
      const cycle = await this.cycles.lock(tx, id);
      await requireUnits(tx, command.principal, 'goals.cycle.control', cycle.data.who.units);
      if (cycle.version !== request.version) {
        throw new DomainError('stale-version', 'The cycle was changed meanwhile: read it again.', {
          field: 'version',
          details: { version: cycle.version },
        });
      }
      const now = await this.org.now(tx);
      const steps = await this.cycles.steps(tx, id);
      const { state, moved } = decide(cycle, steps, request, now);
      await this.cycles.moveSteps(tx, id, moved);
      const after = await this.cycles.setState(tx, cycle, state, true);
      await this.effects.apply(tx, after, moved, request);
      this.#tell(tx, command, after, request, moved, now);
      tx.publish(cycleChanged(after, await this.cycles.steps(tx, id)));
      return this.views.view(tx, after);
    });
  }

  #tell(tx: Tx, command: CommandRequest, cycle: CycleRow, request: Request, moved: MovedStep[], now: string): void {
    const { definitionId, period, run, version } = cycle;
    const signalInput: ControlChanged = { version };
    tx.tell({
      kind: 'signal',
      workflowId: cycleWorkflowId({ tenantId: tx.tenantId, definitionId, period, run }),
      signal: CONTROL_CHANGED,
      signalInput,
    });
    tx.log({
      subjectKind: 'cycle',
      subjectId: cycle.id,
      cycleId: cycle.id,
      action: `cycle.${request.action}`,
      ...actorOf(command.principal),
      at: now,
      ruleVersion: `cycle-definition/${definitionId}@${cycle.definitionVersion}`,
      reason: request.reason,
      details: { version, moved },
    });
  }
}

function decide(
  cycle: CycleRow,
  steps: readonly CycleStep[],
  request: Request,
  now: string,
): { state: CycleState; moved: MovedStep[] } {
  switch (request.action) {
    case 'pause':
    case 'resume':
    case 'cancel':
      return { state: nextCycle(cycle.state, request.action), moved: [] };
    case 'extend': {
      requireOpen(cycle);
      const { step, at } = request;
      if (step === undefined) throw new DomainError('validation', 'step: say which step to extend', { field: 'step' });
      if (at === undefined) throw new DomainError('validation', 'at: say until when', { field: 'at' });
      return { state: cycle.state, moved: extendStep(steps, step, new Date(at).toISOString(), now) };
    }
    case 'close-now': {
      requireOpen(cycle);
      const step = request.step ?? steps.find((one) => one.doneAt === null && CLOSES.includes(one.step))?.step;
      if (step === undefined) throw new DomainError('wrong-state', 'Everything that can be closed is closed.');
      return { state: cycle.state, moved: closeStepNow(steps, step, now) };
    }
  }
}

function requireOpen(cycle: CycleRow): void {
  if (!['scheduled', 'running', 'paused'].includes(cycle.state)) {
    throw new DomainError('wrong-state', `The cycle is ${cycle.state}.`, { details: { state: cycle.state } });
  }
}
