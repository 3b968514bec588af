import { Injectable } from '@nestjs/common';
import type { CycleChanged } from '@goalbeat/contracts/goals/events';
import { STEP_NAMES } from '@goalbeat/domain/cycle/steps';
import type { QuietHours } from '@goalbeat/domain/ladder/quiet-hours';
import type { StepInstants } from '@goalbeat/domain/ladder/plan-rungs';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { Deadlines } from './deadlines.js';

interface Followed {
  version: number;
  pausedMs: number;
  stepCaps: StepInstants;
}

/**
 * For services that do not run cycles themselves: what HR does to a cycle holds for their approvals too. By state rather than by
 * act, as news comes in any order and some of it never: the pauses that are over are told as a sum, and what is missing of it is
 * made up for.
 */
@Injectable()
export class CycleFollower {
  constructor(private readonly deadlines: Deadlines) {}

  /** Older news changes nothing. @throws calendar-not-covered, copy-behind */
  async follow(tx: Tx, cycle: CycleChanged): Promise<void> {
    const { cycleId } = cycle;
    const now = { version: cycle.version, pausedMs: cycle.pausedMs ?? 0, stepCaps: stepCapsOf(cycle) };
    const before = await this.#keep(tx, cycleId, now, cycle.quietHours ?? null);
    if (before === 'newer') return;
    const byMs = Math.max(0, now.pausedMs - (before?.pausedMs ?? now.pausedMs));
    const isPaused = cycle.state === 'paused';
    const { stepCaps } = now;
    if (byMs > 0 || (!isPaused && (await isHeld(tx, cycleId)))) {
      await this.deadlines.shift(tx, { cycleId, byMs, stepCaps });
    } else if (before !== undefined && !sameInstants(before.stepCaps, stepCaps)) {
      await this.deadlines.recap(tx, { cycleId, subjectKinds: null, stepCaps });
    }
    if (isPaused) await this.deadlines.hold(tx, { cycleId });
  }

  /** @returns how it was known before; undefined: not at all */
  async #keep(
    tx: Tx,
    cycleId: string,
    now: Followed,
    quietHours: QuietHours | null,
  ): Promise<Followed | 'newer' | undefined> {
    const before = await tx.maybe<Followed>(
      `SELECT version, paused_ms::int8 AS "pausedMs", step_caps AS "stepCaps" FROM followed_cycle WHERE cycle_id = $1 FOR UPDATE`,
      [cycleId],
    );
    if (before !== undefined && before.version >= now.version) return 'newer';
    const kept = await tx.execute(
      `INSERT INTO followed_cycle (tenant_id, cycle_id, version, paused_ms, step_caps, quiet_hours) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT (tenant_id, cycle_id) DO UPDATE SET version = excluded.version, paused_ms = excluded.paused_ms,
         step_caps = excluded.step_caps, quiet_hours = excluded.quiet_hours
       WHERE followed_cycle.version < excluded.version`,
      [
        tx.tenantId,
        cycleId,
        now.version,
        now.pausedMs,
        JSON.stringify(now.stepCaps),
        quietHours === null ? null : JSON.stringify(quietHours),
      ],
    );
    if (kept === 0) return 'newer';
    return before === undefined ? undefined : { ...before, pausedMs: Number(before.pausedMs) };
  }
}

/** The definition's, for people who have set none; null where the cycle is not followed. */
export async function quietHoursOf(tx: Tx, cycleId: string): Promise<QuietHours | null> {
  const row = await tx.maybe<{ quietHours: QuietHours | null }>(
    'SELECT quiet_hours AS "quietHours" FROM followed_cycle WHERE cycle_id = $1',
    [cycleId],
  );
  return row?.quietHours ?? null;
}

async function isHeld(tx: Tx, cycleId: string): Promise<boolean> {
  return (await tx.maybe('SELECT 1 FROM approval_hold WHERE cycle_id = $1', [cycleId])) !== undefined;
}

function stepCapsOf({ timeline }: CycleChanged): StepInstants {
  return Object.fromEntries(
    timeline.flatMap(({ step, at }) => {
      const name = STEP_NAMES.find((known) => known === step);
      return name === undefined ? [] : [[name, new Date(at).toISOString()]];
    }),
  );
}

function sameInstants(a: StepInstants, b: StepInstants): boolean {
  return STEP_NAMES.every((step) => a[step] === b[step]);
}
