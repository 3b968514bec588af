import { Injectable } from '@nestjs/common';
import type { ChainFacts } from '@goalbeat/domain/approval/chain';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { ApprovalChange } from './approval-change.js';
import { type LockedApproval, openTasks } from './approval-state.js';
import { ApprovalStore } from './approval.store.js';

/** What the owner of a subject sees of a round that it has locked. */
export interface LockedRound {
  locked: LockedApproval;
  /** People who have approved in this round, in whichever step. */
  signatures: number;
  /** Who has to decide now; of money not HR, which only finds somebody who does. */
  askedIds: string[];
}

/** What is decided changes while it is: under the approval's lock, as decisions are. */
@Injectable()
export class Renewals {
  constructor(private readonly store: ApprovalStore) {}

  async lock(tx: Tx, approvalId: string): Promise<LockedRound> {
    const locked = await this.store.lock(tx, approvalId);
    const { tasks, approval } = locked;
    return {
      locked,
      signatures: tasks.filter((task) => task.decision === 'approve').length,
      askedIds: openTasks(tasks, approval.stepNo)
        .filter((task) => task.origin !== 'handed-to-hr')
        .map((task) => task.assigneeId),
    };
  }

  async renew(
    tx: Tx,
    { locked }: LockedRound,
    to: { title: string; facts: ChainFacts; added: boolean },
  ): Promise<void> {
    const change = new ApprovalChange(locked);
    change.renew(to.title, { ...locked.approval.facts, ...to.facts }, to.added);
    await this.store.save(tx, change);
  }
}
