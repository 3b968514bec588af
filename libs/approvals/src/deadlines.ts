import { Injectable } from '@nestjs/common';
import { nextWorkingInstant, workingMinutesBetween } from '@goalbeat/domain/calendar/working-time';
import { type Instant, instantMs } from '@goalbeat/domain/clock/instant';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { capOf } from '@goalbeat/domain/ladder/cap-of';
import type { Ladder, Rung } from '@goalbeat/domain/ladder/ladder';
import type { StepInstants } from '@goalbeat/domain/ladder/plan-rungs';
import { continueRungs, later, shiftRungs } from '@goalbeat/domain/ladder/shift-rungs';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { OrgContext, Place } from '@goalbeat/org-copy/org-types';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { ApprovalBatch } from './approval-batch.js';
import { ApprovalChange } from './approval-change.js';
import type { ApprovalRow, LockedApproval } from './approval-state.js';
import { planLadder } from './plan-step.js';
import { BY_ENGINE } from './progress.js';

const OF_CYCLE = 'a.cycle_id = $1::uuid AND ($2::text[] IS NULL OR a.subject_kind = ANY($2))';

const MOVED = 'deadline-moved';

/** The cycle's instants, or those of an approval where they are not the same for all. */
export type StepCaps = StepInstants | ((approval: Pick<ApprovalRow, 'subjectKind' | 'openedAt'>) => StepInstants);
const capsFor = (caps: StepCaps, approval: ApprovalRow): StepInstants =>
  typeof caps === 'function' ? caps(approval) : caps;

/** A running cycle's own deadlines move: so do those of what is being decided in it. */
@Injectable()
export class Deadlines {
  constructor(
    private readonly batch: ApprovalBatch,
    private readonly org: OrgCopy,
  ) {}

  async recap(
    tx: Tx,
    which: { cycleId: string; subjectKinds: readonly string[] | null; stepCaps: StepCaps },
  ): Promise<number> {
    const open = await this.batch.lock(tx, OF_CYCLE, [which.cycleId, which.subjectKinds]);
    const around = await this.#around(tx, open);
    const changes = open.map((locked) => {
      const change = new ApprovalChange(locked);
      change.approval.stepCaps = capsFor(which.stepCaps, change.approval);
      // The caps are written down also where they move nothing now: later steps of the chain go by them.
      this.#replanned(change, around);
      return change;
    });
    await this.batch.save(tx, changes);
    return changes.filter((change) => change.news.length > 0).length;
  }

  async hold(tx: Tx, { cycleId }: { cycleId: string }): Promise<number> {
    const held = await tx.execute(
      'INSERT INTO approval_hold (tenant_id, cycle_id, since) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING',
      [tx.tenantId, cycleId, await this.org.now(tx)],
    );
    if (held === 0) return 0;
    const open = await this.batch.lock(tx, OF_CYCLE, [cycleId, null]);
    const changes = open.map((locked) => {
      const change = new ApprovalChange(locked);
      change.tellLadder();
      return change;
    });
    await this.batch.save(tx, changes);
    return changes.length;
  }

  async shift(tx: Tx, which: { cycleId: string; byMs: number; stepCaps?: StepCaps | undefined }): Promise<number> {
    if (!Number.isSafeInteger(which.byMs) || which.byMs < 0)
      throw new DomainError('validation', 'Deadlines move to later by whole milliseconds.', { field: 'byMs' });
    const [hold] = await tx.query<{ since: string }>('DELETE FROM approval_hold WHERE cycle_id = $1 RETURNING since', [
      which.cycleId,
    ]);
    const open = await this.batch.lock(tx, OF_CYCLE, [which.cycleId, null]);
    const around = await this.#around(tx, open);
    const changes = open.map((locked) => {
      const change = new ApprovalChange(locked);
      const { approval, now } = change;
      const since = hold?.since ?? now;
      approval.stepCaps =
        which.stepCaps === undefined
          ? shiftedCaps(approval.stepCaps, since, which.byMs)
          : capsFor(which.stepCaps, approval);
      const ladder = ladderOf(change);
      if (ladder !== undefined && 'atStep' in ladder.due && which.stepCaps !== undefined) {
        if (!this.#replanned(change, around)) change.tellLadder();
      } else this.#shift(change, around, Math.min(which.byMs, sinceOpened(locked)));
      return change;
    });
    await this.batch.save(tx, changes);
    return changes.length;
  }

  /** @returns whether its deadline or what is left of its ladder is another now */
  #replanned(change: ApprovalChange, around: OrgContext | null): boolean {
    const { step, now } = change;
    const ladder = ladderOf(change);
    if (step === null || step.dueAt === null || ladder === undefined || around === null) return false;
    const escalated = step.rungs.filter((rung) => rung.n <= step.climbed && rung.action === 'escalate').length;
    const people = change.open().map((task) => task.assigneeId);
    const planned = planLadder(change.approval, ladder, around, people, {
      openedAt: step.openedAt,
      from: now,
      escalated,
    });
    const rungs = continueRungs(step.rungs, step.climbed, planned.rungs);
    return moved(change, planned.dueAt, rungs);
  }

  #shift(change: ApprovalChange, around: OrgContext | null, byMs: number): void {
    const { step, approval } = change;
    const ladder = ladderOf(change);
    if (step === null || step.dueAt === null || ladder === undefined || around === null) return;
    const { dueAt } = step;
    const [first] = change.open();
    const settle = settling(around.placeOf(first?.assigneeId ?? ''), dueAt);
    const cap = capOf(ladder, approval.subjectKind, approval.stepCaps);
    const capped = (at: Instant): Instant => (cap !== null && cap > change.now && cap < at ? cap : at);
    const rungs = shiftRungs(step.rungs, step.climbed, byMs, (at) => capped(settle(at)));
    // Without a change of deadlines the ladder still hears that it goes on.
    if (!moved(change, capped(settle(later(dueAt, byMs))), rungs)) change.tellLadder();
  }

  async #around(tx: Tx, open: readonly LockedApproval[]): Promise<OrgContext | null> {
    if (open.length === 0) return null;
    const personIds = open.flatMap(({ tasks }) => tasks.map((task) => task.assigneeId));
    return this.org.context(tx, { personIds, unitIds: [], roles: [], numbers: [] });
  }
}

function ladderOf({ approval, step }: ApprovalChange): Ladder | undefined {
  return approval.chain.find((one) => one.id === step?.stepId)?.ladder;
}

function moved(change: ApprovalChange, dueAt: Instant, rungs: Rung[]): boolean {
  const before = change.step;
  if (before === null) return false;
  const from = before.dueAt;
  if (from === dueAt && JSON.stringify(before.rungs) === JSON.stringify(rungs)) return false;
  change.reschedule(dueAt, rungs);
  change.log(MOVED, BY_ENGINE, { details: { from, to: dueAt } });
  return true;
}

const sinceOpened = ({ step, now }: LockedApproval): number => Math.max(0, instantMs(now) - instantMs(step.openedAt));

function shiftedCaps(caps: StepInstants, since: Instant, byMs: number): StepInstants {
  return Object.fromEntries(Object.entries(caps).map(([step, at]) => [step, at < since ? at : later(at, byMs)]));
}

/** What was due in working time stays so; what was due at an hour of the cycle's own keeps its hour. */
function settling({ calendar, zone }: Place, before: Instant): (at: Instant) => Instant {
  const worked = workingMinutesBetween(calendar, zone, later(before, -60_000), before) > 0;
  return worked ? (at) => endOrNext(at) : (at) => at;

  /** The end of a shift is still working time. */
  function endOrNext(at: Instant): Instant {
    return workingMinutesBetween(calendar, zone, later(at, -60_000), at) > 0
      ? at
      : nextWorkingInstant(calendar, zone, at);
  }
}
