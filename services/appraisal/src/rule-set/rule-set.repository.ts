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

  async add(tx: Tx, row: RuleSetRow): Promise<void> {
    await tx.manager.insert(RuleSetEntity, row);
  }
}
