import { Injectable } from '@nestjs/common';
import { ApprovalEngine } from '@goalbeat/approvals/approval-engine';
import { limitsIn } from '@goalbeat/domain/approval/chain';
import type { Principal } from '@goalbeat/domain/access/roles';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import { stableJson } from '@goalbeat/service-kit/db/command-request';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { actorOf } from '@goalbeat/service-kit/process-log/actor';
import { v7 as uuidv7 } from 'uuid';
import type { NewLine } from '../bonus-list/bonus-line.repository.js';
import { DraftLists } from '../bonus-list/draft-lists.js';
import { PayPlanRepository } from '../pay-plan/pay-plan.repository.js';
import { PayoutRunNews } from './payout-run.news.js';
import { PayoutRunRepository, type RunRow } from './payout-run.repository.js';

export interface OffCycle {
  principal: Principal;
  /** Runs whose money it pays; one chain signs them all. */
  originIds: readonly string[];
  reason: string;
  action: string;
  details: Record<string, unknown>;
  lines: (run: RunRow) => readonly Omit<NewLine, 'listId'>[];
}

/** A run that no cycle starts: a list, its task for whoever asked for it, and a workflow of its own. */
@Injectable()
export class OffCycleRuns {
  constructor(
    private readonly org: OrgCopy,
    private readonly runs: PayoutRunRepository,
    private readonly plans: PayPlanRepository,
    private readonly drafts: DraftLists,
    private readonly news: PayoutRunNews,
    private readonly engine: ApprovalEngine,
  ) {}

  /** @throws not-found without an origin, wrong-state when the origins are signed by different chains */
  async open(tx: Tx, asked: OffCycle): Promise<RunRow> {
    const run = await this.#run(tx, asked);
    const { principal } = asked;
    const made = await this.drafts.make(tx, run, asked.lines(run), { budgetMinor: null, earlierRunId: null });
    for (const list of made) {
      await this.engine.openTodo(tx, {
        subjectKind: 'submit-bonus-list',
        subjectId: list.id,
        title: list.title,
        assigneeIds: principal.personId === null ? [] : [principal.personId],
        cycleId: run.cycleId,
        unitId: null,
        dueAt: null,
      });
    }
    tx.log({
      subjectKind: 'payout-run',
      subjectId: run.id,
      cycleId: run.cycleId,
      action: asked.action,
      ...actorOf(principal),
      at: run.createdAt,
      reason: asked.reason,
      details: asked.details,
    });
    this.news.start(tx, run, `Off-cycle payout run ${run.id}`);
    await this.news.announce(tx, run);
    return run;
  }

  /** Signed by the chain of its origins; of their cycle when all are of one. */
  async #run(tx: Tx, { originIds, reason }: OffCycle): Promise<RunRow> {
    const origins: RunRow[] = [];
    for (const id of [...new Set(originIds)].toSorted()) origins.push(await this.runs.find(tx, id));
    const origin = origins.at(-1);
    if (origin === undefined) throw new DomainError('not-found', 'There is no such payout run.');
    // Else a cent of a cycle without a limit would take a large amount past the limit of another.
    // A limit that does not say what it is in is in the currency of its pay plan: the same figure, another limit.
    const chains = new Set<string>();
    for (const { chain, finalDecider, planCode, planVersion, currency } of origins) {
      const plan = await this.plans.pinned(tx, planCode, planVersion);
      chains.add(stableJson({ chain: limitsIn(chain, plan?.data.currency ?? currency), finalDecider }));
    }
    if (chains.size > 1) {
      const why = 'This money is signed by different chains: ask for each cycle’s by itself.';
      throw new DomainError('wrong-state', why, { details: { runs: origins.map(({ id }) => id) } });
    }
    const cycles = new Set(origins.map((run) => run.cycleId));
    const run = await this.runs.create(tx, {
      id: uuidv7(),
      kind: 'off-cycle',
      cycleId: cycles.size === 1 ? origin.cycleId : null,
      period: origin.period,
      currency: origin.currency,
      planCode: origin.planCode,
      planVersion: origin.planVersion,
      chain: origin.chain,
      finalDecider: origin.finalDecider,
      reason,
      createdAt: await this.org.now(tx),
      batchId: null,
    });
    if (run === undefined) throw new Error('An off-cycle run collides with nothing');
    return run;
  }
}
