import { Injectable } from '@nestjs/common';
import type { CycleControlRequest } from '@goalbeat/contracts/goals/cycle-http';
import { nextCycle, type CycleState } from '@goalbeat/domain/cycle/lifecycle';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { CommandRequest } from '@goalbeat/service-kit/db/command-request';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import type { z } from 'zod';
import { requireHr, requireUnits } from '../access/require-units.js';
import { ControlEffects } from './control-effects.js';
import { CycleMoney } from './cycle-money.js';
import { CycleNews, requireVersion } from './cycle-news.js';
import { CycleRepository, type CycleRow, type CycleStep } from './cycle.repository.js';
import { CycleService, type CycleAnswer } from './cycle.service.js';
import { closeStepNow, extendStep, type MovedStep } from './recompute-timeline.js';

type Request = z.infer<typeof CycleControlRequest>;

/** HR's hand on a running cycle. Steps that are done stay done; the workflow reads the new control row. */
@Injectable()
export class CycleControlService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly cycles: CycleRepository,
    private readonly views: CycleService,
    private readonly effects: ControlEffects,
    private readonly news: CycleNews,
    private readonly money: CycleMoney,
    private readonly org: OrgCopy,
  ) {}

  /**
   * @throws not-found, forbidden, stale-version (details: what happened), validation (step, at), wrong-state (also a cancel of
   * what has been signed), unavailable (a cancel while payroll cannot be asked)
   */
  async control(command: CommandRequest, id: string, request: Request): Promise<CycleAnswer> {
    const { principal } = command;
    requireHr(principal, 'goals.cycle.control');
    if (request.action === 'cancel') await this.#stopMoney(command, id, request);
    return this.uow.command(command, async (tx) => {
      const cycle = await this.cycles.lock(tx, id);
      await requireUnits(tx, principal, 'goals.cycle.control', cycle.data.who.units);
      await requireVersion(tx, cycle, request.version);
      const now = await this.org.now(tx);
      const steps = await this.cycles.steps(tx, id);
      const { state, moved } = await this.#decide(tx, cycle, steps, request, now);
      const told = await this.effects.concerned(tx, cycle.id, request.action, moved);
      const change = async (): Promise<CycleRow> => {
        await this.cycles.moveSteps(tx, id, moved, request.action === 'extend' ? (request.step ?? null) : null);
        const changed = await this.cycles.setState(tx, cycle, state, true);
        await this.effects.apply(tx, cycle, request, moved, now);
        return changed;
      };
      // A pause gives no time: what it moves a deadline by has gone by as well.
      const givesTime = request.action === 'extend';
      const after = givesTime ? await this.effects.keepingRed(tx, cycle, now, change) : await change();
      this.effects.notify(tx, told, { cycle, action: request.action, reason: request.reason, moved, now });
      await this.news.tell(tx, command, after, {
        action: `cycle.${request.action}`,
        reason: request.reason,
        at: now,
        details: { moved },
      });
      return this.views.view(tx, await this.cycles.one(tx, id));
    });
  }

  /** Payroll gives up its lists first: once that is done nothing of the cycle can be signed any more, whatever fails after it. */
  async #stopMoney(command: CommandRequest, id: string, request: Request): Promise<void> {
    const { principal } = command;
    const asks = await this.uow.read(principal.tenantId, async (tx) => {
      const cycle = await this.cycles.one(tx, id);
      await requireUnits(tx, principal, 'goals.cycle.control', cycle.data.who.units);
      const closed = (await this.cycles.steps(tx, id)).find((step) => step.step === 'close-confirming')?.doneAt ?? null;
      // Stale and repeated requests are answered by the command itself; before the results are out nobody can have built a list.
      return cycle.version === request.version && cycle.state !== 'cancelled' && closed !== null;
    });
    if (asks) await this.money.cancel(principal, id, request.reason);
  }

  async #decide(
    tx: Tx,
    cycle: CycleRow,
    steps: readonly CycleStep[],
    request: Request,
    now: string,
  ): Promise<{ state: CycleState; moved: MovedStep[] }> {
    switch (request.action) {
      case 'pause':
      case 'cancel':
        return { state: nextCycle(cycle.state, request.action), moved: [] };
      case 'resume': {
        const state = nextCycle(cycle.state, 'resume');
        return { state, moved: await this.effects.afterPause(tx, cycle, steps, now) };
      }
      case 'extend': {
        requireOpen(cycle);
        const { step, at } = request;
        if (step === undefined) {
          throw new DomainError('validation', 'step: say which step to extend', { field: 'step' });
        }
        if (at === undefined) throw new DomainError('validation', 'at: say until when', { field: 'at' });
        return { state: cycle.state, moved: extendStep(steps, step, new Date(at).toISOString(), now) };
      }
      case 'close-now': {
        requireOpen(cycle);
        const { step } = request;
        if (step === undefined) {
          throw new DomainError('validation', 'step: say which step to close', { field: 'step' });
        }
        return { state: cycle.state, moved: closeStepNow(steps, step, now) };
      }
    }
  }
}

/** @throws wrong-state */
export function requireOpen(cycle: CycleRow): void {
  const details = { state: cycle.state };
  if (cycle.state === 'paused') {
    throw new DomainError('wrong-state', 'The cycle is paused: resume it first, its deadlines move by the pause.', {
      details,
    });
  }
  if (cycle.state !== 'scheduled' && cycle.state !== 'running') {
    throw new DomainError('wrong-state', `The cycle is ${cycle.state}: nothing of it can be changed any more.`, {
      details,
    });
  }
}
