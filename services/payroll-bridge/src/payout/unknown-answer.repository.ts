import { Injectable } from '@nestjs/common';
import type { Outcome } from './judge-answer.js';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { UNKNOWN_PAYOUT } from './payout-notices.js';

export interface UnknownAnswerRow {
  payoutId: string;
  outcomes: Outcome[];
  answerIds: string[];
  lastAt: string;
}

const SELECT = `SELECT a.payout_id AS "payoutId", array_agg(DISTINCT a.outcome) AS outcomes, array_agg(a.answer_id ORDER BY a.received_at, a.answer_id) AS "answerIds",
  max(a.received_at) AS "lastAt"
FROM payout_answer a WHERE a.result = 'unknown-payout'`;

@Injectable()
export class UnknownAnswerRepository {
  /** Those with a task, by the payout's id. One more than the limit. */
  open(tx: Tx, { after, limit }: { after: string | null; limit: number }): Promise<UnknownAnswerRow[]> {
    return tx.query<UnknownAnswerRow>(
      `${SELECT} AND ($1::uuid IS NULL OR a.payout_id > $1)
         AND EXISTS (SELECT FROM approval_task t WHERE t.subject_kind = '${UNKNOWN_PAYOUT}' AND t.subject_id = a.payout_id::text AND t.state = 'open')
       GROUP BY a.payout_id ORDER BY a.payout_id LIMIT $2`,
      [after, limit + 1],
    );
  }

  find(tx: Tx, payoutId: string): Promise<UnknownAnswerRow | undefined> {
    return tx.maybe<UnknownAnswerRow>(`${SELECT} AND a.payout_id = $1 GROUP BY a.payout_id`, [payoutId]);
  }
}
