import type {
  AppraisalActivities,
  BatchRef,
  CycleControl,
  CycleRef,
  GoalsActivities,
  OpenedCycle,
  PayrollActivities,
  StepRef,
  StepResult,
} from '@goalbeat/contracts/activities';
import { virtualNow } from '@goalbeat/domain/clock/tenant-clock';
import type { TenantClock } from '@goalbeat/domain/clock/tenant-clock';
import type { StepName } from '@goalbeat/domain/cycle/steps';
import { ApplicationFailure } from '@temporalio/common';
import { fastClock, hour } from './clock.js';

const RESULTS: BatchRef = { batchId: 'results-1', count: 3, checksum: 'aa' };
const SCORES: BatchRef = { batchId: 'scores-1', count: 3, checksum: 'bb' };

/** A cycle as the services keep it: a control row with guarded steps, and what crosses between services. */
export class FakeCycle {
  version = 1;
  state: CycleControl['state'] = 'running';
  clock: TenantClock;
  timeline: CycleControl['timeline'];
  /** Every piece of work that took effect, in order. */
  readonly log: string[] = [];
  /** Business instants at which steps took effect. */
  readonly ranAt = new Map<StepName, string>();
  reads = 0;
  asked = 0;
  refuse: StepName | null = null;
  notYet = 0;
  readonly runIds: string[];

  constructor(
    readonly cycleId: string,
    plan: [StepName, number][],
    o: { clock?: TenantClock; runIds?: string[] } = {},
  ) {
    this.clock = o.clock ?? fastClock();
    this.timeline = plan.map(([step, hours]) => ({ step, at: hour(hours), note: '' }));
    this.runIds = o.runIds ?? [];
  }

  /** What HR does: a new version of the control row. The signal is the test's to send. */
  change(change: Partial<Pick<FakeCycle, 'state' | 'timeline' | 'clock'>>): number {
    Object.assign(this, change);
    this.version += 1;
    return this.version;
  }

  read(): CycleControl {
    this.reads += 1;
    return structuredClone({
      version: this.version,
      state: this.state,
      timeline: this.timeline,
      clock: this.clock,
    });
  }

  may(step: StepName, ref: StepRef): StepResult {
    const { clock } = this;
    this.asked += 1;
    if (this.refuse === step) throw ApplicationFailure.nonRetryable('no', 'calendar-not-covered');
    const entry = this.timeline[0];
    if (ref.version !== this.version || this.state !== 'running' || entry?.step !== step) {
      return { outcome: 'stale', clock };
    }
    if (virtualNow(clock, Date.now()) < entry.at) return { outcome: 'early', clock };
    return { outcome: 'done', clock, counts: {} };
  }

  run(step: StepName, ref: StepRef): StepResult {
    const result = this.may(step, ref);
    if (result.outcome !== 'done') return result;
    this.timeline = this.timeline.slice(1);
    this.ranAt.set(step, virtualNow(this.clock, Date.now()));
    this.log.push(step);
    return result;
  }
}

/** All cycles of a spec behind the activities of the three services. */
export class FakeCycles {
  private readonly cycles = new Map<string, FakeCycle>();
  readonly openings: (string | null)[] = [];
  /** Of the Schedules that asked. */
  readonly zones: string[] = [];
  opened: OpenedCycle | null = null;

  add(cycle: FakeCycle): FakeCycle {
    this.cycles.set(cycle.cycleId, cycle);
    return cycle;
  }

  of(ref: Pick<CycleRef, 'cycleId'>): FakeCycle {
    const cycle = this.cycles.get(ref.cycleId);
    if (cycle === undefined) throw ApplicationFailure.nonRetryable('unknown', 'not-found');
    return cycle;
  }

  readonly goals: GoalsActivities = {
    openPeriod: async (i) => {
      this.openings.push(i.period ?? i.scheduledAt);
      if (i.zone !== undefined) this.zones.push(i.zone);
      if (this.opened === null) throw new Error('the spec opens nothing');
      return this.opened;
    },
    readControl: async (i) => this.of(i).read(),
    issueSheets: async (i) => this.of(i).run('issue', i),
    remindToPlan: async (i) => this.of(i).run('remind-plan', i),
    closePlanning: async (i) => this.of(i).run('close-planning', i),
    askForReport: async (i) => this.of(i).run('ask-report', i),
    remindToReport: async (i) => this.of(i).run('remind-report', i),
    closeReporting: async (i) => this.of(i).run('close-reporting', i),
    closeConfirming: async (i) => {
      const cycle = this.of(i);
      if (cycle.log.includes('close-confirming')) {
        return { outcome: 'done', clock: cycle.clock, counts: {}, batch: RESULTS };
      }
      const result = cycle.run('close-confirming', i);
      return result.outcome === 'done' ? { ...result, batch: RESULTS } : result;
    },
    sendWeeklyReport: async (i) => this.of(i).run('weekly-report', i),
    archiveCycle: async (i) => this.of(i).run('archive', i),
    completeStep: async (i) => this.of(i).run(i.step, i),
    checkStep: async (i) => this.of(i).may(i.step, i),
  };

  readonly appraisal: AppraisalActivities = {
    awaitResults: async (i) => {
      const cycle = this.of(i);
      if (cycle.notYet > 0) {
        cycle.notYet -= 1;
        throw ApplicationFailure.create({ message: 'on the way', type: 'not-yet' });
      }
      cycle.log.push(`await ${i.batch.batchId}`);
      return { count: i.batch.count };
    },
    scoreCycle: async (i) => {
      this.of(i).log.push(`score ${i.batch.batchId}`);
      return { runId: 'score-run-1', count: i.batch.count };
    },
    publishScores: async (i) => {
      this.of(i).log.push(`publish ${i.runId}`);
      return { batch: SCORES };
    },
  };

  readonly payroll: Pick<PayrollActivities, 'buildBonusLists'> = {
    buildBonusLists: async (i) => {
      const cycle = this.of(i);
      cycle.log.push(`lists of ${i.batch.batchId}`);
      return { runIds: cycle.runIds, lines: i.batch.count };
    },
  };
}
