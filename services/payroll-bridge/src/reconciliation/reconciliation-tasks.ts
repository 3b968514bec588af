import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { ApprovalEngine } from '@goalbeat/approvals/approval-engine';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { bothLanguages } from '@goalbeat/domain/wording/both-languages';
import { Organisation } from '../organisation/organisation.service.js';
import type { DifferenceView } from './compare-books.js';
import { ReconciliationResults } from './reconciliation-results.js';

export const DIFFERENCE = 'reconciliation-difference';

/** Finance has one task a run whose books differ: as long as they do, and anew when they differ in another way. */
@Injectable()
export class ReconciliationTasks {
  constructor(
    private readonly results: ReconciliationResults,
    private readonly organisation: Organisation,
    private readonly engine: ApprovalEngine,
  ) {}

  /** @param runIds what was compared; null: everything */
  async follow(
    tx: Tx,
    differences: readonly DifferenceView[],
    runIds: readonly string[] | null,
    now: string,
  ): Promise<void> {
    const bySubject = Map.groupBy(differences, ({ runId }) => runId ?? tx.tenantId);
    const known = new Map((await this.results.findings(tx, runIds)).map((one) => [one.subjectId, one]));
    const resolved = [...known.keys()].filter((subjectId) => !bySubject.has(subjectId));
    await this.results.resolved(tx, resolved);
    await this.engine.closeTodos(tx, { subjectKind: DIFFERENCE, subjectIds: resolved });
    const assigneeIds = bySubject.size === 0 ? [] : await this.organisation.finance(tx);
    for (const [subjectId, mine] of bySubject) {
      const fingerprint = fingerprintOf(mine);
      const before = known.get(subjectId);
      if (before?.fingerprint === fingerprint) continue;
      await this.engine.closeTodos(tx, { subjectKind: DIFFERENCE, subjectIds: [subjectId] });
      const run = await tx.maybe<{ period: string; currency: string; cycleId: string | null }>(
        'SELECT period, currency, cycle_id AS "cycleId" FROM payout_run WHERE id = $1',
        [subjectId],
      );
      await this.engine.openTodo(tx, {
        subjectKind: DIFFERENCE,
        subjectId,
        title: `${run === undefined ? '' : `${run.period} ${run.currency} `}${bothLanguages(`对账不一致：${mine.length} 处`, `reconciliation: ${mine.length} differences`)}`,
        assigneeIds,
        cycleId: run?.cycleId ?? null,
        unitId: null,
        dueAt: null,
      });
      await this.results.found(tx, {
        subjectId,
        fingerprint,
        differences: mine.length,
        since: before?.since ?? now,
      });
    }
  }
}

function fingerprintOf(differences: readonly DifferenceView[]): string {
  const text = differences.map((one) =>
    [one.what, one.lineId, one.payoutId, one.currency, one.expected, one.found].join(' '),
  );
  return createHash('sha256').update(text.toSorted().join('\n')).digest('hex');
}
