import { Injectable } from '@nestjs/common';
import { ApprovalEngine } from '@goalbeat/approvals/approval-engine';
import type { PayoutAnswer } from '@goalbeat/contracts/payroll/events';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { BY_PAYROLL } from '../organisation/actor.js';
import { UNKNOWN_PAYOUT } from '../payout/payout-notices.js';
import { TakeAnswers } from '../payout/take-answers.js';

/**
 * After a restore payroll may answer about payouts that this database has not handed over yet; such answers are kept as unknown.
 * A payout is handed over again under its old id: what payroll said of it then is taken now.
 */
@Injectable()
export class EarlyAnswers {
  constructor(
    private readonly answers: TakeAnswers,
    private readonly engine: ApprovalEngine,
  ) {}

  async take(tx: Tx, runId: string): Promise<void> {
    const early = await tx.query<{ body: PayoutAnswer }>(
      `SELECT a.body FROM payout_answer a JOIN payout p ON p.id = a.payout_id
       WHERE a.result = 'unknown-payout' AND p.run_id = $1 AND p.state = 'requested' ORDER BY a.received_at, a.answer_id`,
      [runId],
    );
    if (early.length === 0) return;
    // Under an id of its own: the answer as it came is kept already.
    const again = early.map(({ body }) => ({ ...body, answerId: `${body.answerId}#after-restore` }));
    await this.answers.take(tx, again, BY_PAYROLL);
    // They were ours after all.
    const subjectIds = [...new Set(early.map(({ body }) => body.payoutId))];
    await this.engine.closeTodos(tx, { subjectKind: UNKNOWN_PAYOUT, subjectIds });
    // Payroll has them: what was to be published of them in this transaction is not.
    await tx.execute(
      `DELETE FROM outbox o USING payout p WHERE p.id = o.id AND p.run_id = $1 AND p.id = ANY($2::uuid[])
         AND p.state IN ('accepted', 'paid', 'rejected')`,
      [runId, early.map(({ body }) => body.payoutId)],
    );
  }
}
