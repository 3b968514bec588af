import { Controller, Get, Inject, Query } from '@nestjs/common';
import { ModuleRef } from '@nestjs/core';
import { scopesFor } from '@goalbeat/domain/access/policy';
import type { Principal } from '@goalbeat/domain/access/roles';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { ProcessLogRow } from '@goalbeat/contracts/wire';
import { z } from 'zod';
import { CurrentPrincipal } from '../auth/current-principal.js';
import { Permission } from '../auth/permission.js';
import type { Tx } from '../db/tx.js';
import { UnitOfWork } from '../db/unit-of-work.js';
import { decodeCursor, pageOfRows, pageQuery, type Page } from '../http/pages.js';
import { SERVICE_OPTIONS, type ServiceOptions } from '../start/service-options.js';

const SUBJECT = /^([A-Za-z0-9-]{1,64}):(.{1,200})$/;

export const ProcessLogQuery = pageQuery.extend({
  /** `kind:id` */
  subject: z.string().regex(SUBJECT, 'a subject such as sheet:<id>').optional(),
  cycle: z.uuid().optional(),
});
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
@Controller('v1/process-log')
export class ProcessLogController {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly modules: ModuleRef,
    @Inject(SERVICE_OPTIONS) private readonly options: ServiceOptions,
  ) {}

  @Get()
  @Permission('process-log.read')
  list(
    @CurrentPrincipal() principal: Principal,
    @Query({ schema: ProcessLogQuery }) query: ProcessLogQuery,
  ): Promise<Page<LogRow>> {
    const [, kind = null, id = null] = SUBJECT.exec(query.subject ?? '') ?? [];
    const after = query.after === undefined ? null : decodeCursor(query.after, 1)[0];
    return this.unitOfWork.read(principal.tenantId, async (tx) => {
      await this.#requireRead(tx, principal, kind, id);
      const rows = await tx.query<LogRow>(ROWS, [kind, id, query.cycle ?? null, after, query.limit + 1]);
      return pageOfRows(
        rows,
        query.limit,
        (row) => row,
        (row) => [row.id],
      );
    });
  }

  /** Who sees the whole tenant may list at will; others ask for one subject that is theirs. */
  async #requireRead(tx: Tx, principal: Principal, kind: string | null, id: string | null): Promise<void> {
    if (scopesFor(principal, 'process-log.read').includes('tenant')) return;
    const access = this.options.processLogAccess;
    const mine =
      kind !== null &&
      id !== null &&
      access !== undefined &&
      (await this.modules.get(access, { strict: false }).mayRead(tx, principal, { kind, id }));
    if (!mine)
      throw new DomainError('forbidden', 'Ask for the log of one subject that is yours to see.', { field: 'subject' });
  }
}
