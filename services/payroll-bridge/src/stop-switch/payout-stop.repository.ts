import { Injectable } from '@nestjs/common';
import type { InFlight, STOP_KINDS } from '@goalbeat/contracts/payroll/stop-switch-http';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { Tx } from '@goalbeat/service-kit/db/tx';

export type StopKind = (typeof STOP_KINDS)[number];

export interface StopRow {
  id: string;
  kind: StopKind;
  reason: string;
  setAt: string;
  setBy: string | null;
  inFlight: InFlight;
  releaseAskedBy: string | null;
  releaseAskedAt: string | null;
  releaseReason: string | null;
  releasedAt: string | null;
  version: number;
}

export type NewStop = Pick<StopRow, 'id' | 'kind' | 'reason' | 'setAt' | 'setBy' | 'inFlight'> & {
  witness: string | null;
};

const COLUMNS = `id, kind, reason, set_at AS "setAt", set_by AS "setBy", in_flight AS "inFlight", release_asked_by AS "releaseAskedBy",
  release_asked_at AS "releaseAskedAt", release_reason AS "releaseReason", released_at AS "releasedAt", version::int AS version`;

// A payout is sent when its row has left the outbox, or its webhook or file has gone out; until then a stop still holds it.
const IN_FLIGHT = `SELECT
  (SELECT count(*)::int FROM bonus_line WHERE state = 'signed' AND NOT handed_over AND active AND amount_minor > 0) AS "notHandedOver",
  count(*) FILTER (WHERE here)::int AS "heldBack", count(*) FILTER (WHERE NOT here)::int AS "withPayroll"
FROM (
  SELECT EXISTS (SELECT FROM outbox o WHERE o.id = p.id)
    OR EXISTS (SELECT FROM hand_over_message m WHERE m.id = p.id AND m.way <> 'rabbitmq' AND m.state IN ('waiting', 'refused')) AS here
  FROM payout p WHERE p.state NOT IN ('paid', 'rejected', 'reversed')
) AS unsettled`;

const OURS = `destination = 'events' AND id IN (SELECT id FROM payout WHERE state NOT IN ('paid', 'rejected', 'reversed'))`;

@Injectable()
export class PayoutStopRepository {
  /** Undefined when one of its kind is on already, or this restore was frozen before. */
  set(tx: Tx, stop: NewStop): Promise<StopRow | undefined> {
    return tx.maybe<StopRow>(
      `INSERT INTO payout_stop (id, tenant_id, kind, reason, set_at, set_by, in_flight, witness)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8) ON CONFLICT DO NOTHING RETURNING ${COLUMNS}`,
      [
        stop.id,
        tx.tenantId,
        stop.kind,
        stop.reason,
        stop.setAt,
        stop.setBy,
        JSON.stringify(stop.inFlight),
        stop.witness,
      ],
    );
  }

  on(tx: Tx): Promise<StopRow[]> {
    return tx.query<StopRow>(`SELECT ${COLUMNS} FROM payout_stop WHERE released_at IS NULL ORDER BY set_at, id`);
  }

  /** Who has asked for the release, if anybody: unlocked. */
  async askedBy(tx: Tx, id: string): Promise<string | null> {
    const row = await tx.maybe<{ askedBy: string | null }>(
      'SELECT release_asked_by AS "askedBy" FROM payout_stop WHERE id = $1',
      [id],
    );
    return row?.askedBy ?? null;
  }

  /** @throws not-found */
  async lock(tx: Tx, id: string): Promise<StopRow> {
    const row = await tx.maybe<StopRow>(`SELECT ${COLUMNS} FROM payout_stop WHERE id = $1 FOR UPDATE`, [id]);
    if (row === undefined) throw new DomainError('not-found', 'There is no such stop.', { field: 'stop' });
    return row;
  }

  async askRelease(tx: Tx, id: string, by: string, at: string, reason: string): Promise<StopRow> {
    return tx.one<StopRow>(
      `UPDATE payout_stop SET release_asked_by = $2, release_asked_at = $3, release_reason = $4, version = version + 1
       WHERE id = $1 RETURNING ${COLUMNS}`,
      [id, by, at, reason],
    );
  }

  async release(tx: Tx, id: string, by: string, at: string): Promise<StopRow> {
    return tx.one<StopRow>(
      `UPDATE payout_stop SET released_by = $2, released_at = $3, version = version + 1 WHERE id = $1 RETURNING ${COLUMNS}`,
      [id, by, at],
    );
  }

  inFlight(tx: Tx): Promise<InFlight> {
    return tx.one<InFlight>(IN_FLIGHT);
  }

  /** What is written and not sent stays here; what is being sent at this very moment may still arrive. */
  async holdBack(tx: Tx): Promise<void> {
    await tx.execute(`UPDATE outbox SET next_attempt_at = 'infinity' WHERE ${OURS}`);
  }

  async letGo(tx: Tx): Promise<void> {
    await tx.execute(`UPDATE outbox SET next_attempt_at = now() WHERE next_attempt_at = 'infinity' AND ${OURS}`);
  }

  /** Runs that a stop halts, in the order of their ids. */
  async haltedRuns(tx: Tx): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `SELECT id FROM payout_run WHERE state IN ('signed', 'posted', 'handing-over') ORDER BY id FOR UPDATE`,
    );
    return rows.map(({ id }) => id);
  }
}
