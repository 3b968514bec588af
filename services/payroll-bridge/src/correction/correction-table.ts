import { Injectable } from '@nestjs/common';
import type { PublishedScore } from '@goalbeat/contracts/appraisal/events';
import type { CorrectPayments } from '@goalbeat/contracts/payroll/correction-http';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { ratioOf, ratioToString } from '@goalbeat/domain/exact/ratio';
import { stableJson } from '@goalbeat/service-kit/db/command-request';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import type { z } from 'zod';
import { LineDrafts } from '../bonus-list/line-drafts.js';
import { PayPlanRepository, type PayPlanRow } from '../pay-plan/pay-plan.repository.js';
import { PayoutRunRepository } from '../payout-run/payout-run.repository.js';
import { RepublicationRepository } from '../republication/republication.repository.js';
import { ScoreBatchRepository } from '../score-batch/score-batch.repository.js';
import { type CorrectedScore, CorrectionRepository, type CorrectionRow } from './correction.repository.js';
import { requireKnownBands } from './known-bands.js';
import { judgeClaim, type Judged, type Skipped } from './judge-claim.js';
import { SetOffs } from './set-offs.js';

/** As asked for: scores by hand, or a publication's, or another plan. */
export type Asked = Pick<z.infer<typeof CorrectPayments>, 'cycleId' | 'scores'> &
  Partial<Pick<z.infer<typeof CorrectPayments>, 'payPlan' | 'batchId'>>;

export interface Table {
  /** The correction's number within its cycle. */
  no: number;
  plan: PayPlanRow;
  judged: Judged[];
  /** Whose scores are others than those that their money was last reckoned by. */
  changedScores: PublishedScore[];
  /** For how many of them the plan has no amount: what they are worth is not known. */
  noRate: number;
  counts: { up: number; down: number; unchanged: number; skipped: Partial<Record<Skipped, number>> };
}

/** Who would be worth what: the whole cycle reckoned again, since a pool and a team's extra see everybody. */
@Injectable()
export class CorrectionTable {
  constructor(
    private readonly corrections: CorrectionRepository,
    private readonly plans: PayPlanRepository,
    private readonly runs: PayoutRunRepository,
    private readonly batches: ScoreBatchRepository,
    private readonly republications: RepublicationRepository,
    private readonly drafts: LineDrafts,
    private readonly setOffs: SetOffs,
  ) {}

  /** @throws not-found, validation */
  async of(tx: Tx, body: Asked): Promise<Table> {
    const batchId = await this.corrections.batchOf(tx, body.cycleId);
    if (batchId === null)
      throw new DomainError('not-found', 'No bonus list was built for this cycle.', { field: 'cycleId' });
    const runIds = (await this.runs.ofCycle(tx, body.cycleId)).map((run) => run.id).toSorted();
    // Nothing is posted meanwhile, also of the lists that an earlier correction made; nor is a debt kept back.
    await this.runs.lockAllOfCycle(tx, body.cycleId);
    await this.setOffs.lock(tx);
    const earlier = await this.corrections.ofCycle(tx, body.cycleId);
    const plan = await this.#plan(tx, body, earlier, runIds[0] ?? '');
    const before = await this.#scores(tx, batchId, earlier, body);
    requireKnownBands(plan.data, before, body.scores);
    const scores =
      body.batchId === undefined
        ? corrected(before, this.#known(body.scores))
        : await this.batches.scores(tx, body.batchId);
    const missing = body.scores.findIndex((score) => !scores.some((one) => one.personId === score.personId));
    if (missing >= 0)
      throw new DomainError('unknown-person', 'This person has no score in the cycle.', {
        field: `scores.${missing}.personId`,
      });
    const claims = new Map((await this.corrections.claims(tx, body.cycleId)).map((claim) => [claim.personId, claim]));
    const judged: Judged[] = [];
    const withoutRate = new Set<string>();
    const skipped: Table['counts']['skipped'] = {};
    for (const draft of [...(await this.drafts.reckon(tx, plan.data, scores)).values()].flat()) {
      const claim = claims.get(draft.scored.person.id);
      if (claim === undefined) continue;
      const one = judgeClaim(claim, draft);
      if (typeof one === 'string') skipped[one] = (skipped[one] ?? 0) + 1;
      else judged.push(one);
      if (one === 'no-rate') withoutRate.add(claim.personId);
    }
    judged.sort((a, b) => (a.claim.claimId < b.claim.claimId ? -1 : 1));
    const count = (is: (one: Judged) => boolean): number => judged.filter(is).length;
    const counts = {
      up: count(({ difference }) => difference > 0n),
      down: count(({ difference }) => difference < 0n),
      unchanged: count(({ difference }) => difference === 0n),
      skipped,
    };
    const changedScores = changedOf(before, scores);
    const noRate = changedScores.filter(({ personId }) => withoutRate.has(personId)).length;
    return { no: earlier.length + 1, plan, judged, changedScores, noRate, counts };
  }

  /**
   * By which the cycle's money was last reckoned: each correction builds on those before, a publication stands for all of them, also one
   * that changed nobody's money then. The one that is asked for is compared with those before it.
   */
  async #scores(tx: Tx, batchId: string, earlier: readonly CorrectionRow[], body: Asked): Promise<PublishedScore[]> {
    const last = earlier.findLastIndex((one) => one.batchId !== null);
    const unchanged = await this.republications.unchanged(tx, body.cycleId, body.batchId ?? null);
    const isLater = unchanged !== null && unchanged.afterCorrections > last;
    const published = await this.batches.scores(tx, isLater ? unchanged.batchId : (earlier[last]?.batchId ?? batchId));
    return corrected(
      published,
      earlier.slice(isLater ? unchanged.afterCorrections : last + 1).flatMap((one) => one.scores),
    );
  }

  #known(scores: readonly CorrectedScore[]): readonly CorrectedScore[] {
    if (new Set(scores.map((score) => score.personId)).size === scores.length) return scores;
    throw new DomainError('validation', 'Correct each person’s score once.', { field: 'scores' });
  }

  /** As asked, else by what the cycle was last reckoned with. */
  async #plan(tx: Tx, body: Asked, earlier: readonly CorrectionRow[], runId: string): Promise<PayPlanRow> {
    const last = earlier.at(-1) ?? (await this.runs.find(tx, runId));
    const code = body.payPlan?.code ?? last.planCode;
    const version = body.payPlan === undefined ? last.planVersion : (body.payPlan.version ?? null);
    const plan = await this.plans.pinned(tx, code, version);
    if (plan !== undefined) return plan;
    throw new DomainError('not-found', `There is no such version of the pay plan ${code}.`, { field: 'payPlan' });
  }
}

/** Whatever money may go by. */
const counting = ({ score, band, completion, grade, workedDays, fullDays }: PublishedScore): string =>
  stableJson({ score, band, completion, grade, workedDays, fullDays });

function changedOf(before: readonly PublishedScore[], now: readonly PublishedScore[]): PublishedScore[] {
  const known = new Map(before.map((one) => [one.personId, counting(one)]));
  return now.filter((one) => known.get(one.personId) !== counting(one));
}

/** The published scores with what was corrected since; the last word counts. */
function corrected(scores: readonly PublishedScore[], changes: readonly CorrectedScore[]): PublishedScore[] {
  const byPerson = new Map(changes.map((change) => [change.personId, change]));
  return scores.map((one) => {
    const change = byPerson.get(one.personId);
    if (change === undefined) return one;
    return { ...one, score: ratioToString(ratioOf(change.score, 'score')), scoreText: change.score, band: change.band };
  });
}
