import { Injectable } from '@nestjs/common';
import { ApprovalEngine } from '@goalbeat/approvals/approval-engine';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { PayoutNotices, REJECTED } from '../payout/payout-notices.js';
import { PayoutRepository } from '../payout/payout.repository.js';
import { OwedAgain } from '../payout-run/owed-again.js';

/** What HR has to do about rejected payouts: nothing while corrections have left nothing of one, and again once they give it back. */
@Injectable()
export class RejectedTasks {
  constructor(
    private readonly payouts: PayoutRepository,
    private readonly owed: OwedAgain,
    private readonly notices: PayoutNotices,
    private readonly engine: ApprovalEngine,
  ) {}

  /** Call after what these claims are worth was posted. */
  async follow(tx: Tx, claimIds: readonly string[]): Promise<void> {
    const rejected = await this.payouts.rejectedOf(tx, claimIds);
    if (rejected.length === 0) return;
    const left = await this.owed.left(tx, rejected);
    const isOwed = ({ id }: { id: string }): boolean => (left.get(id) ?? 0n) > 0n;
    await this.engine.closeTodos(tx, {
      subjectKind: REJECTED,
      subjectIds: rejected.filter((payout) => !isOwed(payout)).map(({ id }) => id),
    });
    await this.notices.rejected(tx, rejected.filter(isOwed));
  }
}
