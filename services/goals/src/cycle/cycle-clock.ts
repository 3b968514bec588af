import { Injectable, type OnModuleInit } from '@nestjs/common';
import { CONTROL_CHANGED, cycleWorkflowId } from '@goalbeat/contracts/workflows';
import { ClockWatch } from '@goalbeat/org-copy/clock-watch';
import type { Tx } from '@goalbeat/service-kit/db/tx';

interface Waiting {
  definitionId: string;
  period: string;
  run: number;
  version: number;
}

/** Cycles that sleep by the old speed of business time read their control row, and with it the new clock. */
@Injectable()
export class CycleClock implements OnModuleInit {
  constructor(private readonly clocks: ClockWatch) {}

  onModuleInit(): void {
    this.clocks.onRateChanged((tx) => this.#tell(tx));
  }

  async #tell(tx: Tx): Promise<void> {
    const waiting = await tx.query<Waiting>(
      `SELECT definition_id AS "definitionId", period, run, version::int AS version FROM cycle
       WHERE state IN ('scheduled', 'running')`,
    );
    for (const { version, ...cycle } of waiting) {
      const workflowId = cycleWorkflowId({ tenantId: tx.tenantId, ...cycle });
      tx.tell({ kind: 'signal', workflowId, signal: CONTROL_CHANGED, signalInput: { version } });
    }
  }
}
