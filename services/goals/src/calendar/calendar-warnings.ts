import { Injectable, type OnModuleInit } from '@nestjs/common';
import { ApprovalEngine } from '@goalbeat/approvals/approval-engine';
import { endOfDay } from '@goalbeat/domain/calendar/zone';
import { CalendarWatch } from '@goalbeat/org-copy/calendar-watch';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { BY_DEADLINE } from '@goalbeat/service-kit/process-log/actor';

export const DAYS_AHEAD = 60;
const TODO = 'import-calendar';

interface Ending {
  code: string;
  year: number;
  coveredUntil: string;
}

/** "Import the year": a todo for HR leads and administrators once a calendar and year; gone when the year is there. */
@Injectable()
export class CalendarWarnings implements OnModuleInit {
  constructor(
    private readonly watch: CalendarWatch,
    private readonly engine: ApprovalEngine,
    private readonly org: OrgCopy,
  ) {}

  onModuleInit(): void {
    this.watch.onChanged((tx, codes) => this.#settle(tx, codes));
  }

  /** @returns how many calendars were told of */
  async warn(tx: Tx): Promise<number> {
    const now = await this.org.now(tx);
    const readers = await this.#readers(tx, now);
    if (readers.length === 0) return 0;
    const ending = await tx.query<Ending>(
      `INSERT INTO calendar_warning (tenant_id, code, year, warned_at)
       SELECT u.tenant_id, u.code, u.year, $1 FROM calendar_in_use u WHERE u.covered_until - $2::int <= $1::timestamptz::date
       ON CONFLICT DO NOTHING
       RETURNING code, year, (SELECT c.covered_until FROM org_calendar c WHERE c.code = calendar_warning.code) AS "coveredUntil"`,
      [now, DAYS_AHEAD],
    );
    const { zone } = await this.org.tenant(tx);
    for (const { code, year, coveredUntil } of ending) {
      const dueAt = endOfDay(coveredUntil, zone);
      const title = `${code} ${year}`;
      await this.engine.openTodos(tx, [
        { subjectKind: TODO, subjectId: code, title, assigneeIds: readers, cycleId: null, unitId: null, dueAt },
      ]);
      tx.log({
        subjectKind: 'calendar',
        subjectId: code,
        action: 'calendar.ends',
        ...BY_DEADLINE,
        at: now,
        dueAt,
        details: { year, coveredUntil },
      });
    }
    return ending.length;
  }

  /** The year is there: nobody need import it any more. */
  async #settle(tx: Tx, codes: readonly string[]): Promise<void> {
    const covered = await tx.query<{ code: string }>(
      `SELECT w.code FROM calendar_warning w JOIN org_calendar c ON c.tenant_id = w.tenant_id AND c.code = w.code
       WHERE w.code = ANY($1::text[]) GROUP BY w.code, c.covered_until
       HAVING max(w.year) < extract(year FROM c.covered_until + 1)`,
      [codes],
    );
    await this.engine.closeTodos(tx, { subjectKind: TODO, subjectIds: covered.map(({ code }) => code) });
  }

  async #readers(tx: Tx, now: string): Promise<string[]> {
    const rows = await tx.query<{ id: string }>(
      `SELECT DISTINCT r.person_id AS id FROM org_role r JOIN org_person p ON p.tenant_id = r.tenant_id AND p.id = r.person_id
       WHERE r.role IN ('hr-lead', 'admin') AND (p.left_on IS NULL OR p.left_on >= $1::timestamptz::date)`,
      [now],
    );
    return rows.map(({ id }) => id);
  }
}
