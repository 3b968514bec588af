import { Injectable } from '@nestjs/common';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { RuleSetEntity, type RuleSetRow } from './rule-set.entity.js';

@Injectable()
export class RuleSetRepository {
  /** The newest version. */
  async newest(tx: Tx, code: string): Promise<RuleSetRow | null> {
    return tx.manager.findOne(RuleSetEntity, { where: { code }, order: { version: 'DESC' } });
  }

  version(tx: Tx, code: string, version: number): Promise<RuleSetRow | null> {
    return tx.manager.findOne(RuleSetEntity, { where: { code, version } });
  }

  /** Newest versions by code, after `after`. */
  async list(tx: Tx, after: string | null, limit: number): Promise<RuleSetRow[]> {
    const rows = await tx.query<{ id: string; version: number }>(
      `SELECT DISTINCT ON (code) id, version FROM rule_set WHERE $1::text IS NULL OR code > $1
       ORDER BY code, version DESC LIMIT $2`,
      [after, limit],
    );
    if (rows.length === 0) return [];
    return tx.manager.find(RuleSetEntity, {
      where: rows.map(({ id, version }) => ({ id, version })),
      order: { code: 'ASC' },
    });
  }

  /** @returns false when somebody else has added this version first. */
  async add(tx: Tx, row: RuleSetRow): Promise<boolean> {
    const added = await tx.execute(
      `INSERT INTO rule_set (tenant_id, id, code, version, data, updated_at) VALUES ($1, $2, $3, $4, $5, $6)
       ON CONFLICT DO NOTHING`,
      [row.tenantId, row.id, row.code, row.version, JSON.stringify(row.data), row.updatedAt],
    );
    return added === 1;
  }
}
