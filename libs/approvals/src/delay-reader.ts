import { Injectable } from '@nestjs/common';
import type { Delays, DelaysQuery } from '@goalbeat/contracts/process-log-http';
import type { Principal } from '@goalbeat/domain/access/roles';
import { sumByPeople, sumBySteps } from '@goalbeat/domain/process-log/sum-waiting';
import { type ApprovalEvent, waiting } from '@goalbeat/domain/process-log/waiting';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { ProcessLogPermit } from '@goalbeat/service-kit/process-log/process-log-permit';

const SHOWN = 200;

const EVENTS = `SELECT details->>'approvalId' AS "approvalId", subject_kind AS "subjectKind", subject_id AS "subjectId",
  COALESCE((details->>'round')::int, 0) AS round, details->>'stepId' AS "stepId", action, at, due_at AS "dueAt",
  actor_id AS "actorId", on_behalf_of AS "onBehalfOf", COALESCE(details->'assignees', details->'to', '[]'::jsonb) AS "to",
  details->>'from' AS "from", details->>'closes' AS closes
FROM process_log
WHERE ($1::text IS NULL OR (subject_kind = $1 AND subject_id = $2)) AND ($3::uuid IS NULL OR cycle_id = $3)
  AND details->>'approvalId' IS NOT NULL
  AND action IN ('step-opened', 'approved', 'returned', 'rejected', 'withdrawn', 'escalated', 'reassigned', 'handed-to-hr')
ORDER BY id`;

/** Who delayed what, from the process log alone. */
@Injectable()
export class DelayReader {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly permit: ProcessLogPermit,
    private readonly org: OrgCopy,
  ) {}

  /** @throws forbidden */
  delays(principal: Principal, { subject, cycle }: DelaysQuery): Promise<Delays> {
    return this.unitOfWork.read(principal.tenantId, async (tx) => {
      await this.permit.requireRead(tx, principal, subject);
      const [kind = null, id = null] = subject?.split(':') ?? [];
      const [events, at] = await Promise.all([
        tx.query<ApprovalEvent>(EVENTS, [kind, id, cycle ?? null]),
        this.org.now(tx),
      ]);
      const waits = waiting(events, at);
      return {
        at,
        steps: sumBySteps(waits),
        people: sumByPeople(waits),
        waits: waits.toSorted((a, b) => b.lateMs - a.lateMs || b.waitedMs - a.waitedMs).slice(0, SHOWN),
      };
    });
  }
}
