import { Injectable } from '@nestjs/common';
import type { CycleQuery, CycleView, LateView } from '@goalbeat/contracts/goals/cycle-http';
import { cycleWorkflowId } from '@goalbeat/contracts/workflows';
import { requireScopes } from '@goalbeat/domain/access/policy';
import type { Principal } from '@goalbeat/domain/access/roles';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { decodeCursor, pageOfRows, type Page } from '@goalbeat/service-kit/http/pages';
import type { z } from 'zod';
import { Conditions } from '@goalbeat/org-copy/row-scope';
import { CycleRepository, type CycleRow } from './cycle.repository.js';
import { FunnelReader } from './funnel-reader.js';
import { LateReader } from './late-reader.js';
import { MoneyUnderWay } from './money-under-way.js';

export type CycleAnswer = z.infer<typeof CycleView>;

/** The monitor: where each cycle is, and who holds it up. */
@Injectable()
export class CycleService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly cycles: CycleRepository,
    private readonly funnels: FunnelReader,
    private readonly lates: LateReader,
    private readonly money: MoneyUnderWay,
    private readonly org: OrgCopy,
  ) {}

  /** The latest first. */
  list(principal: Principal, query: z.infer<typeof CycleQuery>): Promise<Page<CycleAnswer>> {
    requireScopes(principal, 'goals.cycle.read');
    const conditions = new Conditions()
      .equals('c.definition_id', query.definition, '::uuid')
      .equals('c.period', query.period)
      .equals('c.state', query.state);
    if (query.after !== undefined) {
      conditions.add(`c.id < ${conditions.param(String(decodeCursor(query.after, 1)[0]))}::uuid`);
    }
    return this.uow.read(principal.tenantId, async (tx) => {
      const page = pageOfRows(
        await this.cycles.page(tx, conditions, query.limit + 1),
        query.limit,
        (row) => row,
        (row) => [row.id],
      );
      const items: CycleAnswer[] = [];
      for (const cycle of page.items) items.push(await this.view(tx, cycle));
      return { items, next: page.next };
    });
  }

  /** @throws not-found */
  one(principal: Principal, id: string): Promise<CycleAnswer> {
    requireScopes(principal, 'goals.cycle.read');
    return this.uow.read(principal.tenantId, async (tx) => this.view(tx, await this.cycles.one(tx, id)));
  }

  /** @throws not-found, forbidden */
  late(principal: Principal, id: string): Promise<z.infer<typeof LateView>> {
    requireScopes(principal, 'goals.cycle.read');
    return this.uow.read(principal.tenantId, async (tx) => {
      await this.cycles.one(tx, id);
      return this.lates.view(tx, principal, id);
    });
  }

  async view(tx: Tx, cycle: CycleRow): Promise<CycleAnswer> {
    const { id, definitionId, period, run, state, version } = cycle;
    const [now, steps, progress, waitsFor] = await Promise.all([
      this.org.now(tx),
      this.cycles.steps(tx, id),
      this.funnels.of(tx, id),
      this.money.of(tx, id),
    ]);
    return {
      id,
      definitionId,
      definitionName: cycle.data.name,
      period,
      run,
      state,
      version,
      now,
      timeline: steps.map(({ step, at, doneAt, counts }) => ({ step, at, doneAt, counts })),
      ...progress,
      pausedAt: cycle.pausedAt,
      ruleSet: { code: cycle.data.ruleSet, version: cycle.ruleSetVersion },
      payPlan: cycle.data.payPlan === undefined ? null : { code: cycle.data.payPlan, version: cycle.payPlanVersion },
      waitsFor: state === 'cancelled' ? [] : waitsFor,
      workflowId: cycleWorkflowId({ tenantId: tx.tenantId, definitionId, period, run }),
    };
  }
}
