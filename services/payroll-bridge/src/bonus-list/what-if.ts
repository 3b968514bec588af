import { Injectable } from '@nestjs/common';
import type { WhatIf, WhatIfView } from '@goalbeat/contracts/payroll/list-http';
import { requireScopes } from '@goalbeat/domain/access/policy';
import type { Principal } from '@goalbeat/domain/access/roles';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { Asset } from '@goalbeat/domain/money/asset';
import { formatMoney, parseMoney } from '@goalbeat/domain/money/money';
import { scalePlan } from '@goalbeat/domain/pay/scale-plan';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import type { z } from 'zod';
import { AssetRepository } from '../asset/asset.repository.js';
import { budgetOf } from './build-bonus-lists.js';
import { reachOf } from '../organisation/reach.js';
import { checkPayPlan } from '../pay-plan/check-pay-plan.js';
import { planOf } from '../pay-plan/pay-plan.service.js';
import { PayPlanRepository, type StoredPlan } from '../pay-plan/pay-plan.repository.js';
import { PayoutRunRepository } from '../payout-run/payout-run.repository.js';
import { ScoreBatchRepository } from '../score-batch/score-batch.repository.js';
import { BonusLineRepository } from './bonus-line.repository.js';
import type { ListRow } from './bonus-list.repository.js';
import { BonusListService } from './bonus-list.service.js';
import { compareDrafts } from './compare-drafts.js';
import { LineDrafts } from './line-drafts.js';

type Body = z.infer<typeof WhatIf>;

/** What a list would come to by another plan; nothing is written. */
@Injectable()
export class WhatIfService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly lists: BonusListService,
    private readonly lines: BonusLineRepository,
    private readonly runs: PayoutRunRepository,
    private readonly plans: PayPlanRepository,
    private readonly batches: ScoreBatchRepository,
    private readonly drafts: LineDrafts,
    private readonly assets: AssetRepository,
  ) {}

  /**
   * Before and after as reckoned: adjustments by hand and holds stand on top of both. Of partners for some units, their people.
   * @throws not-found, forbidden, validation (names the field), money-scale, unknown-currency, wrong-state (a list that no scores made)
   */
  ask(principal: Principal, listId: string, body: Body): Promise<z.infer<typeof WhatIfView>> {
    requireScopes(principal, 'payroll.list.what-if');
    const { units } = reachOf(principal, 'payroll.list.read');
    return this.uow.read(principal.tenantId, async (tx) => {
      const list = await this.lists.inReach(tx, listId, units);
      const { scores, plan } = await this.#basis(tx, list);
      const assets = await this.assets.declared(tx);
      const asked = wanted(body, plan, assets);
      const reckoned = [...(await this.drafts.reckon(tx, asked, scores)).values()].flat();
      const lines = (await this.lines.ofList(tx, listId)).filter(
        (line) => units === null || line.unitPath.some((unit) => units.includes(unit)),
      );
      const budget = body.budget ?? null;
      const limit = budget === null ? budgetOf(asked, list.currency) : budgetMinor(budget, list.currency);
      const compared = compareDrafts(lines, reckoned, list.currency);
      return {
        ...compared.view,
        budget: limit === null ? null : formatMoney({ minor: BigInt(limit), currency: list.currency }),
        overBudget: limit !== null && compared.after > BigInt(limit),
      };
    });
  }

  async #basis(tx: Tx, list: ListRow) {
    const run = await this.runs.find(tx, list.runId);
    const batchId = await this.runs.batchOf(tx, list.runId);
    if (run.kind !== 'cycle' || batchId === null)
      throw new DomainError(
        'wrong-state',
        'This list pays what was signed before: no plan makes another amount of it.',
      );
    const plan = await this.plans.pinned(tx, run.planCode, run.planVersion);
    if (plan === undefined) throw new DomainError('not-found', `There is no pay plan ${run.planCode}.`);
    return { plan: plan.data, scores: await this.batches.scores(tx, batchId) };
  }
}

/** The plan that is tried, checked as one that is written. */
function wanted({ data, scale }: Body, plan: StoredPlan, assets: readonly Asset[]): StoredPlan {
  const told = data === undefined ? plan : planOf(data);
  const base = told.version === 2 ? { ...told, assets: [...assets] } : told;
  const { amounts, multipliers } = scale ?? {};
  const asked = scalePlan(base, {
    ...(amounts === undefined ? {} : { amounts }),
    ...(multipliers === undefined ? {} : { multipliers }),
  });
  checkPayPlan(asked, assets);
  return asked;
}

const budgetMinor = (amount: string, currency: string): string =>
  parseMoney({ amount, currency }, 'budget').minor.toString();
