import { Injectable } from '@nestjs/common';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { Tx } from '@goalbeat/service-kit/db/tx';

/** What leaves for payroll goes through here, in the transaction that hands it over. */
@Injectable()
export class PayoutGate {
  /**
   * Holds the gate as it is until this transaction ends: a stop waits for it, and is seen by whoever comes after. Ask before
   * you lock runs or payouts; in a read-only transaction ask `isStopped`.
   */
  async isOpen(tx: Tx): Promise<boolean> {
    return (await tx.one<{ open: boolean }>('SELECT payout_gate_open() AS open')).open;
  }

  /** As `isOpen`. @throws payouts-stopped: again after the release */
  async requireOpen(tx: Tx): Promise<void> {
    if (!(await this.isOpen(tx))) throw payoutsStopped();
  }

  /** A look that holds nothing: for views. */
  async isStopped(tx: Tx): Promise<boolean> {
    return (await tx.maybe('SELECT FROM payout_gate WHERE stops > 0')) !== undefined;
  }
}

export function payoutsStopped(): DomainError {
  return new DomainError(
    'payouts-stopped',
    'Payouts of this company are stopped. See why under the stop switch; it goes on once two people have released it.',
  );
}
