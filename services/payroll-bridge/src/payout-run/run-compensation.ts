import { Injectable } from '@nestjs/common';
import { ApprovalEngine } from '@goalbeat/approvals/approval-engine';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { bothLanguages } from '@goalbeat/domain/wording/both-languages';
import { BonusLineRepository } from '../bonus-list/bonus-line.repository.js';
import { BonusListRepository } from '../bonus-list/bonus-list.repository.js';
import { CorrectedPayNotices } from '../corrected-pay/corrected-pay-notices.js';
import { SetOffs } from '../correction/set-offs.js';
import { LedgerRepository } from '../ledger/ledger.repository.js';
import { BY_TIMER } from '../organisation/actor.js';
import { Organisation } from '../organisation/organisation.service.js';
import { PayoutRunNews } from './payout-run.news.js';
import { PayoutRunRepository } from './payout-run.repository.js';
import { unsentPostings } from './postings.js';

/** When a run cannot go on: what never left is posted back, and somebody is told that it was not paid. */
@Injectable()
export class RunCompensation {
  constructor(
    private readonly org: OrgCopy,
    private readonly organisation: Organisation,
    private readonly runs: PayoutRunRepository,
    private readonly lists: BonusListRepository,
    private readonly lines: BonusLineRepository,
    private readonly ledger: LedgerRepository,
    private readonly news: PayoutRunNews,
    private readonly engine: ApprovalEngine,
    private readonly setOffs: SetOffs,
    private readonly corrected: CorrectedPayNotices,
  ) {}

  /** @returns how many lines were posted back; 0 when nothing was left or it was done before. */
  async reverseUnsent(tx: Tx, runId: string): Promise<{ reversed: number }> {
    const run = await this.runs.lock(tx, runId);
    if (run.state !== 'posted' && run.state !== 'handing-over' && run.state !== 'cancelled') return { reversed: 0 };
    const posted = await this.ledger.signedLines(tx, run.id);
    const unsent = (await this.lines.unpaid(tx, run.id, null)).filter((line) => posted.has(line.id));
    if (unsent.length === 0) return { reversed: 0 };
    const now = await this.org.now(tx);
    const shorts = await this.setOffs.shortsOf(
      tx,
      unsent.map((line) => line.claimId),
    );
    await this.ledger.post(tx, now, unsentPostings(unsent, shorts));
    await this.corrected.notSent(tx, unsent, now);
    await this.lines.setStates(
      tx,
      unsent.map((line) => ({ id: line.id, state: 'reversed' })),
    );
    const anySent = run.unanswered + run.paid + run.rejected > 0;
    if (anySent) await this.lists.follow(tx, run.id, 'signed', 'handed-over');
    const changed = await this.runs.change(
      tx,
      run.id,
      anySent && run.state !== 'cancelled' ? 'awaiting-answers' : 'cancelled',
    );
    await this.engine.openTodo(tx, {
      subjectKind: 'payout-reversed',
      subjectId: run.id,
      title: `${run.period} ${run.currency}：${bothLanguages(`${unsent.length} 笔未发放，已冲销`, `${unsent.length} payouts were not sent, and are reversed`)}`,
      assigneeIds: await this.organisation.finance(tx),
      cycleId: run.cycleId,
      unitId: null,
      dueAt: null,
    });
    tx.log({
      subjectKind: 'payout-run',
      subjectId: run.id,
      cycleId: run.cycleId,
      action: 'reversed',
      ...BY_TIMER,
      at: now,
      details: { lines: unsent.length },
    });
    await this.news.announce(tx, changed);
    return { reversed: unsent.length };
  }
}
