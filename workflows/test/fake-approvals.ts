import type { LadderActivities } from '@goalbeat/contracts/activities';
import type { ApprovalNews } from '@goalbeat/contracts/workflows';
import { virtualNow } from '@goalbeat/domain/clock/tenant-clock';
import type { TenantClock } from '@goalbeat/domain/clock/tenant-clock';
import type { Rung } from '@goalbeat/domain/ladder/ladder';
import { ApplicationFailure } from '@temporalio/common';
import { hour } from './clock.js';

type RungAnswer = Awaited<ReturnType<LadderActivities['climbRung']>>;

/** An approval as a service keeps it. */
export class FakeApproval {
  version = 0;
  rungs: Rung[] = [];
  closed: string | null = null;
  stepId = '';
  /** `step action rung` of every rung that took effect. */
  readonly log: string[] = [];
  readonly climbedAt: string[] = [];
  asked = 0;
  /** Called in the climb's transaction, as the owning service would decide or escalate. */
  onClimb: (action: Rung['action']) => Promise<void> = () => Promise.resolve();

  constructor(
    readonly approvalId: string,
    public clock: TenantClock,
  ) {}

  /** Opens a step; gives the news of it, which is the test's to send. */
  open(stepId: string, rungs: [Rung['action'], number][], openedAt = 0): ApprovalNews {
    this.version += 1;
    this.stepId = stepId;
    this.rungs = rungs.map(([action, hours], i) => ({ n: i + 1, at: hour(hours), action }));
    return this.news(openedAt);
  }

  news(openedAt = 0): ApprovalNews {
    return {
      kind: 'stepOpened',
      version: this.version,
      stepId: this.stepId,
      awaited: 'manager',
      openedAt: hour(openedAt),
      dueAt: this.rungs[0]?.at ?? hour(0),
      rungs: this.rungs,
      clock: this.clock,
    };
  }

  close(outcome: string): ApprovalNews {
    this.version += 1;
    this.closed = outcome;
    return { kind: 'closed', version: this.version, outcome };
  }

  async climb(i: Parameters<LadderActivities['climbRung']>[0]): Promise<RungAnswer> {
    const { clock } = this;
    const at = virtualNow(clock, Date.now());
    this.asked += 1;
    if (this.closed !== null) return { outcome: 'closed', at, clock };
    if (i.version !== this.version) return { outcome: 'moved-on', at, clock };
    const rung = this.rungs.find(({ n }) => n === i.rung);
    if (rung === undefined) throw ApplicationFailure.nonRetryable('unknown rung', 'not-found');
    if (at < rung.at) return { outcome: 'early', at, clock };
    this.log.push(`${i.stepId} ${i.action} ${i.rung}`);
    this.climbedAt.push(at);
    await this.onClimb(i.action);
    return { outcome: 'climbed', at, clock };
  }
}

export class FakeApprovals {
  private readonly approvals = new Map<string, FakeApproval>();

  add(approval: FakeApproval): FakeApproval {
    this.approvals.set(approval.approvalId, approval);
    return approval;
  }

  readonly activities: LadderActivities = {
    climbRung: async (i) => {
      const approval = this.approvals.get(i.approvalId);
      if (approval === undefined) throw ApplicationFailure.nonRetryable('unknown', 'not-found');
      return approval.climb(i);
    },
  };
}
