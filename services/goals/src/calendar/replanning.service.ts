import { Injectable, type OnModuleInit } from '@nestjs/common';
import { CONTROL_CHANGED, cycleWorkflowId, type ControlChanged } from '@goalbeat/contracts/workflows';
import { planTimeline } from '@goalbeat/domain/calendar/timeline';
import { nextCycle } from '@goalbeat/domain/cycle/lifecycle';
import { Calendars } from '@goalbeat/org-copy/calendars';
import { CalendarWatch } from '@goalbeat/org-copy/calendar-watch';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { byService } from '@goalbeat/service-kit/process-log/actor';
import { ControlEffects } from '../cycle/control-effects.js';
import { cycleChanged } from '../cycle/cycle-changed.js';
import { CycleRepository, type CycleRow } from '../cycle/cycle.repository.js';
import { replanSteps, type ReplannedStep } from './replan-steps.js';

const OPEN_AND_PROVISIONAL = `
  SELECT c.id FROM cycle c
  JOIN cycle_definition_version v ON v.tenant_id = c.tenant_id AND v.definition_id = c.definition_id AND v.version = c.definition_version
  WHERE c.state IN ('scheduled', 'running', 'paused') AND v.data->>'calendar' = ANY($1::text[])
    AND EXISTS (SELECT FROM cycle_step s WHERE s.tenant_id = c.tenant_id AND s.cycle_id = c.id AND s.provisional AND s.done_at IS NULL)
  ORDER BY c.id`;

/** A year was imported: what open cycles had planned beyond the covered days is planned anew, in the transaction that hears of it. */
@Injectable()
export class ReplanningService implements OnModuleInit {
  constructor(
    private readonly watch: CalendarWatch,
    private readonly calendars: Calendars,
    private readonly cycles: CycleRepository,
    private readonly effects: ControlEffects,
    private readonly org: OrgCopy,
  ) {}

  onModuleInit(): void {
    this.watch.onChanged((tx, codes) => this.replan(tx, codes));
  }

  async replan(tx: Tx, codes: readonly string[]): Promise<void> {
    const open = await tx.query<{ id: string }>(OPEN_AND_PROVISIONAL, [codes]);
    for (const { id } of open) await this.#replan(tx, await this.cycles.lock(tx, id));
  }

  async #replan(tx: Tx, cycle: CycleRow): Promise<void> {
    const { timeline, calendar: code, zone } = cycle.data;
    const fresh = planTimeline(timeline, cycle.period, await this.calendars.byCode(tx, code), zone);
    if (!Array.isArray(fresh)) {
      // A week that turns out to be a holiday is skipped as long as nobody has been given a sheet.
      if (cycle.state === 'scheduled') await this.#skip(tx, cycle, fresh.skipped);
      return;
    }
    const replanned = replanSteps(await this.cycles.steps(tx, cycle.id), fresh);
    if (replanned.length === 0) return;
    const moved = replanned.filter(({ at, before }) => at !== before);
    const after = await this.effects.keepingRed(tx, cycle, await this.org.now(tx), async () => {
      await this.cycles.replanSteps(tx, cycle.id, replanned);
      // Dates that are only certain now need no new control version: nobody waits for another instant.
      const changed = await this.cycles.setState(tx, cycle, cycle.state, moved.length > 0);
      await this.effects.stepsMoved(tx, changed, moved);
      return changed;
    });
    await this.#tell(tx, after, 'cycle.replanned', 'calendar-imported', replanned);
  }

  async #skip(tx: Tx, cycle: CycleRow, reason: string): Promise<void> {
    const after = await this.cycles.setState(tx, cycle, nextCycle(cycle.state, 'skip'), true);
    await tx.execute('UPDATE cycle SET skip_reason = $2 WHERE id = $1', [cycle.id, reason]);
    await this.#tell(tx, after, 'cycle.skipped', reason, []);
  }

  async #tell(
    tx: Tx,
    cycle: CycleRow,
    action: string,
    reason: string,
    replanned: readonly ReplannedStep[],
  ): Promise<void> {
    const { definitionId, period, run, version } = cycle;
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
      action,
      ...byService('goals'),
      at: await this.org.now(tx),
      ruleVersion: `cycle-definition/${definitionId}@${cycle.definitionVersion}`,
      reason,
      details: {
        version,
        calendar: cycle.data.calendar,
        moved: replanned
          .filter(({ at, before }) => at !== before)
          .map(({ step, before, at }) => ({ step, before, at })),
        certain: replanned.filter(({ provisional }) => !provisional).length,
      },
    });
    tx.publish(cycleChanged(cycle, await this.cycles.steps(tx, cycle.id)));
  }
}
