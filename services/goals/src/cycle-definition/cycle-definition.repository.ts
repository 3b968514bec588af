import { Injectable } from '@nestjs/common';
import type { DefinitionData, DefinitionVersion, DefinitionView } from '@goalbeat/contracts/goals/definition-http';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';

export type Data = z.infer<typeof DefinitionData>;
export type View = z.infer<typeof DefinitionView>;
export type Definition = View;
export type VersionRow = z.infer<typeof DefinitionVersion>;
export interface PinnedDefinition {
  id: string;
  code: string;
  version: number;
  data: Data;
}

const COLUMNS = `d.id, d.code, d.version::int AS version, d.state, d.active_version::int AS "activeVersion", v.data, d.updated_at AS "updatedAt"`;
const FROM = `cycle_definition d JOIN cycle_definition_version v
  ON v.tenant_id = d.tenant_id AND v.definition_id = d.id AND v.version = d.version`;

@Injectable()
export class CycleDefinitionRepository {
  byCode(tx: Tx, code: string): Promise<Definition | undefined> {
    return tx.maybe<Definition>(`SELECT ${COLUMNS} FROM ${FROM} WHERE d.code = $1`, [code]);
  }

  /** @throws not-found */
  one(tx: Tx, id: string): Promise<Definition> {
    return tx.one<Definition>(`SELECT ${COLUMNS} FROM ${FROM} WHERE d.id = $1`, [id]);
  }

  /** @throws not-found */
  async lock(tx: Tx, id: string): Promise<Definition> {
    await tx.one('SELECT 1 FROM cycle_definition WHERE id = $1 FOR UPDATE', [id]);
    return this.one(tx, id);
  }

  page(tx: Tx, limit: number, after: string | null): Promise<Definition[]> {
    return tx.query<Definition>(
      `SELECT ${COLUMNS} FROM ${FROM} WHERE ($1::text IS NULL OR d.code > $1) ORDER BY d.code LIMIT $2`,
      [after, limit],
    );
  }

  /** The version that new cycles open with; undefined when there is none. */
  active(tx: Tx, id: string): Promise<PinnedDefinition | undefined> {
    return tx.maybe<PinnedDefinition>(
      `SELECT d.id, d.code, v.version::int AS version, v.data FROM cycle_definition d JOIN cycle_definition_version v
         ON v.tenant_id = d.tenant_id AND v.definition_id = d.id AND v.version = d.active_version
       WHERE d.id = $1 AND d.state <> 'retired'`,
      [id],
    );
  }

  /** Active versions of all definitions but this one. */
  activeOthers(tx: Tx, id: string): Promise<Pick<PinnedDefinition, 'code' | 'data'>[]> {
    return tx.query(
      `SELECT d.code, v.data FROM cycle_definition d JOIN cycle_definition_version v
         ON v.tenant_id = d.tenant_id AND v.definition_id = d.id AND v.version = d.active_version
       WHERE d.id <> $1 AND d.state <> 'retired' ORDER BY d.code`,
      [id],
    );
  }

  async add(tx: Tx, code: string, data: Data, at: string): Promise<Definition> {
    const id = uuidv7();
    await tx.execute(
      `INSERT INTO cycle_definition (tenant_id, id, code, version, state, updated_at) VALUES ($1, $2, $3, 1, 'draft', $4)`,
      [tx.tenantId, id, code, at],
    );
    await this.#keep(tx, id, 1, data, at);
    return this.one(tx, id);
  }

  /** The next version is a draft; cycles go on opening with the active one. */
  async addVersion(tx: Tx, before: Definition, data: Data, at: string): Promise<Definition> {
    await tx.execute(
      `UPDATE cycle_definition SET version = version + 1, state = 'draft', updated_at = $2 WHERE id = $1`,
      [before.id, at],
    );
    await this.#keep(tx, before.id, before.version + 1, data, at);
    return this.one(tx, before.id);
  }

  /** Newest first; those before the version `before`. */
  versions(tx: Tx, id: string, limit: number, before: number | null): Promise<VersionRow[]> {
    return tx.query<VersionRow>(
      `SELECT v.version::int AS version, COALESCE(v.version = d.active_version, false) AS active, v.created_at AS "createdAt", v.data
       FROM cycle_definition_version v JOIN cycle_definition d ON d.tenant_id = v.tenant_id AND d.id = v.definition_id
       WHERE v.definition_id = $1 AND ($2::bigint IS NULL OR v.version < $2) ORDER BY v.version DESC LIMIT $3`,
      [id, before, limit],
    );
  }

  /** @throws not-found */
  async dataOf(tx: Tx, id: string, version: number): Promise<Data> {
    const { data } = await tx.one<{ data: Data }>(
      'SELECT data FROM cycle_definition_version WHERE definition_id = $1 AND version = $2',
      [id, version],
    );
    return data;
  }

  /** No version is active any more, so that a draft made later opens nothing before it is activated. */
  async retire(tx: Tx, before: Definition, at: string): Promise<Definition> {
    await tx.execute(
      `UPDATE cycle_definition SET state = 'retired', active_version = NULL, updated_at = $2 WHERE id = $1`,
      [before.id, at],
    );
    return this.one(tx, before.id);
  }

  async activate(tx: Tx, before: Definition, at: string): Promise<Definition> {
    await tx.execute(
      `UPDATE cycle_definition SET state = 'active', active_version = version, updated_at = $2 WHERE id = $1`,
      [before.id, at],
    );
    return this.one(tx, before.id);
  }

  async #keep(tx: Tx, id: string, version: number, data: Data, at: string): Promise<void> {
    await tx.execute(
      `INSERT INTO cycle_definition_version (tenant_id, definition_id, version, data, created_at)
       VALUES ($1, $2, $3, $4::jsonb, $5)`,
      [tx.tenantId, id, version, JSON.stringify(data), at],
    );
  }
}
