import { Injectable } from '@nestjs/common';
import type { CycleChange } from '@goalbeat/contracts/goals/cycle-http';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import type { z } from 'zod';
import type { TemplateGoal } from '../goal-sheet/sheet-writer.js';
import type { PinnedTemplate } from '../cycle-step/cycle-templates.js';
import { changeGoals, type TargetDays } from './change-goals.js';

interface Applied {
  change: z.infer<typeof CycleChange>;
  /** Of the unit that the change names. */
  unitId: string | null;
}

/** What HR changed of the cycle before somebody came into it: their sheet starts where the others' are. */
export class Later {
  constructor(private readonly applied: readonly Applied[]) {}

  get none(): boolean {
    return this.applied.length === 0;
  }

  goals(template: PinnedTemplate, days: TargetDays, unitPath: readonly string[]): TemplateGoal[] {
    let { goals } = changeGoals([], { kind: 'template', goals: template.goals }, days, false);
    for (const { change } of this.#for(template, unitPath)) {
      if (change.kind !== 'target' && change.kind !== 'weight') continue;
      ({ goals } = changeGoals(goals, { ...change, exact: false }, days, true));
    }
    return template.goals.map((own) => {
      const { target, baseline, weight } = goals.find((goal) => goal.code === own.code) ?? own;
      return { ...own, target, baseline, weight };
    });
  }

  /** A newer version of the template takes the place of what was changed before it. */
  #for({ code }: PinnedTemplate, unitPath: readonly string[]): readonly Applied[] {
    const last = this.applied.findLastIndex(({ change }) => change.kind === 'template' && change.template === code);
    return this.applied.slice(last + 1).filter(({ change, unitId }) => {
      if (change.kind !== 'target' && change.kind !== 'weight') return false;
      if (change.person !== undefined || (change.template ?? code) !== code) return false;
      return change.unit === undefined || (unitId !== null && unitPath.includes(unitId));
    });
  }
}

@Injectable()
export class LaterGoals {
  async of(tx: Tx, cycleId: string): Promise<Later> {
    return new Later(
      await tx.query<Applied>(
        `SELECT c.change, u.id AS "unitId" FROM cycle_change c
         LEFT JOIN org_unit u ON u.tenant_id = c.tenant_id AND u.code = c.change->>'unit'
         WHERE c.cycle_id = $1 AND c.change->>'kind' IN ('template', 'target', 'weight') ORDER BY c.no`,
        [cycleId],
      ),
    );
  }
}
