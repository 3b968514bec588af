import { Injectable } from '@nestjs/common';
import type { WorkingCalendar } from '@goalbeat/domain/calendar/calendar';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { CALENDAR_COLUMNS, type CalendarRow } from './org-rows.js';

const KEPT_AT_MOST = 1000;

/** Calendars are large and change once a year, so they are the one thing kept in memory, by their version. */
@Injectable()
export class Calendars {
  readonly #kept = new Map<string, WorkingCalendar>();

  /** Calendars by code, as of the versions given. @throws copy-behind when one has not arrived yet. */
  async load(tx: Tx, wanted: readonly { code: string; version: string }[]): Promise<Map<string, WorkingCalendar>> {
    const missing = wanted.filter((one) => !this.#kept.has(keyOf(tx.tenantId, one)));
    if (missing.length > 0) {
      const rows = await tx.query<CalendarRow>(
        `SELECT ${CALENDAR_COLUMNS} FROM org_calendar WHERE code = ANY($1::text[])`,
        [missing.map((one) => one.code)],
      );
      for (const { version, ...calendar } of rows)
        this.#keep(keyOf(tx.tenantId, { code: calendar.code, version }), calendar);
    }
    return new Map(
      wanted.flatMap((one) => {
        const calendar = this.#kept.get(keyOf(tx.tenantId, one));
        return calendar === undefined ? [] : [[one.code, calendar] as const];
      }),
    );
  }

  /** @throws copy-behind when the calendar has not arrived yet. */
  async byCode(tx: Tx, code: string): Promise<WorkingCalendar> {
    const versions = await tx.query<{ code: string; version: string }>(
      'SELECT code, version::text AS version FROM org_calendar WHERE code = $1',
      [code],
    );
    return found((await this.load(tx, versions)).get(code), code);
  }

  #keep(key: string, calendar: WorkingCalendar): void {
    if (this.#kept.size >= KEPT_AT_MOST) {
      const [oldest] = this.#kept.keys();
      if (oldest !== undefined) this.#kept.delete(oldest);
    }
    this.#kept.set(key, calendar);
  }
}

const keyOf = (tenantId: string, one: { code: string; version: string }) => `${tenantId}/${one.code}/${one.version}`;

export function found(calendar: WorkingCalendar | undefined, code: string): WorkingCalendar {
  if (calendar === undefined) {
    throw new DomainError('copy-behind', 'This working calendar has not arrived from directory yet.', {
      details: { calendar: code },
    });
  }
  return calendar;
}
