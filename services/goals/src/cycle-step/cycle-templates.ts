import { Injectable } from '@nestjs/common';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { GoalTemplateRepository } from '../goal-template/goal-template.repository.js';
import { issuableGoals } from '../goal-template/issuable-goals.js';
import type { TemplateGoal } from '../goal-sheet/sheet-writer.js';

export interface PinnedTemplate {
  id: string;
  code: string;
  jobFamily: string;
  version: number;
  goals: TemplateGoal[];
}

const PINNED = `SELECT t.template_id AS id, h.code, t.job_family AS "jobFamily", t.version::int AS version, v.goals
  FROM cycle_template t JOIN goal_template h ON h.tenant_id = t.tenant_id AND h.id = t.template_id
  JOIN goal_template_version v ON v.tenant_id = t.tenant_id AND v.template_id = t.template_id AND v.version = t.version
  WHERE t.cycle_id = $1`;

const issuable = (template: PinnedTemplate): PinnedTemplate => ({ ...template, goals: issuableGoals(template.goals) });

/** The templates of one cycle: whoever joins on Thursday gets what the others got on Monday, whatever was edited since. */
@Injectable()
export class CycleTemplates {
  constructor(private readonly templates: GoalTemplateRepository) {}

  /** By job family; a family that the cycle meets for the first time gets what its template is now. */
  async forIssuing(tx: Tx, cycleId: string): Promise<Map<string, PinnedTemplate>> {
    const newest = [...(await this.templates.forIssuing(tx))];
    await tx.execute(
      `INSERT INTO cycle_template (tenant_id, cycle_id, job_family, template_id, version)
       SELECT $1, $2, x.* FROM unnest($3::text[], $4::uuid[], $5::bigint[]) AS x ON CONFLICT DO NOTHING`,
      [
        tx.tenantId,
        cycleId,
        newest.map(([family]) => family),
        newest.map(([, template]) => template.id),
        newest.map(([, template]) => template.version),
      ],
    );
    const pinned = await tx.query<PinnedTemplate>(PINNED, [cycleId]);
    return new Map(pinned.map((template) => [template.jobFamily, issuable(template)]));
  }

  async pin(tx: Tx, cycleId: string, template: { id: string; version: number }): Promise<void> {
    await tx.execute('UPDATE cycle_template SET version = $3 WHERE cycle_id = $1 AND template_id = $2', [
      cycleId,
      template.id,
      template.version,
    ]);
  }

  /** A version of a template, the newest when none is named. */
  async version(tx: Tx, code: string, version: number | undefined): Promise<PinnedTemplate | undefined> {
    const found = await tx.maybe<PinnedTemplate>(
      `SELECT h.id, h.code, h.job_family AS "jobFamily", v.version::int AS version, v.goals
       FROM goal_template h JOIN goal_template_version v ON v.tenant_id = h.tenant_id AND v.template_id = h.id
       WHERE h.code = $1 AND v.version = COALESCE($2::bigint, h.version)`,
      [code, version ?? null],
    );
    return found === undefined ? undefined : issuable(found);
  }
}
