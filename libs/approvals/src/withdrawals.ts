import { Injectable } from '@nestjs/common';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { ApprovalBatch } from './approval-batch.js';
import { ApprovalChange } from './approval-change.js';
import { ApprovalStore } from './approval.store.js';
import { BY_ENGINE } from './progress.js';
import { SubjectHandlers } from './subject-handlers.js';

/** Approvals of one statement: what they hold in memory stays small, however many a cycle leaves open. */
const PAGE = 500;

/** One order of rows, as in every batch. */
const OPEN = `SELECT id FROM approval
WHERE subject_kind = $1 AND subject_id = ANY($2::text[]) AND closed_at IS NULL ORDER BY id`;

/** $1 tenant, $2 instant, $3 to $5 approvals with their locked and next versions, $6 steps, $7 and $8 tasks with their next versions. */
const CLOSE = `
WITH closed_approval AS (
  UPDATE approval a SET state = 'withdrawn', version = x.version, closed_at = $2
  FROM unnest($3::uuid[], $4::int[], $5::int[]) AS x(id, locked, version)
  WHERE a.tenant_id = $1 AND a.id = x.id AND a.version = x.locked AND a.closed_at IS NULL
  RETURNING a.id
), closed_step AS (
  UPDATE approval_step s SET state = 'withdrawn', closed_at = $2 WHERE s.tenant_id = $1 AND s.id = ANY($6::uuid[])
), closed_task AS (
  UPDATE approval_task t SET state = 'superseded', version = x.version, closed_at = $2
  FROM unnest($7::uuid[], $8::int[]) AS x(id, version)
  WHERE t.tenant_id = $1 AND t.id = x.id AND t.state = 'open' AND t.version = x.version - 1
  RETURNING t.id
)
SELECT (SELECT count(*)::int FROM closed_approval) AS approvals, (SELECT count(*)::int FROM closed_task) AS tasks`;

/**
 * Ends many open rounds from within: their subjects were cancelled, or their time is over. Page by page in the caller's
 * transaction; each under its lock, so that what somebody decided before it stays decided.
 */
@Injectable()
export class Withdrawals {
  constructor(
    private readonly batch: ApprovalBatch,
    private readonly store: ApprovalStore,
    private readonly handlers: SubjectHandlers,
  ) {}

  /** @returns how many were open @throws copy-behind, stale-version */
  async ofSubjects(
    tx: Tx,
    which: { subjectKind: string; subjectIds: readonly string[]; reason: string },
  ): Promise<number> {
    const open = await tx.query<{ id: string }>(OPEN, [which.subjectKind, which.subjectIds]);
    const isMoney = this.handlers.of(which.subjectKind).money === true;
    let withdrawn = 0;
    for (let at = 0; at < open.length; at += PAGE) {
      const page = open.slice(at, at + PAGE).map(({ id }) => id);
      const locked = await this.batch.lock(tx, 'a.id = ANY($1::uuid[])', [page], 'undecided');
      const changes = locked.map((one) => {
        const change = new ApprovalChange(one);
        change.log('withdrawn', BY_ENGINE, { reason: which.reason });
        change.closeStep('withdrawn', false);
        change.close('withdrawn', one.approval.state === 'open' || isMoney);
        return change;
      });
      await this.#close(tx, changes);
      withdrawn += changes.length;
    }
    return withdrawn;
  }

  async #close(tx: Tx, changes: readonly ApprovalChange[]): Promise<void> {
    const [first] = changes;
    if (first === undefined) return;
    const touched = changes.flatMap((change) => [...change.touched]);
    const { approvals, tasks } = await tx.one<{ approvals: number; tasks: number }>(CLOSE, [
      tx.tenantId,
      first.now,
      changes.map(({ approval }) => approval.id),
      changes.map(({ lockedVersion }) => lockedVersion),
      changes.map(({ approval }) => approval.version),
      changes.flatMap(({ lockedStep }) => lockedStep?.id ?? []),
      touched.map((task) => task.id),
      touched.map((task) => task.version),
    ]);
    if (approvals !== changes.length || tasks !== touched.length)
      throw new DomainError('stale-version', 'Some of it was changed meanwhile. Look again.');
    this.store.tellAll(tx, changes);
  }
}
