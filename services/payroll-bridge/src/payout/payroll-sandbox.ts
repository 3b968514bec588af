import { Injectable } from '@nestjs/common';
import type { PayoutAnswer } from '@goalbeat/contracts/payroll/events';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import type { AnswerActor } from './answer-effects.js';
import { TakeAnswers } from './take-answers.js';

const BY_SANDBOX: AnswerActor = { actorKind: 'service', actorId: 'payroll-sandbox', channel: 'event' };

/** Payroll as rehearsals know it: it answers at once and pays everything, and nobody gets a cent. */
@Injectable()
export class PayrollSandbox {
  constructor(private readonly answers: TakeAnswers) {}

  /** @param at real instant of the answers */
  async payBatch(tx: Tx, batchId: string, at: string): Promise<void> {
    const payouts = await tx.query<{ id: string }>('SELECT id FROM payout WHERE batch_id = $1 ORDER BY id', [batchId]);
    const answers = payouts.map(({ id }): PayoutAnswer => ({
      answerId: `sandbox-${id}`,
      tenantId: tx.tenantId,
      payoutId: id,
      outcome: 'paid',
      reference: 'rehearsal',
      at,
    }));
    await this.answers.take(tx, answers, BY_SANDBOX);
  }
}
