import { Controller, Get, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import type { Principal } from '@goalbeat/domain/access/roles';
import { pageOf, ProcessLogRow, SubjectRef } from '@goalbeat/contracts/wire';
import { z } from 'zod';
import { CurrentPrincipal } from '../auth/current-principal.js';
import { Permission } from '../auth/permission.js';
import { UnitOfWork } from '../db/unit-of-work.js';
import { decodeCursor, pageOfRows, pageQuery, type Page } from '../http/pages.js';
import { Answers } from '../http/answers.js';
import { ProcessLogPermit } from './process-log-permit.js';

export const ProcessLogQuery = pageQuery.extend({
  subject: SubjectRef.optional(),
  cycle: z.uuid().optional(),
});
const ProcessLogPage = pageOf(ProcessLogRow).meta({ id: 'ProcessLogPage' });
type ProcessLogQuery = z.infer<typeof ProcessLogQuery>;
type LogRow = z.infer<typeof ProcessLogRow>;

const ROWS = `SELECT id, subject_kind AS "subjectKind", subject_id AS "subjectId", cycle_id AS "cycleId", action,
  actor_kind AS "actorKind", actor_id AS "actorId", on_behalf_of AS "onBehalfOf", channel, at, due_at AS "dueAt",
  started_at AS "startedAt", rule_version AS "ruleVersion", reason, details
FROM process_log
WHERE ($1::text IS NULL OR (subject_kind = $1 AND subject_id = $2)) AND ($3::uuid IS NULL OR cycle_id = $3)
  AND ($4::uuid IS NULL OR id > $4)
ORDER BY id LIMIT $5`;

/** What happened, in the order in which it was written down. */
@ApiTags('process-log')
@Controller('v1/process-log')
export class ProcessLogController {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly permit: ProcessLogPermit,
  ) {}

  @Get()
  @Permission('process-log.read')
  @Answers(ProcessLogPage)
  list(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: ProcessLogQuery }) query: ProcessLogQuery,
  ): Promise<Page<LogRow>> {
    const [kind = null, id = null] = query.subject?.split(':') ?? [];
    const after = query.after === undefined ? null : decodeCursor(query.after, 1)[0];
    return this.unitOfWork.read(principal.tenantId, async (tx) => {
      await this.permit.requireRead(tx, principal, query.subject);
      const details = await this.permit.seesDetails(tx, principal, query.subject);
      const rows = await tx.query<LogRow>(ROWS, [kind, id, query.cycle ?? null, after, query.limit + 1]);
      return pageOfRows(
        rows,
        query.limit,
        (row) => (details ? row : { ...row, details: {} }),
        (row) => [row.id],
      );
    });
  }
}
