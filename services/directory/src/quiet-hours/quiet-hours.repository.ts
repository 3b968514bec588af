import { DIRECTORY_EVENTS, type QuietHoursChanged } from '@goalbeat/contracts/directory/events';
import type { QuietHours } from '@goalbeat/domain/ladder/quiet-hours';
import type { Tx } from '@goalbeat/service-kit/db/tx';

export interface QuietHoursRow {
  personId: string;
  /** Null: taken back, the default holds. */
  quietHours: QuietHours | null;
  version: number;
  seq: number;
}

const COLUMNS = `q.person_id AS "personId", CASE WHEN q.quiet_from IS NOT NULL
  THEN jsonb_build_object('from', q.quiet_from, 'to', q.quiet_to) END AS "quietHours", q.version, q.seq::int AS seq`;

export function listQuietHours(tx: Tx): Promise<QuietHoursRow[]> {
  return tx.query<QuietHoursRow>(`SELECT ${COLUMNS} FROM quiet_hours q ORDER BY q.person_id`);
}

export function findQuietHours(tx: Tx, personId: string): Promise<QuietHoursRow | undefined> {
  return tx.maybe<QuietHoursRow>(`SELECT ${COLUMNS} FROM quiet_hours q WHERE q.person_id = $1`, [personId]);
}

/** Writes the row and tells everybody its whole state. */
export async function saveQuietHours(tx: Tx, row: QuietHoursRow): Promise<void> {
  const { personId, quietHours, version, seq } = row;
  await tx.execute(
    `INSERT INTO quiet_hours (tenant_id, person_id, quiet_from, quiet_to, version, seq) VALUES ($1, $2, $3, $4, $5, $6)
     ON CONFLICT (tenant_id, person_id) DO UPDATE SET quiet_from = excluded.quiet_from, quiet_to = excluded.quiet_to,
       version = excluded.version, seq = excluded.seq`,
    [tx.tenantId, personId, quietHours?.from ?? null, quietHours?.to ?? null, version, seq],
  );
  tx.publish({ type: DIRECTORY_EVENTS.quietHours, subject: personId, data: row satisfies QuietHoursChanged });
}
