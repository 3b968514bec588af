import { Injectable } from '@nestjs/common';
import { CONTROL_CHANGED, cycleWorkflowId, type ControlChanged } from '@goalbeat/contracts/workflows';
import { instantFromMs, instantMs } from '@goalbeat/domain/clock/instant';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { byService } from '@goalbeat/service-kit/process-log/actor';
import { cycleChanged } from './cycle-changed.js';
import { CycleRepository, type CycleRow } from './cycle.repository.js';
import { MoneyUnderWay, type WaitsFor } from './money-under-way.js';

/** How long until it looks again by itself; news of the money wakes it before. */
const LOOKS_AGAIN_MS = 86_400_000;

/** The archive of a cycle whose money is under way waits for it, and happens when the last run has ended. */
@Injectable()
export class WaitingArchive {
  constructor(
    private readonly cycles: CycleRepository,
    private readonly money: MoneyUnderWay,
    private readonly org: OrgCopy,
  ) {}

  /** Under the cycle's lock. @returns what it waits for; empty: it need not wait */
  async putOff(tx: Tx, cycle: CycleRow, now: string): Promise<WaitsFor[]> {
    const waitsFor = await this.money.of(tx, cycle.id);
    if (waitsFor.length === 0) return waitsFor;
    await this.#move(tx, cycle, instantFromMs(instantMs(now) + LOOKS_AGAIN_MS), {
      moved: 'waits-for-payout',
      action: 'cycle.archive-waits',
      now,
      details: { waitsFor },
    });
    return waitsFor;
  }

  /** Money has ended: what waited for it goes on now. */
  async goOn(tx: Tx, cycleId: string): Promise<void> {
    const waiting = await tx.maybe(
      `SELECT 1 FROM cycle c WHERE c.id = $1 AND c.state IN ('scheduled', 'running', 'paused') FOR UPDATE`,
      [cycleId],
    );
    if (waiting === undefined) return;
    const archive = (await this.cycles.steps(tx, cycleId)).find(({ step }) => step === 'archive');
    if (archive?.moved !== 'waits-for-payout' || archive.doneAt !== null) return;
    if ((await this.money.of(tx, cycleId)).length > 0) return;
    const now = await this.org.now(tx);
    await this.#move(tx, await this.cycles.one(tx, cycleId), now, {
      moved: 'by-hand',
      action: 'cycle.archive-goes-on',
      now,
      details: {},
    });
  }

  async #move(
    tx: Tx,
    cycle: CycleRow,
    at: string,
    what: { moved: 'waits-for-payout' | 'by-hand'; action: string; now: string; details: Record<string, unknown> },
  ): Promise<void> {
    await tx.execute(
      `UPDATE cycle_step SET at = $2, moved = $3 WHERE cycle_id = $1 AND step = 'archive' AND done_at IS NULL`,
      [cycle.id, at, what.moved],
    );
    const after = await this.cycles.setState(tx, cycle, cycle.state, true);
    const { definitionId, period, run, version } = after;
    const signalInput: ControlChanged = { version };
    tx.tell({
      kind: 'signal',
      workflowId: cycleWorkflowId({ tenantId: tx.tenantId, definitionId, period, run }),
      signal: CONTROL_CHANGED,
      signalInput,
    });
    tx.log({
      subjectKind: 'cycle',
      subjectId: cycle.id,
      cycleId: cycle.id,
      action: what.action,
      ...byService('goals'),
      at: what.now,
      details: { version, until: at, ...what.details },
    });
    tx.publish(cycleChanged(after, await this.cycles.steps(tx, cycle.id)));
  }
}
