import { Injectable } from '@nestjs/common';
import type { GoalTemplateView, PutGoalTemplate } from '@goalbeat/contracts/goals/template-http';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';

export type Template = z.infer<typeof GoalTemplateView>;
type Put = z.infer<typeof PutGoalTemplate>;

const COLUMNS = `id, code, name, job_family AS "jobFamily", goals, version::int AS version, updated_at AS "updatedAt"`;

@Injectable()
export class GoalTemplateRepository {
  byCode(tx: Tx, code: string, lock = false): Promise<Template | undefined> {
    return tx.maybe<Template>(`SELECT ${COLUMNS} FROM goal_template WHERE code = $1${lock ? ' FOR UPDATE' : ''}`, [
      code,
    ]);
  }

  page(tx: Tx, limit: number, after: string | null): Promise<Template[]> {
    return tx.query<Template>(
      `SELECT ${COLUMNS} FROM goal_template WHERE ($1::text IS NULL OR code > $1) ORDER BY code LIMIT $2`,
      [after, limit],
    );
  }

  /**
   * One template a job family: of several, the one whose code is the family's, else the oldest, so that a copy made to try
   * something out changes nobody's sheet.
   */
  async forIssuing(tx: Tx): Promise<Map<string, Template>> {
    const rows = await tx.query<Template>(
      `SELECT DISTINCT ON (job_family) ${COLUMNS} FROM goal_template ORDER BY job_family, code <> job_family, created_at, code`,
    );
    return new Map(rows.map((row) => [row.jobFamily, row]));
  }

  async add(tx: Tx, code: string, put: Put, at: string): Promise<Template> {
    const id = uuidv7();
    const row = await tx.one<Template>(
      `INSERT INTO goal_template (tenant_id, id, code, name, job_family, goals, version, created_at, updated_at)
       VALUES ($1, $2, $3, $4, $5, $6::jsonb, 1, $7, $7) RETURNING ${COLUMNS}`,
      [tx.tenantId, id, code, put.name, put.jobFamily, JSON.stringify(put.goals), at],
    );
    await this.#keep(tx, row);
    return row;
  }

  async replace(tx: Tx, before: Template, put: Put, at: string): Promise<Template> {
    const row = await tx.one<Template>(
      `UPDATE goal_template SET name = $2, job_family = $3, goals = $4::jsonb, version = version + 1, updated_at = $5
       WHERE id = $1 RETURNING ${COLUMNS}`,
      [before.id, put.name, put.jobFamily, JSON.stringify(put.goals), at],
    );
    await this.#keep(tx, row);
    return row;
  }

  async #keep(tx: Tx, row: Template): Promise<void> {
    await tx.execute(
      `INSERT INTO goal_template_version (tenant_id, template_id, version, name, job_family, goals, created_at)
       VALUES ($1, $2, $3, $4, $5, $6::jsonb, $7)`,
      [tx.tenantId, row.id, row.version, row.name, row.jobFamily, JSON.stringify(row.goals), row.updatedAt],
    );
  }
}
