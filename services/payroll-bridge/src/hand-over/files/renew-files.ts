import { Injectable } from '@nestjs/common';
import { ApprovalEngine } from '@goalbeat/approvals/approval-engine';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { BY_TIMER } from '../../organisation/actor.js';
import { PayoutRepository } from '../../payout/payout.repository.js';
import { HandOvers } from '../hand-overs.js';
import { PayoutFileRepository } from './payout-file.repository.js';
import { UNRELEASED } from './unreleased-files.js';

/**
 * What payroll has answered never leaves in a file once more: an unreleased file with it is withdrawn, and what is left of it goes into
 * a new one, which waits for its release.
 */
@Injectable()
export class RenewFiles {
  constructor(
    private readonly files: PayoutFileRepository,
    private readonly payouts: PayoutRepository,
    private readonly handOvers: HandOvers,
    private readonly engine: ApprovalEngine,
    private readonly org: OrgCopy,
  ) {}

  /** Call with the payouts locked and the answers kept. */
  async answered(tx: Tx, payoutIds: readonly string[]): Promise<void> {
    if (payoutIds.length === 0) return;
    for (const file of await this.files.overtaken(tx, payoutIds)) {
      const { answered, left } = await this.files.withdraw(tx, file.id);
      const [clock, now] = [await this.org.clock(tx), await this.org.now(tx)];
      // Of what only contradicts us too payroll has told that it has it: its silence is counted from here.
      await this.payouts.foundAgain(tx, answered, clock, now);
      if (left.length > 0) await this.handOvers.sendAgain(tx, file, left);
      await this.engine.closeTodos(tx, { subjectKind: UNRELEASED, subjectIds: [file.id] });
      tx.log({
        subjectKind: 'payout-file',
        subjectId: file.id,
        action: 'withdrawn',
        ...BY_TIMER,
        at: now,
        details: { runId: file.runId, batchId: file.batchId, answered: answered.length, left: left.length },
      });
    }
  }

  /** The same of one file, before somebody releases it. */
  async look(tx: Tx, id: string): Promise<void> {
    const ids = await this.files.payoutIds(tx, id);
    await this.payouts.lock(tx, ids);
    await this.answered(tx, ids);
  }
}
