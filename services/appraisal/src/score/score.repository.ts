import { Injectable } from '@nestjs/common';
import type { ScoreLine } from '@goalbeat/domain/scoring/points';
import { compareRatio, parseRatioString, ratioToString } from '@goalbeat/domain/exact/ratio';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { v7 as uuid } from 'uuid';
import type { ScoredSheet } from '../scoring-run/score-sheets.js';

export interface ScoreRow {
  id: string;
  runId: string;
  cycleId: string;
  sheetId: string;
  personId: string;
  unitId: string;
  /** Exact fraction. */
  score: string;
  scoreText: string;
  band: string;
  lines: ScoreLine[];
  rankInUnit: number;
  /** Of a sheet whose goals were corrected since: exact fraction; null: as goals published it. */
  completion: string | null;
}

export const SCORE_COLUMNS = `s.id, s.run_id AS "runId", s.cycle_id AS "cycleId", s.sheet_id AS "sheetId", s.person_id AS "personId",
  s.unit_id AS "unitId", s.score, s.score_text::text AS "scoreText", s.band, s.lines, s.rank_in_unit AS "rankInUnit", s.completion`;

@Injectable()
export class ScoreRepository {
  /** Writes a page of scores; what stands already stays (a retried activity computes the same). */
  async add(tx: Tx, run: { id: string; cycleId: string }, page: readonly ScoredSheet[]): Promise<void> {
    const rows = page.map((entry) => ({
      id: uuid(),
      sheet_id: entry.sheet.sheetId,
      person_id: entry.sheet.personId,
      unit_id: entry.sheet.unitId,
      score: ratioToString(entry.score),
      score_text: entry.scoreText,
      band: entry.band,
      lines: entry.lines,
      rank_in_unit: entry.rankInUnit,
    }));
    await tx.execute(
      `INSERT INTO score (tenant_id, run_id, cycle_id, id, sheet_id, person_id, unit_id, score, score_text, band, lines, rank_in_unit)
       SELECT $1, $2, $3, r.* FROM jsonb_to_recordset($4::jsonb) AS r(id uuid, sheet_id uuid, person_id uuid, unit_id uuid,
         score text, score_text numeric, band text, lines jsonb, rank_in_unit int)
       ON CONFLICT (tenant_id, run_id, sheet_id) DO NOTHING`,
      [tx.tenantId, run.id, run.cycleId, JSON.stringify(rows)],
    );
  }

  /** What was computed anew from corrected results or by other rules. */
  async change(tx: Tx, changed: readonly { after: ScoreRow; completion: string | null }[]): Promise<void> {
    const rows = changed.map(({ after, completion }) => ({
      id: after.id,
      score: after.score,
      score_text: after.scoreText,
      band: after.band,
      lines: after.lines,
      rank_in_unit: after.rankInUnit,
      completion,
    }));
    await tx.execute(
      `UPDATE score s SET score = r.score, score_text = r.score_text, band = r.band, lines = r.lines, rank_in_unit = r.rank_in_unit,
         completion = COALESCE(r.completion, s.completion)
       FROM jsonb_to_recordset($1::jsonb) AS r(id uuid, score text, score_text numeric, band text, lines jsonb, rank_in_unit int,
         completion text) WHERE s.id = r.id`,
      [JSON.stringify(rows)],
    );
  }

  /** The lowest and the highest of a run, exact; undefined when it has none. */
  async range(tx: Tx, runId: string): Promise<{ lowest: string; highest: string } | undefined> {
    const rows = await tx.query<{ score: string }>('SELECT DISTINCT score FROM score WHERE run_id = $1', [runId]);
    const scores = rows.map(({ score }) => parseRatioString(score)).toSorted(compareRatio);
    const [lowest, highest] = [scores.at(0), scores.at(-1)];
    if (lowest === undefined || highest === undefined) return undefined;
    return { lowest: ratioToString(lowest), highest: ratioToString(highest) };
  }

  /** All of a run, by sheet. */
  ofRun(tx: Tx, runId: string): Promise<ScoreRow[]> {
    return tx.query<ScoreRow>(`SELECT ${SCORE_COLUMNS} FROM score s WHERE s.run_id = $1 ORDER BY s.sheet_id`, [runId]);
  }
}
