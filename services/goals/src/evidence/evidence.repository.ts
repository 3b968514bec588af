import { Injectable } from '@nestjs/common';
import type { EvidenceView } from '@goalbeat/contracts/goals/sheet-http';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { v7 as uuidv7 } from 'uuid';
import type { z } from 'zod';

export type EvidenceAnswer = z.infer<typeof EvidenceView>;

const COLUMNS = `id, sheet_id AS "sheetId", goal_id AS "goalId", name, media_type AS "mediaType", bytes::int AS bytes, sha256, frozen`;

@Injectable()
export class EvidenceRepository {
  /** A file; links have nothing to download. @throws not-found */
  file(tx: Tx, id: string): Promise<EvidenceAnswer> {
    return tx.one<EvidenceAnswer>(`SELECT ${COLUMNS} FROM evidence WHERE id = $1 AND kind = 'file'`, [id]);
  }

  /** Files of the sheet: id → goal. */
  async filesOf(tx: Tx, sheetId: string): Promise<Map<string, string>> {
    const rows = await tx.query<{ id: string; goalId: string }>(
      `SELECT id, goal_id AS "goalId" FROM evidence WHERE sheet_id = $1 AND kind = 'file'`,
      [sheetId],
    );
    return new Map(rows.map((row) => [row.id, row.goalId]));
  }

  async countOf(tx: Tx, goalId: string): Promise<number> {
    return (await tx.one<{ n: number }>('SELECT count(*)::int AS n FROM evidence WHERE goal_id = $1', [goalId])).n;
  }

  /** The same bytes for the same goal are there once. */
  async addFile(
    tx: Tx,
    file: { sheetId: string; goalId: string; name: string; mediaType: string; bytes: number; sha256: string },
    upload: { at: string; by: string | null },
  ): Promise<EvidenceAnswer> {
    const there = await tx.maybe<EvidenceAnswer>(
      `SELECT ${COLUMNS} FROM evidence WHERE goal_id = $1 AND kind = 'file' AND sha256 = $2 AND name = $3`,
      [file.goalId, file.sha256, file.name],
    );
    if (there !== undefined) return there;
    return tx.one<EvidenceAnswer>(
      `INSERT INTO evidence (tenant_id, id, sheet_id, goal_id, kind, name, media_type, bytes, sha256, uploaded_at, uploaded_by)
       VALUES ($1, $2, $3, $4, 'file', $5, $6, $7, $8, $9, $10) RETURNING ${COLUMNS}`,
      [
        tx.tenantId,
        uuidv7(),
        file.sheetId,
        file.goalId,
        file.name,
        file.mediaType,
        file.bytes,
        file.sha256,
        upload.at,
        upload.by,
      ],
    );
  }

  /** The links of the goals that a report names become these. */
  async replaceLinks(
    tx: Tx,
    sheetId: string,
    items: readonly { goalId: string; links: readonly string[] }[],
    report: { at: string; by: string | null },
  ): Promise<void> {
    await tx.execute(`DELETE FROM evidence WHERE kind = 'link' AND goal_id = ANY($1::uuid[])`, [
      items.map((item) => item.goalId),
    ]);
    const links = items.flatMap(({ goalId, links: urls }) =>
      [...new Set(urls)].map((url) => ({ id: uuidv7(), goalId, url })),
    );
    if (links.length === 0) return;
    await tx.execute(
      `INSERT INTO evidence (tenant_id, id, sheet_id, goal_id, kind, name, uploaded_at, uploaded_by)
       SELECT $1, x.id, $2, x.goal, 'link', x.url, $3, $4 FROM unnest($5::uuid[], $6::uuid[], $7::text[]) AS x(id, goal, url)`,
      [
        tx.tenantId,
        sheetId,
        report.at,
        report.by,
        links.map((l) => l.id),
        links.map((l) => l.goalId),
        links.map((l) => l.url),
      ],
    );
  }

  /** From the confirmation on nothing of it changes. */
  async freeze(tx: Tx, sheetIds: readonly string[]): Promise<void> {
    await tx.execute('UPDATE evidence SET frozen = true WHERE sheet_id = ANY($1::uuid[]) AND NOT frozen', [sheetIds]);
  }
}
