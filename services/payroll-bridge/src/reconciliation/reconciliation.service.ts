import { Injectable } from '@nestjs/common';
import type { RunRef } from '@goalbeat/contracts/activities';
import type { ReconciliationView } from '@goalbeat/contracts/payroll/http';
import type {
  AskReconciliation,
  Reconciliation,
  ReconciliationListQuery,
  ReconciliationPage,
} from '@goalbeat/contracts/payroll/reconciliation-http';
import { requireMay } from '@goalbeat/domain/access/policy';
import type { Principal } from '@goalbeat/domain/access/roles';
import type { CommandRequest } from '@goalbeat/service-kit/db/command-request';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { decodeCursor, pageOfRows } from '@goalbeat/service-kit/http/pages';
import { actorOf } from '@goalbeat/service-kit/process-log/actor';
import type { z } from 'zod';
import { CycleCopyRepository } from '../cycle-copy/cycle-copy.repository.js';
import { BY_TIMER } from '../organisation/actor.js';
import { PayoutRunRepository } from '../payout-run/payout-run.repository.js';
import { CompareBooks } from './compare-books.js';
import { Reconcile } from './reconcile.js';
import { ReconciliationResults, type ResultRow } from './reconciliation-results.js';

@Injectable()
export class ReconciliationService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly books: CompareBooks,
    private readonly reconciling: Reconcile,
    private readonly results: ReconciliationResults,
    private readonly runs: PayoutRunRepository,
    private readonly cycles: CycleCopyRepository,
  ) {}

  /** A look that changes nothing: one cycle with its off-cycle runs, or all. @throws forbidden, not-found */
  view(principal: Principal, cycleId: string | null): Promise<z.infer<typeof ReconciliationView>> {
    requireMay(principal, 'payroll.reconciliation.read', { tenantId: principal.tenantId });
    return this.uow.read(principal.tenantId, async (tx) => {
      if (cycleId !== null) await this.cycles.requireKnown(tx, cycleId);
      const { differenceCount, ...view } = await this.books.compare(tx, { cycleId, runId: null });
      void differenceCount;
      return view;
    });
  }

  /** Newest first. @throws forbidden */
  list(
    principal: Principal,
    query: z.infer<typeof ReconciliationListQuery>,
  ): Promise<z.infer<typeof ReconciliationPage>> {
    requireMay(principal, 'payroll.reconciliation.read', { tenantId: principal.tenantId });
    return this.uow.read(principal.tenantId, async (tx) => {
      const rows = await this.results.list(tx, {
        runId: query.run ?? null,
        cycleId: query.cycle ?? null,
        differing: query.differing !== undefined,
        after: query.after === undefined ? null : String(decodeCursor(query.after, 1)[0]),
        limit: query.limit,
      });
      return pageOfRows(rows, query.limit, resultView, (row) => [row.id]);
    });
  }

  /** Compares, keeps what came out, and opens or closes finance's tasks. @throws forbidden, not-found */
  ask(command: CommandRequest, { cycle }: z.infer<typeof AskReconciliation>): Promise<Reconciliation> {
    const { principal } = command;
    requireMay(principal, 'payroll.reconciliation.run', { tenantId: principal.tenantId });
    return this.uow.command(command, async (tx) => {
      if (cycle !== undefined) await this.cycles.requireKnown(tx, cycle);
      const scope = { cycleId: cycle ?? null, runId: null };
      return resultView(await this.reconciling.run(tx, scope, 'asked', actorOf(principal)));
    });
  }

  /** At a run's end; differences become a task for finance. */
  reconcileRun(ref: RunRef): Promise<{ agreed: boolean; differences: number }> {
    return this.uow.write(ref.tenantId, async (tx) => {
      const run = await this.runs.find(tx, ref.runId);
      const result = await this.reconciling.run(tx, { cycleId: null, runId: run.id }, 'run', BY_TIMER);
      return { agreed: result.agrees, differences: result.differenceCount };
    });
  }
}

function resultView(row: ResultRow): Reconciliation {
  return row;
}
