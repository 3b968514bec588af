import { Injectable } from '@nestjs/common';
import { SEARCH_ATTRIBUTES } from '@goalbeat/contracts/names';
import { type NothingToPay, PAYROLL_EVENTS, type PayoutRunChanged } from '@goalbeat/contracts/payroll/events';
import { PAYOUT_RUN_CHANGED, type PayoutInput, payoutWorkflowId } from '@goalbeat/contracts/workflows';
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

  /** A cycle that leaves no run. */
  nothingToPay(tx: Tx, data: NothingToPay): void {
    tx.publish({ type: PAYROLL_EVENTS.nothingToPay, subject: data.cycleId, data });
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

  /** A workflow for a run that no cycle starts, or whose own was lost; one that is there goes on as it is. */
  start(tx: Tx, run: RunRow, summary: string): void {
    const input: PayoutInput = { tenantId: tx.tenantId, runId: run.id, cycleId: run.cycleId };
    tx.tell({
      kind: 'start',
      workflow: 'payout',
      workflowId: payoutWorkflowId(input),
      input,
      searchAttributes: {
        [SEARCH_ATTRIBUTES.tenant]: tx.tenantId,
        [SEARCH_ATTRIBUTES.subject]: 'payout',
        ...(run.cycleId === null ? {} : { [SEARCH_ATTRIBUTES.cycle]: run.cycleId }),
      },
      summary,
    });
  }
}
