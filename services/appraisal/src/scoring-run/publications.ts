import { Injectable } from '@nestjs/common';
import { APPRAISAL_EVENTS, type PublishedScore, type ScoringRunChanged } from '@goalbeat/contracts/appraisal/events';
import { APPROVAL_EVENTS, type NoticeRequested } from '@goalbeat/contracts/approvals/events';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { v7 as uuid } from 'uuid';
import { scorePages, scoresChecksum } from './publication.js';
import { type RunRow, ScoringRunRepository } from './scoring-run.repository.js';

export interface Again {
  rows: readonly PublishedScore[];
  /** Ids of scores that are others than before. */
  changed: ReadonlySet<string>;
  ruleSetVersion: number;
  /** That the rule set may give. */
  bands: readonly string[];
  reason: string;
  byId: string;
}

/** A run's scores go out as a pinned batch, each time under a number of its own. */
@Injectable()
export class Publications {
  constructor(
    private readonly org: OrgCopy,
    private readonly runs: ScoringRunRepository,
  ) {}

  /** For the first time. The run is locked. */
  async first(tx: Tx, run: RunRow, rows: readonly PublishedScore[], bands: readonly string[]): Promise<RunRow> {
    const batchId = uuid();
    const checksum = scoresChecksum(rows);
    const published = await this.runs.advance(tx, run.id, ['scored', 'approved'], 'published', {
      publishBatchId: batchId,
      publishChecksum: checksum,
    });
    const told = new Set(rows.map((row) => row.scoreId));
    await this.#send(tx, published, { rows, bands }, told, null);
    return published;
  }

  /** Corrected. The run is locked, and was published. */
  async again(tx: Tx, run: RunRow, { rows, bands, changed, ruleSetVersion, reason, byId }: Again): Promise<RunRow> {
    const published = await this.runs.publishedAgain(tx, run.id, {
      batchId: uuid(),
      checksum: scoresChecksum(rows),
      ruleSetVersion,
    });
    await this.#send(tx, published, { rows, bands }, changed, { reason, byId });
    return published;
  }

  async #send(
    tx: Tx,
    run: RunRow,
    { rows, bands }: Pick<Again, 'rows' | 'bands'>,
    told: ReadonlySet<string>,
    why: { reason: string; byId: string } | null,
  ): Promise<void> {
    const { cycleId, period, payPlan, publication } = run;
    const batchId = run.publishBatchId ?? '';
    const batch = { batchId, count: rows.length, checksum: run.publishChecksum ?? '' };
    const at = await this.org.now(tx);
    await this.runs.keepPublication(tx, run, { at, changed: why === null ? null : told.size, ...why });
    const about = {
      ...batch,
      cycleId,
      period,
      payPlan,
      publication,
      bands: [...bands],
      ...(why === null ? {} : { reason: why.reason }),
    };
    for (const page of scorePages(about, rows))
      tx.publish({ type: APPRAISAL_EVENTS.scoresPage, subject: batchId, data: page });
    for (const row of rows) if (told.has(row.scoreId)) this.#tell(tx, run, row, at);
    const data: ScoringRunChanged = {
      cycleId,
      runId: run.id,
      version: run.version,
      state: 'published',
      scored: run.people,
    };
    tx.publish({ type: APPRAISAL_EVENTS.run, subject: run.id, data });
  }

  #tell(tx: Tx, run: RunRow, row: PublishedScore, at: string): void {
    const notice: NoticeRequested = {
      noticeId: uuid(),
      personId: row.personId,
      kind: 'result-published',
      at,
      subjectKind: 'score',
      subjectId: row.scoreId,
      values: { period: run.period, score: row.scoreText, band: row.band },
    };
    tx.publish({ type: APPROVAL_EVENTS.notice, subject: notice.noticeId, data: notice });
  }
}
