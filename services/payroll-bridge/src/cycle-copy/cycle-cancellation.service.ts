import { Injectable } from '@nestjs/common';
import { ApprovalEngine } from '@goalbeat/approvals/approval-engine';
import { nextBonusList } from '@goalbeat/domain/bonus-list/lifecycle';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { byService } from '@goalbeat/service-kit/process-log/actor';
import { BonusLineRepository } from '../bonus-list/bonus-line.repository.js';
import { BonusListRepository, type ListRow } from '../bonus-list/bonus-list.repository.js';
import { PayoutRunRepository } from '../payout-run/payout-run.repository.js';
import { RunProgress } from '../payout-run/run-progress.js';
import { CycleCopyRepository } from './cycle-copy.repository.js';

export interface Cancellation {
  tenant: string;
  cycleId: string;
  reason: string;
  /** Who asked goals for it. */
  byId: string;
}

/** A cycle that HR cancels pays nobody: its lists go before its sheets do. */
@Injectable()
export class CycleCancellationService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly cycles: CycleCopyRepository,
    private readonly runs: PayoutRunRepository,
    private readonly lists: BonusListRepository,
    private readonly lines: BonusLineRepository,
    private readonly progress: RunProgress,
    private readonly engine: ApprovalEngine,
    private readonly org: OrgCopy,
  ) {}

  /**
   * Said again it changes nothing. Under the runs' locks: who signs at the same moment is first, or finds the list cancelled.
   * @throws wrong-state when a list of the cycle has been signed
   */
  cancel(asked: Cancellation): Promise<{ lists: number }> {
    return this.uow.write(asked.tenant, async (tx) => {
      const runs = await this.runs.ofCycle(tx, asked.cycleId);
      for (const { id } of runs) await this.runs.lock(tx, id);
      const lists: ListRow[] = [];
      for (const { id } of runs)
        for (const list of await this.lists.ofRun(tx, id)) lists.push(await this.lists.lock(tx, list.id));
      const signed = lists.filter(({ state }) => ['signed', 'handed-over', 'settled'].includes(state));
      if (signed.length > 0) {
        throw new DomainError(
          'wrong-state',
          'A bonus list of this cycle has been signed, so the cycle cannot be cancelled. Correct single people by an off-cycle list, or ask finance to stop payouts.',
          { details: { lists: signed.map(({ id, state }) => ({ id, state })) } },
        );
      }
      const open = lists.filter(({ state }) => state !== 'cancelled');
      await this.#giveUp(tx, asked, open);
      for (const { id } of runs) if (open.some((list) => list.runId === id)) await this.progress.followLists(tx, id);
      await this.cycles.cancel(tx, asked.cycleId, await this.org.now(tx), asked.reason);
      return { lists: open.length };
    });
  }

  async #giveUp(tx: Tx, { cycleId, reason, byId }: Cancellation, lists: readonly ListRow[]): Promise<void> {
    const subjectIds = lists.map(({ id }) => id);
    await this.engine.withdrawSubjects(tx, { subjectKind: 'bonus-list', subjectIds, reason });
    await this.engine.closeTodos(tx, { subjectKind: 'submit-bonus-list', subjectIds });
    for (const list of lists) {
      await this.lists.setState(tx, list.id, nextBonusList(list.state, 'cancel'));
      await this.lines.release(tx, list.id);
      tx.log({
        subjectKind: 'bonus-list',
        subjectId: list.id,
        cycleId,
        action: 'cancelled',
        at: await this.org.now(tx),
        reason,
        details: { askedBy: byId },
        ...byService('goals'),
      });
    }
  }
}
