import { Injectable } from '@nestjs/common';
import type { PublishedScore } from '@goalbeat/contracts/appraisal/events';
import type { CorrectPayments } from '@goalbeat/contracts/payroll/correction-http';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import type { OrgPerson } from '@goalbeat/org-copy/org-types';
import { stableJson } from '@goalbeat/service-kit/db/command-request';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import type { z } from 'zod';
import { LineDrafts } from '../bonus-list/line-drafts.js';
import { PayPlanRepository, type PayPlanRow } from '../pay-plan/pay-plan.repository.js';
import { PayoutRunRepository } from '../payout-run/payout-run.repository.js';
import { type CorrectedScore, CorrectionRepository, type EarlierCorrection } from './correction.repository.js';
import { bandsToChoose, requireKnownBands } from './known-bands.js';
import { judgeClaim, type Judged, type Skipped } from './judge-claim.js';
import { SetOffs } from './set-offs.js';
import { StandingScores, type Told } from './standing-scores.js';

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
  /** For whom the plan has no amount, and why. */
  withoutRate: { personId: string; why: string }[];
  /** For how many of `changedScores` the plan has no amount: what they are worth is not known. */
  noRate: number;
  counts: { up: number; down: number; unchanged: number; skipped: Partial<Record<Skipped, number>> };
  told: Told;
  /** For whom finance refused which corrections: what is reckoned goes by the others. */
  refused: (readonly [no: number, personIds: readonly string[]])[];
  /** Of everybody who has a score. */
  people: ReadonlyMap<string, OrgPerson>;
}

/** Who would be worth what: the whole cycle reckoned again, since a pool and a team's extra see everybody. */
@Injectable()
export class CorrectionTable {
  constructor(
    private readonly corrections: CorrectionRepository,
    private readonly plans: PayPlanRepository,
    private readonly runs: PayoutRunRepository,
    private readonly standing: StandingScores,
    private readonly drafts: LineDrafts,
    private readonly setOffs: SetOffs,
  ) {}

  /** @throws not-found, validation */
  async of(tx: Tx, body: Asked): Promise<Table> {
    const batchId = await this.#builtOf(tx, body.cycleId);
    const runIds = (await this.runs.ofCycle(tx, body.cycleId)).map((run) => run.id).toSorted();
    // Nothing is posted meanwhile, also of the lists that an earlier correction made; nor is a debt kept back.
    await this.runs.lockAllOfCycle(tx, body.cycleId);
    await this.setOffs.lock(tx);
    const earlier = await this.corrections.ofCycle(tx, body.cycleId);
    const plan = await this.#plan(tx, body, earlier, runIds[0] ?? '');
    const reckoned = await this.standing.of(tx, {
      cycleId: body.cycleId,
      builtOf: batchId,
      earlier,
      scores: this.#known(body.scores),
      batchId: body.batchId ?? null,
    });
    const [before, scores] = [reckoned.before.scores(), reckoned.after.scores()];
    requireKnownBands({ plan: plan.data, published: before, ofRules: reckoned.bands }, body.scores);
    const unknown = body.scores.findIndex(({ personId }) => reckoned.after.published(personId) === undefined);
    if (unknown >= 0)
      throw new DomainError('unknown-person', 'This person has no score in the cycle.', {
        field: `scores.${unknown}.personId`,
      });
    const claims = new Map((await this.corrections.claims(tx, body.cycleId)).map((claim) => [claim.personId, claim]));
    const judged: Judged[] = [];
    const withoutRate = new Map<string, string>();
    const people = new Map<string, OrgPerson>();
    const unpaid = new Set<string>();
    const skipped: Table['counts']['skipped'] = {};
    // Whoever was only added is paid nothing here: the others keep the shares that they have without them.
    const isOfCycle = ({ personId }: PublishedScore): boolean => claims.has(personId) || reckoned.first.has(personId);
    const beside = scores.filter((one) => !isOfCycle(one));
    for (const person of await this.drafts.peopleOf(tx, beside)) people.set(person.id, person);
    for (const draft of [...(await this.drafts.reckon(tx, plan.data, scores.filter(isOfCycle))).values()].flat()) {
      const { person } = draft.scored;
      people.set(person.id, person);
      const claim = claims.get(person.id);
      if (claim === undefined) continue;
      const one = judgeClaim(claim, draft);
      if (typeof one === 'string') skipped[one] = (skipped[one] ?? 0) + 1;
      else judged.push(one);
      if (one === 'no-rate') withoutRate.set(claim.personId, draft.heldReason ?? '');
      if (isNothing(one)) unpaid.add(claim.personId);
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
    const told = {
      ...reckoned.told,
      missing: reckoned.told.missing.filter((personId) => claims.has(personId) && !unpaid.has(personId)),
      added: reckoned.told.added.filter((personId) => !claims.has(personId)),
    };
    const refused = earlier
      .filter(({ refusedFor }) => refusedFor.length > 0)
      .map((one): Table['refused'][number] => [one.no, one.refusedFor]);
    const unreckoned = [...withoutRate].map(([personId, why]) => ({ personId, why }));
    return {
      no: earlier.length + 1,
      plan,
      judged,
      changedScores,
      withoutRate: unreckoned.toSorted((a, b) => (a.personId < b.personId ? -1 : 1)),
      noRate,
      counts,
      told,
      refused,
      people,
    };
  }

  /** Bands that somebody's score may be corrected to. @throws not-found */
  async bands(tx: Tx, asked: Pick<Asked, 'cycleId' | 'payPlan'>): Promise<string[]> {
    const { cycleId } = asked;
    const builtOf = await this.#builtOf(tx, cycleId);
    const [first = ''] = (await this.runs.ofCycle(tx, cycleId)).map((run) => run.id).toSorted();
    const earlier = await this.corrections.ofCycle(tx, cycleId);
    const plan = await this.#plan(tx, asked, earlier, first);
    const { before, bands } = await this.standing.of(tx, { cycleId, builtOf, earlier, scores: [], batchId: null });
    return bandsToChoose({ plan: plan.data, published: before.scores(), ofRules: bands });
  }

  async #builtOf(tx: Tx, cycleId: string): Promise<string> {
    const batchId = await this.corrections.batchOf(tx, cycleId);
    if (batchId !== null) return batchId;
    throw new DomainError('not-found', 'No bonus list was built for this cycle.', { field: 'cycleId' });
  }

  #known(scores: readonly CorrectedScore[]): readonly CorrectedScore[] {
    if (new Set(scores.map((score) => score.personId)).size === scores.length) return scores;
    throw new DomainError('validation', 'Correct each person’s score once.', { field: 'scores' });
  }

  /** As asked, else by what the cycle was last reckoned with; a plan is everybody's, and stands unless finance refused it for all. */
  async #plan(
    tx: Tx,
    body: Pick<Asked, 'payPlan'>,
    earlier: readonly EarlierCorrection[],
    runId: string,
  ): Promise<PayPlanRow> {
    const last = earlier.findLast(({ refused, undoes }) => !refused && !undoes) ?? (await this.runs.find(tx, runId));
    const code = body.payPlan?.code ?? last.planCode;
    const version = body.payPlan === undefined ? last.planVersion : (body.payPlan.version ?? null);
    const plan = await this.plans.pinned(tx, code, version);
    if (plan !== undefined) return plan;
    throw new DomainError('not-found', `There is no such version of the pay plan ${code}.`, { field: 'payPlan' });
  }
}

/** Whom nothing is paid, nor was: that they are missing is no news. */
const isNothing = (one: Judged | Skipped): boolean =>
  typeof one === 'string' ? one === 'given-up' : one.worth === 0n && BigInt(one.claim.accruedMinor) === 0n;

/** Whatever money may go by. */
const counting = ({ score, band, completion, grade, workedDays, fullDays }: PublishedScore): string =>
  stableJson({ score, band, completion, grade, workedDays, fullDays });

function changedOf(before: readonly PublishedScore[], now: readonly PublishedScore[]): PublishedScore[] {
  const known = new Map(before.map((one) => [one.personId, counting(one)]));
  return now.filter((one) => known.get(one.personId) !== counting(one));
}
