import { Injectable } from '@nestjs/common';
import type { TemplateUses } from '@goalbeat/contracts/goals/template-http';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import type { z } from 'zod';
import type { Template } from './goal-template.repository.js';

export type Uses = z.infer<typeof TemplateUses>;

/** Cycles that are not over, and their sheets that are still open. */
const USES = `
SELECT c.id AS "cycleId", d.code AS "definitionCode", c.period, c.state, count(*)::int AS sheets
FROM goal_sheet s
JOIN cycle c ON c.tenant_id = s.tenant_id AND c.id = s.cycle_id AND c.state IN ('scheduled', 'running', 'paused')
JOIN cycle_definition d ON d.tenant_id = c.tenant_id AND d.id = c.definition_id
WHERE s.template_id = $1 AND s.state NOT IN ('confirmed', 'unreported', 'cancelled')
  AND EXISTS (SELECT 1 FROM goal g WHERE g.tenant_id = s.tenant_id AND g.sheet_id = s.id AND g.code = ANY($2::text[]))
GROUP BY c.id, d.code, c.period, c.state ORDER BY c.period, d.code`;

/** Where a template's goals are out at the moment. */
@Injectable()
export class TemplateUsesReader {
  /** Of one goal, or of any. */
  async of(tx: Tx, template: Template, goal: string | null): Promise<Uses> {
    const codes = goal === null ? template.goals.map((one) => one.code) : [goal];
    const cycles = await tx.query<Uses['cycles'][number]>(USES, [template.id, codes]);
    return { sheets: cycles.reduce((sum, cycle) => sum + cycle.sheets, 0), cycles };
  }
}
