import { Injectable } from '@nestjs/common';
import type { StepRef, StepResult } from '@goalbeat/contracts/activities';
import { nextCycle } from '@goalbeat/domain/cycle/lifecycle';
import type { StepName } from '@goalbeat/domain/cycle/steps';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { BY_DEADLINE } from '@goalbeat/service-kit/process-log/actor';
import { cycleChanged } from '../cycle/cycle-changed.js';
import { CycleRepository } from '../cycle/cycle.repository.js';
import { heartbeat } from './heartbeat.js';
import type { Running } from './running.js';

/** One page of a step's work: what it counted, and whether there is more. */
export interface Worked {
  counts: Record<string, number>;
  more: boolean;
}
export type Admission = { admitted: true; running: Running } | { admitted: false; result: StepResult };

/**
 * Runs a step in pages, a transaction each, under the cycle's lock: refused when the control row has moved on or the tenant's
 * clock has not come that far, and harmless when it runs twice or is killed between two pages.
 */
@Injectable()
export class StepRunner {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly cycles: CycleRepository,
    private readonly org: OrgCopy,
  ) {}

  async run(ref: StepRef, step: StepName, work: (tx: Tx, running: Running) => Promise<Worked>): Promise<StepResult> {
    const total: Record<string, number> = {};
    for (;;) {
      const page = await this.uow.write(ref.tenantId, async (tx) => {
        const admission = await this.admit(tx, ref, step);
        if (!admission.admitted) {
          // Pages that this attempt wrote are said by the attempt that was done first, or by the one that goes on after a pause.
          tx.changedNothing();
          return { result: admission.result, counts: {} };
        }
        const { running } = admission;
        const worked = await work(tx, running);
        const counts = sum(total, worked.counts);
        if (worked.more) return { result: null, counts };
        await this.finish(tx, running, step, counts);
        return { result: { outcome: 'done', clock: running.clock, counts } satisfies StepResult, counts };
      });
      if (page.result !== null) return page.result;
      Object.assign(total, page.counts);
      heartbeat(page.counts);
    }
  }

  /** Whether the step may run now; locks the cycle. */
  async admit(tx: Tx, ref: StepRef, step: StepName): Promise<Admission> {
    const cycle = await this.cycles.lock(tx, ref.cycleId);
    const steps = await this.cycles.steps(tx, ref.cycleId);
    const clock = await this.org.clock(tx);
    const now = this.org.at(clock);
    const own = steps.find((one) => one.step === step);
    const refused = (result: StepResult): Admission => ({ admitted: false, result });
    if (own !== undefined && own.doneAt !== null) return refused({ outcome: 'done', clock, counts: own.counts ?? {} });
    if (cycle.version !== ref.version || (cycle.state !== 'scheduled' && cycle.state !== 'running')) {
      return refused({ outcome: 'stale', clock });
    }
    if (own !== undefined && now < own.at) return refused({ outcome: 'early', clock });
    return { admitted: true, running: { cycle, steps, own, clock, now } };
  }

  /** Notes that the step was done, and tells appraisal and payroll. */
  async finish(tx: Tx, running: Running, step: StepName, counts: Record<string, number>): Promise<void> {
    const { cycle, own, now } = running;
    const started = cycle.state === 'scheduled' ? nextCycle(cycle.state, 'start') : cycle.state;
    const state = step === 'archive' ? nextCycle(started, 'close') : started;
    if (own !== undefined) await this.cycles.markDone(tx, cycle.id, step, now, counts);
    const after = await this.cycles.setState(tx, cycle, state, false);
    tx.log({
      subjectKind: 'cycle',
      subjectId: cycle.id,
      cycleId: cycle.id,
      action: `cycle.${step}`,
      ...BY_DEADLINE,
      at: now,
      dueAt: own?.at ?? null,
      ruleVersion: `cycle-definition/${cycle.definitionId}@${cycle.definitionVersion}`,
      details: { ...counts, ...lateness(own?.at, now) },
    });
    tx.publish(cycleChanged(after, await this.cycles.steps(tx, cycle.id)));
  }

  /** For steps of other services: may it run? Changes nothing. */
  check(ref: StepRef, step: StepName): Promise<StepResult> {
    return this.uow.write(ref.tenantId, async (tx): Promise<StepResult> => {
      const admission = await this.admit(tx, ref, step);
      return admission.admitted ? { outcome: 'done', clock: admission.running.clock, counts: {} } : admission.result;
    });
  }

  /** The answer of a step whose effect is there, also when the control row has moved on since. */
  alreadyDone(ref: StepRef, step: StepName): Promise<StepResult> {
    return this.uow.read(ref.tenantId, async (tx): Promise<StepResult> => {
      const own = (await this.cycles.steps(tx, ref.cycleId)).find((one) => one.step === step);
      return { outcome: 'done', clock: await this.org.clock(tx), counts: own?.counts ?? {} };
    });
  }

  /** Another service has done it: noted whatever the control row says now, since it cannot be undone. @throws validation */
  complete(ref: StepRef, step: StepName): Promise<StepResult> {
    return this.uow.write(ref.tenantId, async (tx): Promise<StepResult> => {
      const cycle = await this.cycles.lock(tx, ref.cycleId);
      const steps = await this.cycles.steps(tx, ref.cycleId);
      const clock = await this.org.clock(tx);
      const own = steps.find((one) => one.step === step);
      if (own === undefined) throw new DomainError('validation', `The cycle has no step ${step}.`, { field: 'step' });
      if (own.doneAt === null) await this.finish(tx, { cycle, steps, own, clock, now: this.org.at(clock) }, step, {});
      return { outcome: 'done', clock, counts: own.counts ?? {} };
    });
  }
}

/** After an outage each step still runs once and in order, and says by how much it was late. */
function lateness(due: string | undefined, now: string): { lateMinutes?: number } {
  const lateMinutes = due === undefined ? 0 : Math.floor((Date.parse(now) - Date.parse(due)) / 60_000);
  return lateMinutes > 0 ? { lateMinutes } : {};
}

function sum(a: Record<string, number>, b: Record<string, number>): Record<string, number> {
  const total = { ...a };
  for (const [name, count] of Object.entries(b)) total[name] = (total[name] ?? 0) + count;
  return total;
}
