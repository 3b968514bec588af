import { Injectable, type OnModuleInit } from '@nestjs/common';
import { PAYOUT_RUN_CHANGED, payoutWorkflowId } from '@goalbeat/contracts/workflows';
import { ClockWatch } from '@goalbeat/org-copy/clock-watch';
import type { Tx } from '@goalbeat/service-kit/db/tx';

/** Runs whose workflow sleeps until payroll's silence is asked about, by the old speed of business time, read themselves again. */
@Injectable()
export class PayoutRunClock implements OnModuleInit {
  constructor(private readonly clocks: ClockWatch) {}

  onModuleInit(): void {
    this.clocks.onRateChanged((tx) => this.#tell(tx));
  }

  async #tell(tx: Tx): Promise<void> {
    const waiting = await tx.query<{ id: string; version: number }>(
      `SELECT id, version::int AS version FROM payout_run WHERE state NOT IN ('settled', 'cancelled')`,
    );
    for (const { id, version } of waiting) {
      const workflowId = payoutWorkflowId({ tenantId: tx.tenantId, runId: id });
      tx.tell({ kind: 'signal', workflowId, signal: PAYOUT_RUN_CHANGED, signalInput: { version } });
    }
  }
}
