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
   * @returns whose `require` throws wrong-state (details: payoutId); `paid`: those that are paid after all by what finance has said,
   * also where a held line would pay them again
   */
  async ask(
    tx: Tx,
    of: { runId: string } | { listId: string },
  ): Promise<{ require(): void; paid: ReadonlySet<string> }> {
    const isRun = 'runId' in of;
    const ids = await this.#before(tx, isRun ? [of.runId, null] : [null, of.listId]);
    const held = isRun ? await this.#held(tx, of.runId) : [];
    const looked = [...new Set([...ids, ...held])];
    const locked = looked.length > 0 ? await this.payouts.lock(tx, looked) : [];
    const paid = new Set(locked.flatMap(({ id, state }) => (state === 'paid' ? [id] : [])));
    const [doubtful] = await this.answers.saidPaid(
      tx,
      ids.filter((id) => !paid.has(id)),
    );
    const [conceded] = ids.filter((id) => paid.has(id));
    return {
      paid,
      require() {
        if (doubtful !== undefined) throw saidPaid(doubtful, 'lines');
        // Of a list that is signed such a line is taken out: what else is on it is paid.
        if (!isRun && conceded !== undefined) throw paidAfterAll(conceded);
      },
    };
  }

  async #held(tx: Tx, runId: string): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `SELECT replaces AS id FROM bonus_line WHERE run_id = $1 AND state = 'held' AND replaces IS NOT NULL AND active`,
      [runId],
    );
    return rows.map((row) => row.id);
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

const paidAfterAll = (payoutId: string): DomainError =>
  new DomainError(
    'wrong-state',
    'Payroll has paid this after all, as finance has confirmed: hold the line, and the rest of the list can go on.',
    { field: 'lines', details: { payoutId } },
  );

export const saidPaid = (payoutId: string, field: string): DomainError =>
  new DomainError(
    'wrong-state',
    'Payroll rejected this payout and said later that it has paid it. Clear it with payroll: once it answers rejected again it can be paid again.',
    { field, details: { payoutId, lastAnswer: 'paid' } },
  );
