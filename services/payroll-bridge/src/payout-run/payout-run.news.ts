import { Injectable } from '@nestjs/common';
import { PAYROLL_EVENTS, type PayoutRunChanged } from '@goalbeat/contracts/payroll/events';
import { PAYOUT_RUN_CHANGED, payoutWorkflowId } from '@goalbeat/contracts/workflows';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { PayoutRunRepository, type RunRow } from './payout-run.repository.js';

/** What others hear of a run: the funnel by an event, its workflow by a signal. */
@Injectable()
export class PayoutRunNews {
  constructor(private readonly runs: PayoutRunRepository) {}

  async announce(tx: Tx, run: RunRow): Promise<void> {
    const { lines, signed, paid, rejected } = await this.runs.counts(tx, run.id);
    const data: PayoutRunChanged = {
      cycleId: run.cycleId,
      runId: run.id,
      kind: run.kind,
      version: run.version,
      state: run.state,
      lines,
      signed,
      paid,
      rejected,
    };
    tx.publish({ type: PAYROLL_EVENTS.run, subject: run.id, data });
  }

  /** A signal, since nobody waits for an answer; the workflow reads the run by an activity. */
  tell(tx: Tx, run: RunRow): void {
    tx.tell({
      kind: 'signal',
      workflowId: payoutWorkflowId({ tenantId: tx.tenantId, runId: run.id }),
      signal: PAYOUT_RUN_CHANGED,
      signalInput: { version: run.version },
    });
  }
}
