import { Injectable } from '@nestjs/common';
import type { PayoutAnswer } from '@goalbeat/contracts/payroll/events';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import type { AnswerResult } from './judge-answer.js';

@Injectable()
export class PayoutAnswerRepository {
  /** Answers that were taken before, by their id. */
  async known(tx: Tx, answerIds: readonly string[]): Promise<Map<string, PayoutAnswer>> {
    const rows = await tx.query<{ answerId: string; body: PayoutAnswer }>(
      'SELECT answer_id AS "answerId", body FROM payout_answer WHERE answer_id = ANY($1::text[])',
      [answerIds],
    );
    return new Map(rows.map((row) => [row.answerId, row.body]));
  }

  /** Those of the payouts of which payroll has said anything, whatever we made of it. */
  async heardOf(tx: Tx, payoutIds: readonly string[]): Promise<Set<string>> {
    const rows = await tx.query<{ id: string }>(
      'SELECT DISTINCT payout_id AS id FROM payout_answer WHERE payout_id = ANY($1::uuid[])',
      [payoutIds],
    );
    return new Set(rows.map((row) => row.id));
  }

  /**
   * Those of the payouts that payroll said to have paid, whatever we made of it, and neither rejected at a later instant nor told two
   * people of finance that it had not.
   */
  async saidPaid(tx: Tx, payoutIds: readonly string[]): Promise<string[]> {
    if (payoutIds.length === 0) return [];
    const rows = await tx.query<{ id: string }>(
      `SELECT DISTINCT p.payout_id AS id FROM payout_answer p WHERE p.payout_id = ANY($1::uuid[]) AND p.outcome = 'paid'
         AND NOT EXISTS (SELECT 1 FROM payout_answer r WHERE r.payout_id = p.payout_id AND r.outcome = 'rejected'
           AND r.result IN ('applied', 'repeated') AND r.received_at > p.received_at)
         AND NOT EXISTS (SELECT 1 FROM payout_contradiction c WHERE c.payout_id = p.payout_id AND c.closed_by IS NOT NULL
           AND c.ours = 'rejected' AND p.answer_id = ANY(c.answer_ids)) ORDER BY id`,
      [payoutIds],
    );
    return rows.map((row) => row.id);
  }

  /**
   * Every answer is kept, with the person who brought it where payroll did not itself, also one that changed nothing. Two transactions with one answer id: the later one finds its row
   * taken and is run again, with the code by which the unit of work knows that another try may succeed.
   */
  async keep(
    tx: Tx,
    answers: readonly { answer: PayoutAnswer; result: AnswerResult }[],
    { at, broughtBy }: { at: string; broughtBy: string | null },
  ): Promise<void> {
    if (answers.length === 0) return;
    const rows = answers.map(({ answer, result }) => ({
      answerId: answer.answerId,
      payoutId: answer.payoutId,
      outcome: answer.outcome,
      body: answer,
      result,
    }));
    const kept = await tx.execute(
      `INSERT INTO payout_answer (tenant_id, answer_id, payout_id, outcome, body, result, received_at, brought_by)
       SELECT $1, "answerId", "payoutId", outcome, body, result, $3, $4
       FROM jsonb_to_recordset($2::jsonb) AS r("answerId" text, "payoutId" uuid, outcome text, body jsonb, result text)
       ORDER BY "answerId" ON CONFLICT DO NOTHING`,
      [tx.tenantId, JSON.stringify(rows), at, broughtBy],
    );
    if (kept < rows.length) throw Object.assign(new Error('The same answer came twice at once'), { code: '40001' });
  }
}
