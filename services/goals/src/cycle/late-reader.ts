import { Injectable } from '@nestjs/common';
import type { LATE_WITH, LateView } from '@goalbeat/contracts/goals/cycle-http';
import type { Principal } from '@goalbeat/domain/access/roles';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import type { z } from 'zod';
import { addScope, Conditions } from '@goalbeat/org-copy/row-scope';

export type LateItem = z.infer<typeof LateView>['items'][number];
type LateUnit = z.infer<typeof LateView>['units'][number];
type LateRow = Omit<LateItem, 'lateMinutes'> & { unitName: string };

const MINUTE = 60_000;
const COUNTED_AS = {
  'not-planned': 'notPlanned',
  'not-reported': 'notReported',
  'not-confirmed': 'notConfirmed',
  approval: 'approvals',
} as const satisfies Record<(typeof LATE_WITH)[number], keyof LateUnit>;

/** Who holds the cycle up: open tasks past their time, and reports that never came although reporting has closed. */
@Injectable()
export class LateReader {
  constructor(private readonly org: OrgCopy) {}

  /** With counts by unit. @throws forbidden */
  async view(tx: Tx, principal: Principal, cycleId: string): Promise<z.infer<typeof LateView>> {
    const rows = await this.#rows(tx, principal, cycleId);
    return {
      items: rows.map(itemOf),
      units: unitsOf(rows),
    };
  }

  /** Of the people the principal may see, the longest late first; nobody who has left. @throws forbidden */
  of(tx: Tx, principal: Principal, cycleId: string): Promise<LateItem[]> {
    return this.#rows(tx, principal, cycleId);
  }

  async #rows(tx: Tx, principal: Principal, cycleId: string): Promise<(LateRow & LateItem)[]> {
    const now = await this.org.now(tx);
    const conditions = new Conditions();
    const cycle = conditions.param(cycleId);
    const at = conditions.param(now);
    addScope(conditions, principal, 'goals.sheet.read', { person: 'l.person_id', unit: 'l.unit_id' });
    const rows = await tx.query<LateRow>(
      `WITH l AS (
         SELECT t.assignee_id AS person_id, t.subject_kind, t.subject_id, t.due_at,
           CASE WHEN t.subject_kind = 'make-plan' THEN 'not-planned' WHEN t.subject_kind = 'make-report' THEN 'not-reported'
             WHEN t.subject_kind = 'report' THEN 'not-confirmed' ELSE 'approval' END AS what FROM approval_task t
         WHERE t.cycle_id = ${cycle}::uuid AND t.state = 'open' AND t.due_at < ${at}::timestamptz
         UNION ALL
         SELECT s.person_id, 'make-report', s.id::text, c.at, 'not-reported' FROM goal_sheet s
         JOIN cycle_step c ON c.tenant_id = s.tenant_id AND c.cycle_id = s.cycle_id AND c.step = 'close-reporting'
         WHERE s.cycle_id = ${cycle}::uuid AND c.done_at IS NOT NULL AND s.state IN ('planned', 'unreported')
       )
       SELECT l.person_id AS "personId", l.name, l.unit_id AS "unitId", COALESCE(u.name, '') AS "unitName",
         l.subject_kind AS "subjectKind", l.subject_id AS "subjectId", l.what, l.due_at AS "dueAt"
       FROM (SELECT l.*, p.name, p.unit_id FROM l JOIN org_person p ON p.id = l.person_id
         WHERE p.left_on IS NULL OR p.left_on >= (${at}::timestamptz)::date) l
       LEFT JOIN org_unit u ON u.id = l.unit_id
       ${conditions.where} ORDER BY l.due_at, l.name, l.subject_id`,
      conditions.values,
    );
    return rows.map((row) => ({ ...row, lateMinutes: Math.floor((Date.parse(now) - Date.parse(row.dueAt)) / MINUTE) }));
  }
}

const itemOf = ({ personId, name, unitId, subjectKind, subjectId, what, dueAt, lateMinutes }: LateItem): LateItem => ({
  personId,
  name,
  unitId,
  subjectKind,
  subjectId,
  what,
  dueAt,
  lateMinutes,
});

function unitsOf(rows: readonly LateRow[]): LateUnit[] {
  const units = new Map<string, LateUnit>();
  // Rows come the longest late first, so the first of a unit says since when.
  for (const { unitId, unitName, what, dueAt } of rows) {
    const unit = units.get(unitId) ?? {
      unitId,
      name: unitName,
      late: 0,
      notPlanned: 0,
      notReported: 0,
      notConfirmed: 0,
      approvals: 0,
      since: dueAt,
    };
    unit.late += 1;
    unit[COUNTED_AS[what]] += 1;
    units.set(unitId, unit);
  }
  return [...units.values()].toSorted((a, b) => b.late - a.late || (a.name < b.name ? -1 : 1));
}
