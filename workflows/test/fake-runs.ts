import type { PayoutRunView, PayrollActivities } from '@goalbeat/contracts/activities';
import { ApplicationFailure } from '@temporalio/common';
import { fastClock } from './clock.js';

type RunActivities = Omit<PayrollActivities, 'buildBonusLists'>;

/** A payout run as payroll-bridge keeps it. */
export class FakeRun {
  readonly log: string[] = [];
  refuseReversal = false;
  refuseHandOver = false;
  view: PayoutRunView = {
    version: 1,
    state: 'in-approval',
    batchesOpen: 0,
    unanswered: 0,
    paid: 0,
    rejected: 0,
    queryAt: null,
    clock: fastClock(),
  };

  constructor(
    readonly runId: string,
    private batches = 2,
    private readonly perBatch = 2,
  ) {}

  /** A new version of the row. The signal is the test's to send. */
  change(change: Partial<PayoutRunView>): number {
    this.view = { ...this.view, ...change, version: this.view.version + 1 };
    return this.view.version;
  }

  answer(paid: number, rejected: number): number {
    const { view } = this;
    return this.change({
      unanswered: view.unanswered - paid - rejected,
      paid: view.paid + paid,
      rejected: view.rejected + rejected,
    });
  }

  post(): void {
    if (this.view.state !== 'signed' || this.view.stopped === true) return;
    this.log.push('post');
    this.change({ state: 'posted' });
  }

  handOver(queryAt: string | null): { remaining: number; stopped?: boolean } {
    if (this.view.stopped === true) return { remaining: this.batches * this.perBatch, stopped: true };
    if (this.refuseHandOver) throw ApplicationFailure.nonRetryable('stopped', 'wrong-state');
    if (this.batches > 0) {
      this.batches -= 1;
      this.log.push('hand over');
      const state = this.batches === 0 ? 'awaiting-answers' : 'handing-over';
      this.change({ state, unanswered: this.view.unanswered + this.perBatch, queryAt });
    }
    return { remaining: this.batches * this.perBatch };
  }
}

export class FakeRuns {
  private readonly runs = new Map<string, FakeRun>();
  /** When silence is asked about, given to what is handed over from now on. */
  queryAt: string | null = null;

  add(run: FakeRun): FakeRun {
    this.runs.set(run.runId, run);
    return run;
  }

  private of(i: { runId: string }): FakeRun {
    const run = this.runs.get(i.runId);
    if (run === undefined) throw ApplicationFailure.nonRetryable('unknown', 'not-found');
    return run;
  }

  readonly activities: RunActivities = {
    readRun: async (i) => this.of(i).view,
    postRun: async (i) => {
      this.of(i).post();
      return this.of(i).view;
    },
    handOverBatch: async (i) => this.of(i).handOver(this.queryAt),
    queryUnanswered: async (i) => {
      this.of(i).log.push('query');
      this.of(i).change({ queryAt: null });
      return this.of(i).view;
    },
    reconcileRun: async (i) => {
      this.of(i).log.push('reconcile');
      return { agreed: true, differences: 0 };
    },
    closeRun: async (i) => {
      this.of(i).log.push('close');
      this.of(i).change({ state: 'settled' });
      return this.of(i).view;
    },
    reverseUnsent: async (i) => {
      if (this.of(i).refuseReversal) throw ApplicationFailure.nonRetryable('ledger closed', 'wrong-state');
      this.of(i).log.push('reverse');
      return { reversed: 1 };
    },
  };
}
