import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { PublishedScore, ScoresPublished } from '@goalbeat/contracts/appraisal/events';
import { canonicalRows } from '@goalbeat/domain/batch/canonical';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { Tx } from '@goalbeat/service-kit/db/tx';

export interface ScoreBatch {
  id: string;
  cycleId: string;
  period: string;
  count: number;
  checksum: string;
  payPlan: string;
}

export interface Republished extends ScoreBatch {
  publication: number;
  reason: string | null;
}

/** SHA-256 (hex) of the canonical text of all scores, as appraisal pins it. */
export const scoresChecksum = (scores: readonly PublishedScore[]): string =>
  createHash('sha256')
    .update(canonicalRows(scores.map((score) => ({ key: score.scoreId, value: score }))))
    .digest('hex');

@Injectable()
export class ScoreBatchRepository {
  /** Pages come in any order and more than once. */
  async addPage(tx: Tx, page: ScoresPublished): Promise<void> {
    await tx.execute(
      `INSERT INTO score_batch (id, tenant_id, cycle_id, period, count, checksum, pay_plan, publication, reason, bands)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)
       ON CONFLICT (id) DO NOTHING`,
      [
        page.batchId,
        tx.tenantId,
        page.cycleId,
        page.period,
        page.count,
        page.checksum,
        page.payPlan,
        page.publication ?? 1,
        page.reason ?? null,
        page.bands === undefined ? null : JSON.stringify(page.bands),
      ],
    );
    await tx.execute(
      `INSERT INTO score (tenant_id, batch_id, score_id, data)
       SELECT $1, $2, (s ->> 'scoreId')::uuid, s FROM jsonb_array_elements($3::jsonb) AS s ON CONFLICT DO NOTHING`,
      [tx.tenantId, page.batchId, JSON.stringify(page.scores)],
    );
  }

  async scores(tx: Tx, batchId: string): Promise<PublishedScore[]> {
    const rows = await tx.query<{ data: PublishedScore }>(
      'SELECT data FROM score WHERE batch_id = $1 ORDER BY score_id',
      [batchId],
    );
    return rows.map((row) => row.data);
  }

  /** What the rule set of the cycle's latest scores may give; null where nobody has told. */
  async bands(tx: Tx, cycleId: string): Promise<string[] | null> {
    const row = await tx.maybe<{ bands: string[] }>(
      'SELECT bands FROM score_batch WHERE cycle_id = $1 AND bands IS NOT NULL ORDER BY publication DESC LIMIT 1',
      [cycleId],
    );
    return row?.bands ?? null;
  }

  /**
   * A later publication, once all its scores are there; null until then. Two last pages at once: one of them sees the other.
   * @throws validation when they are not those that were published
   */
  async wholeOfRepublished(tx: Tx, id: string): Promise<Republished | null> {
    const batch = await tx.one<Republished>(
      `SELECT id, cycle_id AS "cycleId", period, count, checksum, pay_plan AS "payPlan", publication, reason FROM score_batch
       WHERE id = $1 FOR NO KEY UPDATE`,
      [id],
    );
    const scores = await this.scores(tx, id);
    if (scores.length < batch.count) return null;
    if (scores.length === batch.count && scoresChecksum(scores) === batch.checksum) return batch;
    throw new DomainError('validation', 'The scores that arrived are not those that were published.', {
      details: { batchId: id, arrived: scores.length, expected: batch.count },
    });
  }

  /**
   * The batch with all its scores, once count and checksum agree with what the cycle pinned.
   * @throws not-yet (to be tried again) until then
   */
  async whole(
    tx: Tx,
    pinned: { batchId: string; count: number; checksum: string },
  ): Promise<{ batch: ScoreBatch | null; scores: PublishedScore[] }> {
    const batch = await tx.maybe<ScoreBatch>(
      'SELECT id, cycle_id AS "cycleId", period, count, checksum, pay_plan AS "payPlan" FROM score_batch WHERE id = $1',
      [pinned.batchId],
    );
    if (batch === undefined && pinned.count === 0) return { batch: null, scores: [] };
    const scores = await this.scores(tx, pinned.batchId);
    if (batch === undefined || scores.length < pinned.count) {
      throw new DomainError('not-yet', 'The scores have not all arrived yet.', {
        details: { arrived: scores.length, expected: pinned.count },
      });
    }
    // Paying by wrong scores is worse than paying late: it waits, visibly, until somebody has looked.
    if (
      scores.length > pinned.count ||
      scoresChecksum(scores) !== pinned.checksum ||
      batch.checksum !== pinned.checksum
    ) {
      throw new DomainError('not-yet', 'The scores that arrived are not those that were published.', {
        details: { arrived: scores.length, expected: pinned.count, reason: 'checksum' },
      });
    }
    return { batch, scores };
  }
}
