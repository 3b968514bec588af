import { Injectable } from '@nestjs/common';
import type { RunPage, RunQuery, RunView } from '@goalbeat/contracts/payroll/http';
import { payoutWorkflowId } from '@goalbeat/contracts/workflows';
import type { Principal } from '@goalbeat/domain/access/roles';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { formatMoney } from '@goalbeat/domain/money/money';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { decodeCursor, encodeCursor } from '@goalbeat/service-kit/http/pages';
import type { z } from 'zod';
import { BonusListRepository } from '../bonus-list/bonus-list.repository.js';
import { reachOf } from '../organisation/reach.js';
import { PayoutRunRepository, type RunRow } from './payout-run.repository.js';

@Injectable()
export class PayoutRunService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly runs: PayoutRunRepository,
    private readonly lists: BonusListRepository,
  ) {}

  /** Newest first. */
  list(principal: Principal, query: z.infer<typeof RunQuery>): Promise<z.infer<typeof RunPage>> {
    const { units } = reachOf(principal, 'payroll.list.read');
    return this.uow.read(principal.tenantId, async (tx) => {
      const rows = await this.runs.list(tx, {
        cycleId: query.cycle ?? null,
        kind: query.kind ?? null,
        units,
        after: query.after === undefined ? null : String(decodeCursor(query.after, 1)[0]),
        limit: query.limit,
      });
      const shown = rows.slice(0, query.limit);
      const items: z.infer<typeof RunView>[] = [];
      for (const run of shown) items.push(await this.view(tx, run));
      const last = shown.at(-1);
      return { items, next: rows.length > query.limit && last !== undefined ? encodeCursor([last.id]) : null };
    });
  }

  /** @throws not-found, forbidden */
  get(principal: Principal, id: string): Promise<z.infer<typeof RunView>> {
    const { units } = reachOf(principal, 'payroll.list.read');
    return this.uow.read(principal.tenantId, async (tx) => {
      const run = await this.runs.find(tx, id);
      if (units !== null && !(await this.#touches(tx, id, units)))
        throw new DomainError('not-found', 'There is no such payout run.');
      return this.view(tx, run);
    });
  }

  async view(tx: Tx, run: RunRow): Promise<z.infer<typeof RunView>> {
    const { lines, totalMinor } = await this.runs.counts(tx, run.id);
    const { id, kind, cycleId, currency, state, version, paid, rejected, unanswered } = run;
    return {
      id,
      kind,
      cycleId,
      currency,
      state,
      version,
      lines,
      total: formatMoney({ minor: BigInt(totalMinor), currency }),
      paid,
      rejected,
      unanswered,
      workflowId: payoutWorkflowId({ tenantId: tx.tenantId, runId: id }),
    };
  }

  async #touches(tx: Tx, runId: string, units: readonly string[]): Promise<boolean> {
    for (const list of await this.lists.ofRun(tx, runId)) {
      const paths = await this.lists.unitPaths(tx, list.id);
      if (paths.some((path) => path.some((unit) => units.includes(unit)))) return true;
    }
    return false;
  }
}
