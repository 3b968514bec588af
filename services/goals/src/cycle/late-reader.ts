import { Injectable } from '@nestjs/common';
import type { LateView } from '@goalbeat/contracts/goals/cycle-http';
import type { Principal } from '@goalbeat/domain/access/roles';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import type { z } from 'zod';
import { addScope, Conditions } from '@goalbeat/org-copy/row-scope';

export type LateItem = z.infer<typeof LateView>['items'][number];
type LateRow = Omit<LateItem, 'lateMinutes'>;

const MINUTE = 60_000;

/** Who holds the cycle up: open tasks past their time, and reports that never came although reporting has closed. */
@Injectable()
export class LateReader {
  constructor(private readonly org: OrgCopy) {}

  /** Of the people the principal may see, the longest late first. @throws forbidden */
  async of(tx: Tx, principal: Principal, cycleId: string): Promise<LateItem[]> {
    const now = await this.org.now(tx);
    const conditions = new Conditions();
    const cycle = conditions.param(cycleId);
    const at = conditions.param(now);
    addScope(conditions, principal, 'goals.sheet.read', { person: 'l.person_id', unit: 'l.unit_id' });
    const rows = await tx.query<LateRow>(
      `WITH l AS (
         SELECT t.assignee_id AS person_id, t.subject_kind, t.subject_id, t.due_at FROM approval_task t
         WHERE t.cycle_id = ${cycle}::uuid AND t.state = 'open' AND t.due_at < ${at}::timestamptz
         UNION ALL
         SELECT s.person_id, 'make-report', s.id::text, c.at FROM goal_sheet s
         JOIN cycle_step c ON c.tenant_id = s.tenant_id AND c.cycle_id = s.cycle_id AND c.step = 'close-reporting'
         WHERE s.cycle_id = ${cycle}::uuid AND c.done_at IS NOT NULL AND s.state IN ('planned', 'unreported')
       )
       SELECT l.person_id AS "personId", l.name, l.unit_id AS "unitId", l.subject_kind AS "subjectKind",
         l.subject_id AS "subjectId", l.due_at AS "dueAt"
       FROM (SELECT l.*, p.name, p.unit_id FROM l JOIN org_person p ON p.id = l.person_id) l
       ${conditions.where} ORDER BY l.due_at, l.name, l.subject_id`,
      conditions.values,
    );
    return rows.map((row) => ({ ...row, lateMinutes: Math.floor((Date.parse(now) - Date.parse(row.dueAt)) / MINUTE) }));
  }
}
