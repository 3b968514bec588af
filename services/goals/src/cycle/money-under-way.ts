import { Injectable } from '@nestjs/common';
import type { CycleView } from '@goalbeat/contracts/goals/cycle-http';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import type { z } from 'zod';

export type WaitsFor = z.infer<typeof CycleView>['waitsFor'][number];

/** Who has to do something next; whatever else a run says of itself lies with payroll. */
const NEXT: Readonly<Record<string, WaitsFor['who']>> = {
  draft: 'hr',
  returned: 'hr',
  'in-approval': 'finance',
};

/** Payout runs of a cycle that are neither settled nor given up. */
@Injectable()
export class MoneyUnderWay {
  async of(tx: Tx, cycleId: string): Promise<WaitsFor[]> {
    const runs = await tx.query<{ runId: string; state: string }>(
      `SELECT run_id AS "runId", state FROM cycle_progress
       WHERE cycle_id = $1 AND source = 'payout' AND state NOT IN ('settled', 'cancelled') ORDER BY run_id`,
      [cycleId],
    );
    return runs.map((run) => ({ ...run, who: NEXT[run.state] ?? 'payroll' }));
  }
}
