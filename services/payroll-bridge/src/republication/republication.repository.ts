import { Injectable } from '@nestjs/common';
import type { REPUBLICATION_STATES } from '@goalbeat/contracts/payroll/correction-http';
import type { Tx } from '@goalbeat/service-kit/db/tx';

export type RepublicationState = (typeof REPUBLICATION_STATES)[number];

/** Whose money a publication changes. */
export interface RepublicationCounts {
  /** Whose scores are others. */
  scores: number;
  up: number;
  down: number;
  /** Whose lists are not signed and posted yet: the difference is known then. */
  notSigned: number;
  /** Corrected by hand, and published as something else since; absent of publications of earlier releases, as the next two. */
  overrides?: number;
  /** Who is paid and not in it. */
  missing?: number;
  /** Who is in it and on no list of the cycle. */
  added?: number;
}

export interface RepublicationRow {
  batchId: string;
  cycleId: string;
  period: string;
  no: number;
  reason: string | null;
  state: RepublicationState;
  counts: RepublicationCounts | null;
  correctionId: string | null;
  /** How many corrections the cycle had by then: it stands for those, later ones build on it. */
  afterCorrections: number;
  at: string;
}

const SELECT = `SELECT r.batch_id AS "batchId", r.cycle_id AS "cycleId", b.period, r.no, b.reason, r.state, r.counts,
  r.correction_id AS "correctionId", r.after_corrections AS "afterCorrections", r.at FROM republication r JOIN score_batch b ON b.id = r.batch_id`;

@Injectable()
export class RepublicationRepository {
  find(tx: Tx, batchId: string): Promise<RepublicationRow | undefined> {
    return tx.maybe<RepublicationRow>(`${SELECT} WHERE r.batch_id = $1`, [batchId]);
  }

  /** Those that were not refused, the latest first; the cycle is locked. */
  ofCycle(tx: Tx, cycleId: string): Promise<RepublicationRow[]> {
    return tx.query<RepublicationRow>(
      `${SELECT} WHERE r.cycle_id = $1 AND r.state <> 'contradicting' ORDER BY r.no DESC`,
      [cycleId],
    );
  }

  /** Newest arrival first; one more than the limit. */
  list(
    tx: Tx,
    filter: { cycleId: string | null; state: RepublicationState | null; after: string | null; limit: number },
  ): Promise<RepublicationRow[]> {
    return tx.query<RepublicationRow>(
      `${SELECT} WHERE ($1::uuid IS NULL OR r.cycle_id = $1) AND ($2::text IS NULL OR r.state = $2)
         AND ($3::uuid IS NULL OR r.batch_id < $3) ORDER BY r.batch_id DESC LIMIT $4`,
      [filter.cycleId, filter.state, filter.after, filter.limit + 1],
    );
  }

  async add(
    tx: Tx,
    row: Pick<RepublicationRow, 'batchId' | 'cycleId' | 'no' | 'state' | 'counts' | 'afterCorrections' | 'at'>,
  ): Promise<void> {
    await tx.execute(
      `INSERT INTO republication (batch_id, tenant_id, cycle_id, no, state, counts, after_corrections, at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
      [
        row.batchId,
        tx.tenantId,
        row.cycleId,
        row.no,
        row.state,
        row.counts === null ? null : JSON.stringify(row.counts),
        row.afterCorrections,
        row.at,
      ],
    );
  }

  async become(
    tx: Tx,
    batchIds: readonly string[],
    state: RepublicationState,
    correctionId: string | null = null,
  ): Promise<void> {
    await tx.execute('UPDATE republication SET state = $2, correction_id = $3 WHERE batch_id = ANY($1::uuid[])', [
      batchIds,
      state,
      correctionId,
    ]);
  }
}
