import { Injectable } from '@nestjs/common';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import type { ProcessLogEntry } from '@goalbeat/service-kit/process-log/process-log-entry';
import { v7 as uuidv7 } from 'uuid';
import { CompareBooks } from './compare-books.js';
import { type ReconciliationCause, ReconciliationResults, type ResultRow } from './reconciliation-results.js';
import type { ReconciliationScope } from './reconciliation.repository.js';
import { ReconciliationTasks } from './reconciliation-tasks.js';

export const RECONCILIATION = 'reconciliation';
const IN_THE_LOG = 20;

type Actor = Pick<ProcessLogEntry, 'actorKind' | 'actorId' | 'channel'>;

/** A comparison that counts: kept, in the log, and a task for finance where the books differ. */
@Injectable()
export class Reconcile {
  constructor(
    private readonly org: OrgCopy,
    private readonly books: CompareBooks,
    private readonly results: ReconciliationResults,
    private readonly tasks: ReconciliationTasks,
  ) {}

  /** @param day the company's day, of a nightly one. Made already for that day: nothing is kept a second time. */
  async run(
    tx: Tx,
    scope: ReconciliationScope,
    cause: ReconciliationCause,
    actor: Actor,
    day: string | null = null,
  ): Promise<ResultRow> {
    const at = await this.org.now(tx);
    const compared = await this.books.compare(tx, scope);
    const row: ResultRow = { ...compared, ...scope, id: uuidv7(), at, cause, day };
    if (!(await this.results.keep(tx, row))) {
      tx.changedNothing();
      return row;
    }
    await this.tasks.follow(tx, compared.differences, await this.#compared(tx, scope), at);
    tx.log({
      subjectKind: scope.runId === null ? RECONCILIATION : 'payout-run',
      subjectId: scope.runId ?? row.id,
      cycleId: scope.cycleId,
      action: 'reconciled',
      ...actor,
      at,
      details: {
        cause,
        agrees: compared.agrees,
        found: compared.differenceCount,
        differences: compared.differences.slice(0, IN_THE_LOG),
      },
    });
    return row;
  }

  async #compared(tx: Tx, { runId, cycleId }: ReconciliationScope): Promise<string[] | null> {
    if (runId !== null) return [runId];
    if (cycleId === null) return null;
    const runs = await tx.query<{ id: string }>('SELECT id FROM payout_run WHERE cycle_id = $1', [cycleId]);
    return runs.map(({ id }) => id);
  }
}
