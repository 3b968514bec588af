import { DIRECTORY_EVENTS, type CalendarChanged } from '@goalbeat/contracts/directory/events';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import type { CalendarContent } from './shipped-calendars.js';

export interface CalendarRow extends CalendarContent {
  code: string;
  version: number;
  seq: number;
}

const COLUMNS = 'code, weekdays, days, covered_until AS "coveredUntil", version, seq::int AS seq';

export function listCalendars(tx: Tx): Promise<CalendarRow[]> {
  return tx.query<CalendarRow>(`SELECT ${COLUMNS} FROM calendar ORDER BY code`);
}

export function findCalendar(tx: Tx, code: string): Promise<CalendarRow | undefined> {
  return tx.maybe<CalendarRow>(`SELECT ${COLUMNS} FROM calendar WHERE code = $1`, [code]);
}

/** Writes the row and tells everybody its whole state. */
export async function saveCalendar(tx: Tx, row: CalendarRow): Promise<void> {
  await tx.execute(
    `INSERT INTO calendar (tenant_id, code, weekdays, days, covered_until, version, seq)
     VALUES ($1, $2, $3, $4, $5, $6, $7)
     ON CONFLICT (tenant_id, code) DO UPDATE SET weekdays = excluded.weekdays, days = excluded.days,
       covered_until = excluded.covered_until, version = excluded.version, seq = excluded.seq`,
    [
      tx.tenantId,
      row.code,
      JSON.stringify(row.weekdays),
      JSON.stringify(row.days),
      row.coveredUntil,
      row.version,
      row.seq,
    ],
  );
  tx.publish({ type: DIRECTORY_EVENTS.calendar, subject: row.code, data: calendarChanged(row) });
}

export function calendarChanged(row: CalendarRow): CalendarChanged {
  const { seq, version, code, weekdays, days, coveredUntil } = row;
  return { seq, version, code, weekdays, days, coveredUntil };
}
