import { Inject, Injectable } from '@nestjs/common';
import type { LadderActivities } from '@goalbeat/contracts/activities';
import { isRehearsal } from '@goalbeat/domain/access/rehearsal-tenant';
import type { ChainStep } from '@goalbeat/domain/approval/chain';
import type { TenantClock } from '@goalbeat/domain/clock/tenant-clock';
import { DomainError, isDomainError } from '@goalbeat/domain/errors/domain-error';
import type { RungAction } from '@goalbeat/domain/ladder/ladder';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { OrgContext } from '@goalbeat/org-copy/org-types';
import { effectiveAssignee } from '@goalbeat/domain/approval/delegation';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { BY_DEADLINE } from '@goalbeat/service-kit/process-log/actor';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { ApprovalChange } from './approval-change.js';
import { ladderNow } from './approval-messages.js';
import { type LockedApproval, refusedPeople } from './approval-state.js';
import { ApprovalStore } from './approval.store.js';
import { APPROVALS_OPTIONS, type ApprovalsOptions } from './approvals-options.js';
import { hrLeads, nextAsked, orgRequest } from './plan-step.js';
import { closedView, Progress } from './progress.js';
import { resettle } from './resettle.js';
import { SubjectHandlers } from './subject-handlers.js';

type Climb = Parameters<LadderActivities['climbRung']>[0];
type Climbed = Awaited<ReturnType<LadderActivities['climbRung']>>;

/** A deadline acts under the same lock as people do: whoever commits first wins. */
@Injectable()
export class Ladder {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly store: ApprovalStore,
    private readonly progress: Progress,
    private readonly handlers: SubjectHandlers,
    private readonly org: OrgCopy,
    @Inject(APPROVALS_OPTIONS) private readonly options: ApprovalsOptions,
  ) {}

  /** Idempotent: a rung that was climbed answers `climbed` again. @throws not-found, copy-behind, unavailable (nobody to go to). */
  climb(rung: Climb): Promise<Climbed> {
    return this.unitOfWork.write(rung.tenantId, (tx) => this.#climb(tx, rung));
  }

  async #climb(tx: Tx, { approvalId, version, stepId, rung: n }: Climb): Promise<Climbed> {
    const locked = await this.store.lock(tx, approvalId);
    const { approval, step, clock, now } = locked;
    if (approval.state !== 'open') return { outcome: 'closed', at: now, clock };
    if (approval.version !== version || step.stepId !== stepId || locked.held) {
      this.#sayAgain(tx, locked, version);
      return { outcome: 'moved-on', at: now, clock };
    }
    if (step.climbed >= n) return { outcome: 'climbed', at: step.climbedAt ?? now, clock };
    const rung = step.rungs.find((one) => one.n === n);
    if (rung === undefined) return { outcome: 'moved-on', at: now, clock };
    if (now < rung.at) return { outcome: 'early', at: now, clock: askedBy(tx.tenantId, clock) };
    const change = new ApprovalChange(locked);
    if (change.step !== null) Object.assign(change.step, { climbed: n, climbedAt: now });
    try {
      await this.#act(tx, change, rung.action);
    } catch (error) {
      // The next step has nobody: it is tried again until HR has named somebody, rather than failing the ladder.
      if (isDomainError(error) && error.code === 'nobody-to-approve') {
        throw new DomainError('unavailable', error.message, {
          cause: error,
          ...(error.details === undefined ? {} : { details: error.details }),
        });
      }
      throw error;
    }
    return { outcome: 'climbed', at: now, clock };
  }

  /** A ladder put back to an earlier state with Temporal's database waits for news that it had; others ignore it. */
  #sayAgain(tx: Tx, locked: LockedApproval, heard: number): void {
    if (locked.approval.version <= heard || locked.held) return;
    tx.tell(ladderNow(this.options.service, tx.tenantId, locked));
    tx.changedNothing();
  }

  async #act(tx: Tx, change: ApprovalChange, action: RungAction): Promise<void> {
    switch (action) {
      case 'remind':
        return this.#remind(tx, change);
      case 'escalate':
        return this.#escalate(tx, change);
      case 'hand-to-hr':
        return this.#handToHr(tx, change);
      case 'approve':
        if (this.#isMoney(change)) return this.#handToHr(tx, change);
        return this.progress.byDeadline(tx, change, action);
      case 'return':
      case 'reject':
        return this.progress.byDeadline(tx, change, action);
    }
  }

  async #remind(tx: Tx, change: ApprovalChange): Promise<void> {
    const org = await this.#around(tx, change);
    // Somebody's last day passes without any news of it.
    const step = presentStep(change);
    if (step !== undefined) resettle(change, step, org, this.#isMoney(change));
    for (const task of change.open()) {
      if (change.newTasks.includes(task)) continue;
      change.remind(task);
      change.notify(reader(change, org, task.assigneeId), 'reminder', task.dueAt === null ? {} : { dueAt: task.dueAt });
    }
    change.log('reminded', BY_DEADLINE, { details: { assignees: change.open().map((task) => task.assigneeId) } });
    await this.store.save(tx, change);
  }

  async #escalate(tx: Tx, change: ApprovalChange): Promise<void> {
    const org = await this.#around(tx, change);
    const step = presentStep(change);
    const subject = { ...change.approval, money: this.#isMoney(change) };
    const before = change.tasks.filter(({ stepNo }) => stepNo === change.approval.stepNo);
    const asked = new Set(before.map(({ assigneeId }) => assigneeId));
    let nobody = false;
    for (const task of change.open()) {
      const above = nextAsked(subject, step, org, asked, task.assigneeId);
      if (above.length === 0) {
        change.log('escalated', BY_DEADLINE, { reason: 'nobody-above', details: { from: task.assigneeId } });
        nobody = true;
        continue;
      }
      const added = above
        .map((personId) => change.assign(personId, 'escalated', task.dueAt))
        .filter((given) => given !== null);
      change.supersede(task);
      change.log('escalated', BY_DEADLINE, {
        startedAt: task.openedAt,
        reason: 'timeout',
        details: { from: task.assigneeId, to: above },
      });
      for (const given of added)
        change.notify(reader(change, org, given.assigneeId), 'escalation', { openedAt: task.openedAt });
    }
    if (change.step !== null) change.step.escalations += 1;
    await this.store.save(tx, change);
    if (nobody) await this.handlers.of(change.approval.subjectKind).onNobodyAbove?.(tx, closedView(tx, change));
  }

  async #handToHr(tx: Tx, change: ApprovalChange): Promise<void> {
    const org = await this.#around(tx, change);
    const leads = hrLeads(change.approval, org);
    const before = change.open();
    const given = leads.flatMap((personId) => change.assign(personId, 'handed-to-hr', null) ?? []);
    // With nobody in HR to take it, those who were asked stay asked: better late than never.
    const kept = new Set(leads.length === 0 ? before.map((task) => task.assigneeId) : leads);
    for (const task of before) if (!kept.has(task.assigneeId)) change.supersede(task);
    change.handToHr(this.#isMoney(change));
    change.log('handed-to-hr', BY_DEADLINE, { reason: 'timeout', details: { to: [...kept] } });
    for (const task of given) change.notify(reader(change, org, task.assigneeId), 'handed-to-hr');
    await this.store.save(tx, change);
    await this.handlers.of(change.approval.subjectKind).onHandedToHr?.(tx, closedView(tx, change));
  }

  #isMoney({ approval }: ApprovalChange): boolean {
    return this.handlers.of(approval.subjectKind).money === true;
  }

  #around(tx: Tx, change: ApprovalChange): Promise<OrgContext> {
    return this.org.context(
      tx,
      orgRequest(
        change.approval,
        presentStep(change) ?? null,
        change.open().map((task) => task.assigneeId),
      ),
    );
  }
}

/** A rehearsal's clock runs for moments and stands between them: on the whole, about so many times as fast as real time. */
const REHEARSAL_PACE = 2_000;

/**
 * By which an `early` ladder works out when to ask again. Whoever plays a rehearsal tells ladders when their rung has come; were
 * they to go by the rate at which its clock runs when it does, hundreds would ask each second.
 */
function askedBy(tenantId: string, clock: TenantClock): TenantClock {
  return isRehearsal(tenantId) ? { ...clock, rate: Math.min(clock.rate, REHEARSAL_PACE) } : clock;
}

const presentStep = ({ approval, step }: ApprovalChange): ChainStep | undefined =>
  approval.chain.find((one) => one.id === step?.stepId);

/** A notice goes to whoever will really decide. */
function reader({ approval }: ApprovalChange, org: OrgContext, assigneeId: string): string {
  return effectiveAssignee(assigneeId, org.delegations, org.now, approval.subjectKind, refusedPeople(approval))
    .personId;
}
