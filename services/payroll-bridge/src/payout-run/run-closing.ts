import { Injectable } from '@nestjs/common';
import { ApprovalEngine } from '@goalbeat/approvals/approval-engine';
import type { PayoutRunView } from '@goalbeat/contracts/activities';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { bothLanguages } from '@goalbeat/domain/wording/both-languages';
import { BonusListRepository } from '../bonus-list/bonus-list.repository.js';
import { BY_TIMER } from '../organisation/actor.js';
import { Organisation } from '../organisation/organisation.service.js';
import { PayoutGate } from '../payout-gate/payout-gate.js';
import { PayoutBatchRepository } from '../payout/payout-batch.repository.js';
import { PayoutRepository } from '../payout/payout.repository.js';
import { PayoutRunNews } from './payout-run.news.js';
import { PayoutRunRepository, type RunRow } from './payout-run.repository.js';

export const UNANSWERED = 'payout-unanswered';

/** From hand-over to the end: silence, the last answer, the close. */
@Injectable()
export class RunClosing {
  constructor(
    private readonly org: OrgCopy,
    private readonly organisation: Organisation,
    private readonly runs: PayoutRunRepository,
    private readonly lists: BonusListRepository,
    private readonly payouts: PayoutRepository,
    private readonly batches: PayoutBatchRepository,
    private readonly news: PayoutRunNews,
    private readonly engine: ApprovalEngine,
    private readonly gate: PayoutGate,
  ) {}

  /** As the workflow reads it. @throws not-found */
  async view(tx: Tx, run: RunRow): Promise<PayoutRunView> {
    return {
      version: run.version,
      state: run.state,
      batchesOpen: await this.batches.openOf(tx, run.id),
      unanswered: run.unanswered,
      paid: run.paid,
      rejected: run.rejected,
      queryAt: run.unanswered === 0 ? null : await this.payouts.firstQueryAt(tx, run.id),
      clock: await this.org.clock(tx),
      stopped: await this.gate.isStopped(tx),
    };
  }

  /** Silence past its time becomes `unknown` and one task; nothing is sent again, an answer still settles it. */
  async queryUnanswered(tx: Tx, runId: string): Promise<RunRow> {
    const now = await this.org.now(tx);
    const lost = await this.payouts.lose(tx, runId, now);
    if (lost === 0) return this.runs.find(tx, runId);
    const run = await this.runs.change(tx, runId, null);
    await this.engine.openTodo(tx, {
      subjectKind: UNANSWERED,
      subjectId: run.id,
      title: `${run.period} ${run.currency}：${bothLanguages(`${lost} 笔发放无回复`, `${lost} payouts without an answer`)}`,
      assigneeIds: await this.organisation.financeFor(tx, await this.payouts.ownersOfUnknown(tx, runId)),
      cycleId: run.cycleId,
      unitId: null,
      dueAt: null,
    });
    tx.log({
      subjectKind: 'payout-run',
      subjectId: run.id,
      cycleId: run.cycleId,
      action: 'unanswered',
      ...BY_TIMER,
      at: now,
      details: { payouts: lost },
    });
    await this.news.announce(tx, run);
    return run;
  }

  /** @throws not-yet while answers or confirmations are open; wrong-state before the hand-over */
  async close(tx: Tx, runId: string): Promise<RunRow> {
    const run = await this.runs.lock(tx, runId);
    if (run.state === 'settled' || run.state === 'cancelled') return run;
    if (run.state !== 'awaiting-answers') {
      throw new DomainError('wrong-state', `A payout run that is ${run.state} cannot be closed.`, {
        details: { state: run.state },
      });
    }
    const batchesOpen = await this.batches.openOf(tx, run.id);
    if (run.unanswered > 0 || batchesOpen > 0) {
      throw new DomainError('not-yet', 'Payroll has not answered everything yet.', {
        details: { unanswered: run.unanswered, batchesOpen },
      });
    }
    const now = await this.org.now(tx);
    await this.lists.follow(tx, run.id, 'handed-over', 'settled');
    const settled = await this.runs.settle(tx, run.id, now);
    for (const list of await this.lists.ofRun(tx, run.id)) {
      // One that was rejected had nothing to settle.
      if (list.state !== 'settled') continue;
      tx.log({
        subjectKind: 'bonus-list',
        subjectId: list.id,
        cycleId: run.cycleId,
        action: 'settled',
        ...BY_TIMER,
        at: now,
        details: { paid: run.paid, rejected: run.rejected },
      });
    }
    tx.log({
      subjectKind: 'payout-run',
      subjectId: run.id,
      cycleId: run.cycleId,
      action: 'settled',
      ...BY_TIMER,
      at: now,
      startedAt: run.createdAt,
      details: { paid: run.paid, rejected: run.rejected },
    });
    await this.news.announce(tx, settled);
    return settled;
  }
}
