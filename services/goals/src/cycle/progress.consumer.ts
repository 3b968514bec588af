import { Injectable } from '@nestjs/common';
import { APPRAISAL_EVENTS, ScoringRunChanged } from '@goalbeat/contracts/appraisal/events';
import type { CloudEvent } from '@goalbeat/contracts/cloud-event';
import { NothingToPay, PAYROLL_EVENTS, PayoutRunChanged } from '@goalbeat/contracts/payroll/events';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import type { EventConsumer } from '@goalbeat/service-kit/inbox/event-consumer';
import { WaitingArchive } from './waiting-archive.js';

const KEEP_NEWEST = `INSERT INTO cycle_progress (tenant_id, cycle_id, source, run_id, version, scored, signed, paid, state)
  VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
  ON CONFLICT (tenant_id, cycle_id, source, run_id) DO UPDATE
    SET version = EXCLUDED.version, scored = EXCLUDED.scored, signed = EXCLUDED.signed, paid = EXCLUDED.paid, state = EXCLUDED.state
    WHERE cycle_progress.version < EXCLUDED.version`;

/** The funnel's last three figures come from the services that make them; whole state each, an older one is ignored. */
@Injectable()
export class ProgressConsumer implements EventConsumer {
  readonly name = 'cycle-progress';
  readonly types = [APPRAISAL_EVENTS.run, PAYROLL_EVENTS.run, PAYROLL_EVENTS.nothingToPay];

  constructor(private readonly archives: WaitingArchive) {}

  async handle(event: CloudEvent, tx: Tx): Promise<void> {
    if (event.type === APPRAISAL_EVENTS.run) {
      const run = ScoringRunChanged.parse(event.data);
      await tx.execute(KEEP_NEWEST, [
        tx.tenantId,
        run.cycleId,
        'scoring',
        run.runId,
        run.version,
        run.scored,
        0,
        0,
        null,
      ]);
      return;
    }
    if (event.type === PAYROLL_EVENTS.nothingToPay) {
      const { cycleId, at } = NothingToPay.parse(event.data);
      // The first word counts, however often it comes.
      await tx.execute('UPDATE cycle SET nothing_to_pay_at = $2 WHERE id = $1 AND nothing_to_pay_at IS NULL', [
        cycleId,
        at,
      ]);
      return;
    }
    const run = PayoutRunChanged.parse(event.data);
    // An off-cycle run pays again what a cycle's run could not: counted, it would be paid twice in the funnel.
    if (run.cycleId === null || run.kind !== 'cycle') return;
    await tx.execute(KEEP_NEWEST, [
      tx.tenantId,
      run.cycleId,
      'payout',
      run.runId,
      run.version,
      0,
      run.signed,
      run.paid,
      run.state,
    ]);
    await this.archives.goOn(tx, run.cycleId);
  }
}
