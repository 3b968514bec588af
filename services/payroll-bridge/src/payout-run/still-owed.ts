import { Injectable } from '@nestjs/common';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { PayoutAnswerRepository } from '../payout/payout-answer.repository.js';
import { PayoutRepository } from '../payout/payout.repository.js';

/**
 * What is paid again is owed still: payroll rejected it, and has not said since that it paid it after all. Asked again at each step
 * towards payroll, because such an answer may come at any time.
 */
@Injectable()
export class StillOwed {
  constructor(
    private readonly payouts: PayoutRepository,
    private readonly answers: PayoutAnswerRepository,
  ) {}

  /**
   * Locks what the lines pay again, so that no answer comes meanwhile: ask before the run is locked, as answers lock.
   * @returns whose `require` throws wrong-state (details: payoutId)
   */
  async ask(tx: Tx, of: { runId: string } | { listId: string }): Promise<{ require(): void }> {
    const ids = await this.#before(tx, 'runId' in of ? [of.runId, null] : [null, of.listId]);
    if (ids.length > 0) await this.payouts.lock(tx, ids);
    const [doubtful] = await this.answers.saidPaid(tx, ids);
    return {
      require() {
        if (doubtful !== undefined) throw saidPaid(doubtful, 'lines');
      },
    };
  }

  /** Payouts that these lines pay again, and that those paid again, also by way of a held line. */
  async #before(tx: Tx, of: readonly [string | null, string | null]): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `WITH RECURSIVE line AS (
         SELECT replaces, releases FROM bonus_line WHERE (run_id = $1 OR list_id = $2) AND state IN ('ready', 'signed') AND NOT handed_over
           AND (replaces IS NOT NULL OR releases IS NOT NULL)
         UNION
         SELECT l.replaces, l.releases FROM line LEFT JOIN payout p ON p.id = line.replaces
           JOIN bonus_line l ON l.id = COALESCE(line.releases, p.line_id)
       ) SELECT DISTINCT replaces AS id FROM line WHERE replaces IS NOT NULL`,
      of,
    );
    return rows.map((row) => row.id);
  }
}

export const saidPaid = (payoutId: string, field: string): DomainError =>
  new DomainError(
    'wrong-state',
    'Payroll rejected this payout and said later that it has paid it. Clear it with payroll: once it answers rejected again it can be paid again.',
    { field, details: { payoutId, lastAnswer: 'paid' } },
  );
