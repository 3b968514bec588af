import { Injectable } from '@nestjs/common';
import type { PayoutAnswer } from '@goalbeat/contracts/payroll/events';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { RealClock } from '@goalbeat/service-kit/time/clocks';
import type { AnswerActor } from '../payout/answer-effects.js';
import { TakeAnswers } from '../payout/take-answers.js';

const BY_LEDGER: AnswerActor = { actorKind: 'service', actorId: 'ledger', channel: 'event' };

/** Points are nobody's to pay but ours: what is handed over is settled in the same transaction, with its postings and its notice. */
@Injectable()
export class AssetSettlement {
  constructor(
    private readonly answers: TakeAnswers,
    private readonly realClock: RealClock,
  ) {}

  /** What of the run is handed over and not settled; nothing of a run in money. */
  async settle(tx: Tx, runId: string): Promise<void> {
    const open = await tx.query<{ id: string }>(
      `SELECT id FROM payout WHERE run_id = $1 AND currency !~ '^[A-Z]{3}$' AND state IN ('requested', 'handed-over') ORDER BY id`,
      [runId],
    );
    if (open.length === 0) return;
    const at = this.realClock.instant();
    const answers = open.map(({ id }): PayoutAnswer => ({
      answerId: `ledger-${id}`,
      tenantId: tx.tenantId,
      payoutId: id,
      outcome: 'paid',
      reference: 'ledger',
      at,
    }));
    await this.answers.take(tx, answers, BY_LEDGER);
  }
}
