import { Injectable } from '@nestjs/common';
import type { GoalTemplateVersion, GoalTemplateView } from '@goalbeat/contracts/goals/template-http';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';
import type { Goal } from './indicator-packs.js';
import { issuableGoals, storedGoals } from './issuable-goals.js';

export type Template = z.infer<typeof GoalTemplateView>;
export type TemplateVersion = z.infer<typeof GoalTemplateVersion>;
export type Content = Pick<Template, 'name' | 'jobFamily' | 'goals'>;

const COLUMNS = `id, code, name, job_family AS "jobFamily", goals, version::int AS version, updated_at AS "updatedAt"`;
/** One template a job family issues: of several, the one whose code is the family's, else the oldest. */
const ISSUING = `SELECT DISTINCT ON (job_family) ${COLUMNS} FROM goal_template ORDER BY job_family, code <> job_family, created_at, code`;

const whole = <T extends { goals: unknown }>(row: T): T & { goals: Goal[] } => ({
  ...row,
  goals: storedGoals(row.goals),
});

@Injectable()
export class GoalTemplateRepository {
  async byCode(tx: Tx, code: string, lock = false): Promise<Template | undefined> {
    const row = await tx.maybe<Template>(
      `SELECT ${COLUMNS} FROM goal_template WHERE code = $1${lock ? ' FOR UPDATE' : ''}`,
      [code],
    );
    return row === undefined ? undefined : whole(row);
  }

  async page(tx: Tx, page: { limit: number; after: string | null; jobFamily: string | null }): Promise<Template[]> {
    const rows = await tx.query<Template>(
      `SELECT ${COLUMNS} FROM goal_template WHERE ($1::text IS NULL OR code > $1) AND ($3::text IS NULL OR job_family = $3)
       ORDER BY code LIMIT $2`,
      [page.after, page.limit, page.jobFamily],
    );
    return rows.map(whole);
  }

  /**
   * What each job family's sheets are made of, every target the value to reach. A copy made to try something out changes
   * nobody's sheet.
   */
  async forIssuing(tx: Tx): Promise<Map<string, Template>> {
    const rows = await tx.query<Template>(ISSUING);
    return new Map(rows.map((row) => [row.jobFamily, { ...row, goals: issuableGoals(row.goals) }]));
  }

  /** Newest first; those before the version `before`. */
  async versions(tx: Tx, id: string, limit: number, before: number | null): Promise<TemplateVersion[]> {
    const rows = await tx.query<TemplateVersion>(
      `SELECT version::int AS version, name, job_family AS "jobFamily", goals, created_at AS "createdAt" FROM goal_template_version
       WHERE template_id = $1 AND ($2::bigint IS NULL OR version < $2) ORDER BY version DESC LIMIT $3`,
      [id, before, limit],
    );
    return rows.map(whole);
  }

  /** @throws not-found */
  async contentOf(tx: Tx, id: string, version: number): Promise<Content> {
    return whole(
      await tx.one<Content>(
        `SELECT name, job_family AS "jobFamily", goals FROM goal_template_version WHERE template_id = $1 AND version = $2`,
        [id, version],
      ),
    );
  }

  async add(tx: Tx, code: string, put: Content, at: string): Promise<Template> {
    const id = uuidv7();
    const row = await tx.one<Template>(
      `INSERT INTO goal_template (tenant_id, id, code, name, job_family, goals, version, created_at, updated_at)
       VALUES ($1, $2, $3, $4, $5, $6::jsonb, 1, $7, $7) RETURNING ${COLUMNS}`,
      [tx.tenantId, id, code, put.name, put.jobFamily, JSON.stringify(put.goals), at],
    );
    await this.#keep(tx, row);
    return row;
  }

  async replace(tx: Tx, before: Template, put: Content, at: string): Promise<Template> {
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
