import { Injectable } from '@nestjs/common';
import { ApprovalEngine } from '@goalbeat/approvals/approval-engine';
import type { BatchRef, CycleRef } from '@goalbeat/contracts/activities';
import { isSignedByFinance } from '@goalbeat/domain/approval/money-chain';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { parseMoney } from '@goalbeat/domain/money/money';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { v7 as uuidv7 } from 'uuid';
import { BY_TIMER } from '../organisation/actor.js';
import { type CycleCopy, CycleCopyRepository, NOTHING_TO_PAY, stepCaps } from '../cycle-copy/cycle-copy.repository.js';
import { Organisation } from '../organisation/organisation.service.js';
import { PayPlanRepository, type PayPlanRow, type StoredPlan } from '../pay-plan/pay-plan.repository.js';
import { PayoutRunNews } from '../payout-run/payout-run.news.js';
import { PayoutRunRepository, type RunRow } from '../payout-run/payout-run.repository.js';
import { Republications } from '../republication/republications.js';
import { ScoreBatchRepository } from '../score-batch/score-batch.repository.js';
import { DraftLists } from './draft-lists.js';
import { type Draft, LineDrafts } from './line-drafts.js';

type Built = { runIds: string[]; lines: number };

/** From a whole batch of scores to draft lists, once a cycle and currency. */
@Injectable()
export class BuildBonusLists {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly org: OrgCopy,
    private readonly organisation: Organisation,
    private readonly cycles: CycleCopyRepository,
    private readonly batches: ScoreBatchRepository,
    private readonly plans: PayPlanRepository,
    private readonly runs: PayoutRunRepository,
    private readonly lineDrafts: LineDrafts,
    private readonly draftLists: DraftLists,
    private readonly news: PayoutRunNews,
    private readonly engine: ApprovalEngine,
    private readonly republications: Republications,
  ) {}

  /**
   * By the plan that HR has pinned, as of the control version the workflow acted on.
   * @throws not-yet, copy-behind, unavailable: all to be tried again; wrong-state of a cancelled cycle
   */
  async build(ref: CycleRef & { batch: BatchRef; version?: number }): Promise<Built> {
    // Who joined, moved or got a role before this moment is on the list as such.
    const seq = await this.organisation.currentSeq(ref.tenantId);
    return this.uow.write(ref.tenantId, async (tx) => {
      const { batch, scores: pinned } = await this.batches.whole(tx, ref.batch);
      if (batch === null || pinned.length === 0) return this.#nobody(tx, ref);
      // One at a time: by a plan that changed in between, the same people would have a second list in another currency.
      const cycle = await this.cycles.lock(tx, ref.cycleId);
      const plan = await this.#plan(tx, ref, batch.payPlan, cycle);
      await this.org.waitFor(tx, seq);
      const built = await this.#built(tx, ref.cycleId);
      if (built.runIds.length > 0) return built;
      // Corrected scores that arrived before there is a list need no correction of money.
      const later = await this.republications.use(tx, ref.cycleId);
      const scores = later === null ? pinned : await this.batches.scores(tx, later);
      const batchId = later ?? batch.id;
      const runIds: string[] = [];
      for (const [currency, drafts] of await this.lineDrafts.reckon(tx, plan.data, scores)) {
        const run = await this.#open(tx, { ...ref, batchId, period: batch.period }, plan, currency, cycle);
        await this.#fill(tx, run, plan, drafts, cycle);
        runIds.push(run.id);
      }
      return { runIds, lines: scores.length };
    });
  }

  /** No list; the log says why, and the cycle's monitor hears of it. */
  async #nobody(tx: Tx, ref: CycleRef): Promise<Built> {
    await this.cycles.lock(tx, ref.cycleId);
    if (await this.cycles.saidNothingToPay(tx, ref.cycleId)) {
      tx.changedNothing();
      return { runIds: [], lines: 0 };
    }
    const at = await this.org.now(tx);
    tx.log({
      subjectKind: 'cycle',
      subjectId: ref.cycleId,
      cycleId: ref.cycleId,
      action: NOTHING_TO_PAY,
      ...BY_TIMER,
      at,
      reason: 'no-scores',
    });
    this.news.nothingToPay(tx, { cycleId: ref.cycleId, at });
    return { runIds: [], lines: 0 };
  }

  async #plan(
    tx: Tx,
    ref: CycleRef & { version?: number },
    scoredFor: string,
    cycle: CycleCopy | undefined,
  ): Promise<PayPlanRow> {
    if (await this.cycles.isCancelled(tx, ref.cycleId)) {
      throw new DomainError('wrong-state', 'The cycle was cancelled: nothing is paid for it.');
    }
    if ((cycle?.control ?? 0) < (ref.version ?? 0)) {
      throw new DomainError('not-yet', 'What HR changed of the cycle is still on its way.');
    }
    const code = cycle?.payPlan ?? scoredFor;
    const plan = await this.plans.pinned(tx, code, cycle?.payPlanVersion ?? null);
    if (plan !== undefined) return plan;
    throw new DomainError('not-yet', `There is no pay plan ${code} yet.`, { details: { payPlan: code } });
  }

  async #open(
    tx: Tx,
    ref: CycleRef & { batchId: string; period: string },
    plan: PayPlanRow,
    currency: string,
    cycle: CycleCopy | undefined,
  ): Promise<RunRow> {
    if (cycle === undefined || cycle.bonusChain === null || cycle.bonusChain.length === 0) {
      throw new DomainError('not-yet', 'The cycle and its chain for bonus lists have not arrived yet.');
    }
    if (!isSignedByFinance(cycle.bonusChain)) {
      throw new DomainError(
        'not-yet',
        'Nobody of finance always signs the lists of this cycle: change its definition, with a link to a finance role and no condition.',
      );
    }
    const run = await this.runs.create(tx, {
      id: uuidv7(),
      kind: 'cycle',
      cycleId: ref.cycleId,
      period: ref.period,
      currency,
      planCode: plan.code,
      planVersion: plan.version,
      chain: cycle.bonusChain,
      finalDecider: plan.data.finalDecider,
      reason: null,
      createdAt: await this.org.now(tx),
      batchId: ref.batchId,
    });
    if (run === undefined) throw new DomainError('not-yet', 'The lists of this cycle are being built.');
    return run;
  }

  /** Somebody was first; since all is one transaction, what is there is whole. */
  async #built(tx: Tx, cycleId: string): Promise<Built> {
    const runs = await this.runs.ofCycle(tx, cycleId);
    let lines = 0;
    for (const run of runs) lines += (await this.runs.counts(tx, run.id)).lines;
    return { runIds: runs.map((run) => run.id), lines };
  }

  async #fill(
    tx: Tx,
    run: RunRow,
    plan: PayPlanRow,
    lines: readonly Draft[],
    cycle: CycleCopy | undefined,
  ): Promise<void> {
    const earlierRunId = (await this.runs.before(tx, run))?.id ?? null;
    const drafts = await this.lineDrafts.rows(tx, run, lines, earlierRunId);
    const budgetMinor = budgetOf(plan.data, run.currency);
    for (const list of await this.draftLists.make(tx, run, drafts, { budgetMinor, earlierRunId })) {
      await this.engine.openTodo(tx, {
        subjectKind: 'submit-bonus-list',
        subjectId: list.id,
        title: list.title,
        assigneeIds: await this.organisation.hrFor(tx, list.unitPaths),
        cycleId: run.cycleId,
        unitId: null,
        dueAt: stepCaps(cycle).payout ?? null,
      });
      tx.log({
        subjectKind: 'bonus-list',
        subjectId: list.id,
        cycleId: run.cycleId,
        action: 'built',
        ...BY_TIMER,
        at: run.createdAt,
        ruleVersion: `pay-plan/${plan.code}@${plan.version}`,
        details: { lines: list.lines, part: list.part, plan: plan.code, planVersion: plan.version },
      });
    }
    await this.news.announce(tx, run);
  }
}

/** Minor units that the main list of this currency should not exceed. */
export function budgetOf(plan: StoredPlan, currency: string): string | null {
  const amount = plan.version === 1 ? plan.budget : plan.budgetByCurrency?.[currency];
  return amount === undefined ? null : parseMoney({ amount, currency }).minor.toString();
}
