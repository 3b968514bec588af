import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { BatchRef, StepRef } from '@goalbeat/contracts/activities';
import { GOALS_EVENTS, type ResultsPublished, type SheetResult } from '@goalbeat/contracts/goals/events';
import { pinnedResult } from '@goalbeat/contracts/goals/pinned-result';
import { canonicalRows } from '@goalbeat/domain/batch/canonical';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { v7 as uuidv7 } from 'uuid';
import { CycleRepository } from '../cycle/cycle.repository.js';
import { heartbeat } from './heartbeat.js';
import type { Running } from './running.js';

const SHEETS_A_PAGE = 100;
const PAGES_AT_ONCE = 10;

interface BatchRow extends BatchRef {
  pages: number;
  pagesSent: number;
}

const BATCH = `SELECT id AS "batchId", count, checksum, pages, pages_sent AS "pagesSent" FROM result_batch WHERE cycle_id = $1`;

const RESULTS = `
SELECT s.id AS "sheetId", s.person_id AS "personId", s.unit_id AS "unitId", s.grade, s.state, s.completion,
  s.worked_days AS "workedDays", s.full_days AS "fullDays",
  (SELECT jsonb_agg(jsonb_build_object('goalId', g.id, 'title', g.title, 'type', g.type, 'direction', g.direction, 'group', g.group_code,
     'weight', g.weight::text, 'target', g.target::text, 'unit', g.unit,
     'actual', CASE WHEN s.state = 'confirmed' THEN g.actual::text END, 'attainment', g.attainment)
     || CASE WHEN s.state = 'confirmed' AND g.late_since IS NOT NULL THEN '{"late": true}'::jsonb ELSE '{}'::jsonb END ORDER BY g.position)
   FROM goal g WHERE g.tenant_id = s.tenant_id AND g.sheet_id = s.id) AS goals
FROM goal_sheet s WHERE s.id IN (
  SELECT x.id FROM goal_sheet x WHERE x.cycle_id = $1 AND x.state IN ('confirmed', 'unreported') ORDER BY x.id LIMIT $2 OFFSET $3)
ORDER BY s.id`;

/** Results as they were fixed: id, count and checksum never change, pages are published until all are out. */
@Injectable()
export class ResultBatches {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly cycles: CycleRepository,
  ) {}

  of(ref: StepRef): Promise<BatchRef | null> {
    return this.uow.read(ref.tenantId, async (tx) => {
      const row = await tx.maybe<BatchRow>(BATCH, [ref.cycleId]);
      return row === undefined ? null : { batchId: row.batchId, count: row.count, checksum: row.checksum };
    });
  }

  /** Under the cycle's lock, when no sheet can change any more. */
  async fix(tx: Tx, running: Running): Promise<BatchRef> {
    const results = await tx.query<SheetResult>(RESULTS, [running.cycle.id, null, 0]);
    const text = canonicalRows(results.map((sheet) => ({ key: sheet.sheetId, value: pinnedResult(sheet) })));
    const batch = {
      batchId: uuidv7(),
      count: results.length,
      checksum: createHash('sha256').update(text).digest('hex'),
    };
    await tx.execute(
      `INSERT INTO result_batch (tenant_id, cycle_id, id, count, checksum, pages, pages_sent, created_at)
       VALUES ($1, $2, $3, $4, $5, $6, 0, $7)`,
      [
        tx.tenantId,
        running.cycle.id,
        batch.batchId,
        batch.count,
        batch.checksum,
        // An empty batch has a page too: somebody waits for it.
        Math.max(1, Math.ceil(results.length / SHEETS_A_PAGE)),
        running.now,
      ],
    );
    return batch;
  }

  counts(tx: Tx, cycleId: string): Promise<{ confirmed: number; unreported: number; byDeadline: number }> {
    return tx.one(
      `SELECT count(*) FILTER (WHERE state = 'confirmed')::int AS confirmed, count(*) FILTER (WHERE state = 'unreported')::int AS unreported,
         count(*) FILTER (WHERE state = 'confirmed' AND closed_by = 'deadline')::int AS "byDeadline"
       FROM goal_sheet WHERE cycle_id = $1`,
      [cycleId],
    );
  }

  /** Publishes what has not been published yet, some pages a transaction; goes on where a killed process stopped. */
  async send(ref: StepRef): Promise<void> {
    let left = true;
    while (left) {
      left = await this.uow.write(ref.tenantId, (tx) => this.#sendSome(tx, ref.cycleId));
      heartbeat({ published: 1 });
    }
  }

  async #sendSome(tx: Tx, cycleId: string): Promise<boolean> {
    // That the results are out was logged when they were fixed, maybe by an attempt that was killed before it had sent them.
    tx.changedNothing();
    const batch = await tx.one<BatchRow>(`${BATCH} FOR UPDATE`, [cycleId]);
    const until = Math.min(batch.pages, batch.pagesSent + PAGES_AT_ONCE);
    if (batch.pagesSent === batch.pages) return false;
    const cycle = await this.cycles.one(tx, cycleId);
    const sheets = await tx.query<SheetResult>(RESULTS, [
      cycleId,
      (until - batch.pagesSent) * SHEETS_A_PAGE,
      batch.pagesSent * SHEETS_A_PAGE,
    ]);
    for (let page = batch.pagesSent; page < until; page += 1) {
      const from = (page - batch.pagesSent) * SHEETS_A_PAGE;
      const data: ResultsPublished = {
        batchId: batch.batchId,
        cycleId,
        definitionId: cycle.definitionId,
        period: cycle.period,
        count: batch.count,
        checksum: batch.checksum,
        page: page + 1,
        pages: batch.pages,
        ruleSet: cycle.data.ruleSet,
        payPlan: cycle.data.payPlan ?? '',
        sheets: sheets.slice(from, from + SHEETS_A_PAGE),
      };
      tx.publish({ type: GOALS_EVENTS.resultsPage, subject: cycleId, data });
    }
    await tx.execute('UPDATE result_batch SET pages_sent = $2 WHERE cycle_id = $1', [cycleId, until]);
    return until < batch.pages;
  }
}
