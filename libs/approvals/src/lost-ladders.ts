import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { approvalWorkflowId } from '@goalbeat/contracts/workflows';
import { poolOf } from '@goalbeat/service-kit/db/data-source';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { byService } from '@goalbeat/service-kit/process-log/actor';
import { type LivingRun, LostRuns, type RunKeeper } from '@goalbeat/service-kit/temporal/lost-runs';
import { DataSource } from 'typeorm';
import { ApprovalBatch } from './approval-batch.js';
import { ladderNow } from './approval-messages.js';
import { APPROVALS_OPTIONS, type ApprovalsOptions } from './approvals-options.js';

interface WaitingRow {
  tenantId: string;
  id: string;
  subjectKind: string;
  subjectId: string;
  round: number;
}

const WAITING = `SELECT tenant_id AS "tenantId", id, subject_kind AS "subjectKind", subject_id AS "subjectId", round FROM waiting_ladders()`;

/** Of these, those to which something is on its way already. */
const UNSENT = `SELECT payload->>'workflowId' AS id FROM outbox
WHERE destination = 'workflows' AND payload->>'workflowId' = ANY($1::text[])`;

/**
 * Ladders of open approvals that Temporal has lost begin again at the step that is open: rungs climbed before are not climbed
 * twice, those missed collapse to the latest.
 */
@Injectable()
export class LostLadders implements RunKeeper, OnModuleInit {
  readonly workflow = 'approval';

  constructor(
    private readonly lostRuns: LostRuns,
    private readonly dataSource: DataSource,
    private readonly unitOfWork: UnitOfWork,
    private readonly batch: ApprovalBatch,
    @Inject(APPROVALS_OPTIONS) private readonly options: ApprovalsOptions,
  ) {}

  onModuleInit(): void {
    this.lostRuns.keep(this);
  }

  /** Held ones need nothing: the end of the pause starts those that are gone. */
  async living(): Promise<LivingRun[]> {
    const { rows } = await poolOf(this.dataSource).query<WaitingRow>(WAITING);
    return rows.map((row) => ({ tenantId: row.tenantId, id: row.id, workflowId: approvalWorkflowId(row) }));
  }

  restart(tenantId: string, ids: readonly string[]): Promise<number> {
    return this.unitOfWork.write(tenantId, (tx) => this.#restart(tx, ids));
  }

  async #restart(tx: Tx, ids: readonly string[]): Promise<number> {
    const { service } = this.options;
    const waiting = (await this.batch.lock(tx, 'a.id = ANY($1::uuid[])', [ids])).filter(({ held }) => !held);
    const idOf = ({ approval }: (typeof waiting)[number]) => approvalWorkflowId({ ...approval, tenantId: tx.tenantId });
    const unsent = await tx.query<{ id: string }>(UNSENT, [waiting.map(idOf)]);
    const onTheirWay = new Set(unsent.map(({ id }) => id));
    const lost = waiting.filter((one) => !onTheirWay.has(idOf(one)));
    for (const locked of lost) {
      const { approval, step, now } = locked;
      tx.tell(ladderNow(service, tx.tenantId, locked));
      tx.log({
        subjectKind: approval.subjectKind,
        subjectId: approval.subjectId,
        cycleId: approval.cycleId,
        action: 'ladder-restarted',
        ...byService(service),
        at: now,
        dueAt: step.dueAt,
        startedAt: step.openedAt,
        reason: 'Temporal knew nothing of it',
        details: { approvalId: approval.id, round: approval.round, stepId: step.stepId },
      });
    }
    return lost.length;
  }
}
