import { Injectable } from '@nestjs/common';
import type { PublishedScore } from '@goalbeat/contracts/appraisal/events';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { RepublicationRepository, type RepublicationRow } from '../republication/republication.repository.js';
import { ScoreBatchRepository } from '../score-batch/score-batch.repository.js';
import type { CorrectedScore, EarlierCorrection } from './correction.repository.js';
import { isAsDecided, Standing } from './standing.js';

/** Decided by hand, where the publication says something else. */
export interface Differing {
  personId: string;
  byHand: CorrectedScore;
  published: PublishedScore;
}

/** What whoever confirms has to know of a publication, by people's ids. */
export interface Told {
  /** Decisions by hand that a score published since undoes. */
  overrides: Differing[];
  /** Decisions by hand that stand, though the publication that is asked for, or waits, says something else. */
  kept: Differing[];
  /** Who had a score before and is not in it. */
  missing: string[];
  /** Who is in it and had none. */
  added: string[];
  /** The latest publication: a decision by hand is made knowing it. */
  latest: string | null;
  /** One that waits to be taken, and that this does not go by. */
  open: { batchId: string; publication: number } | null;
}

export interface Reckoned {
  before: Standing;
  after: Standing;
  told: Told;
  /** All that the cycle's rule set may give; null where nobody has told. */
  bands: string[] | null;
  /** By whose scores the cycle's lists were built. */
  first: ReadonlySet<string>;
}

interface Asked {
  cycleId: string;
  /** The scores that the cycle's lists were built of. */
  builtOf: string;
  earlier: readonly EarlierCorrection[];
  scores: readonly CorrectedScore[];
  batchId: string | null;
}

/** By which scores a cycle's money was last reckoned, and by which it would be. */
@Injectable()
export class StandingScores {
  constructor(
    private readonly batches: ScoreBatchRepository,
    private readonly republications: RepublicationRepository,
  ) {}

  /**
   * Each correction builds on those before, but for those whom finance refused it: for them stands what stood before. A publication stands for
   * everybody in it, also one that changed nobody's money when it came, but not for whom something else was decided by hand since that score
   * of theirs was known.
   */
  async of(tx: Tx, asked: Asked): Promise<Reckoned> {
    const known = (await this.republications.ofCycle(tx, asked.cycleId)).toReversed();
    const read = this.#reader(tx);
    const before = await this.#standing(asked, known, read);
    const after = before.copy();
    const latest = known.at(-1) ?? null;
    const bands = await this.batches.bands(tx, asked.cycleId);
    const first = new Set((await read(asked.builtOf)).keys());
    const none = { overrides: [], kept: [], missing: [], added: [], latest: latest?.batchId ?? null, open: null };
    if (asked.batchId !== null) {
      const taken = await read(asked.batchId);
      after.take([...taken.values()]);
      return { before, after, bands, first, told: { ...none, ...told(before, after, taken) } };
    }
    const seen = await read(latest?.batchId ?? asked.builtOf);
    after.correct(asked.scores, seen);
    if (latest?.state !== 'open') return { before, after, bands, first, told: none };
    const open = { batchId: latest.batchId, publication: latest.no };
    return { before, after, bands, first, told: { ...none, open, kept: differing(asked.scores, seen) } };
  }

  /** Each batch once. */
  #reader(tx: Tx): Reader {
    const found = new Map<string, ReadonlyMap<string, PublishedScore>>();
    return async (batchId) => {
      const before = found.get(batchId);
      if (before !== undefined) return before;
      const scores = new Map((await this.batches.scores(tx, batchId)).map((one) => [one.personId, one]));
      found.set(batchId, scores);
      return scores;
    };
  }

  async #standing(
    { builtOf, earlier, batchId }: Asked,
    known: readonly RepublicationRow[],
    read: Reader,
  ): Promise<Standing> {
    const standing = new Standing([...(await read(builtOf)).values()]);
    /** What arrived after so many corrections, and was another's money for nobody; that which is asked for is compared with those before it. */
    const absorb = async (corrections: number): Promise<void> => {
      for (const one of known)
        if (one.state === 'unchanged' && one.afterCorrections === corrections && one.batchId !== batchId)
          standing.take([...(await read(one.batchId)).values()]);
    };
    await absorb(0);
    for (const one of earlier) {
      const refusedFor = new Set(one.refusedFor);
      const isAgreed = ({ personId }: { personId: string }): boolean => !one.refused && !refusedFor.has(personId);
      if (one.batchId !== null) {
        const decided = new Map(one.scores.map((score) => [score.personId, score]));
        standing.take([...(await read(one.batchId)).values()].filter(isAgreed), decided);
      } else if (one.scores.length > 0) {
        const seen = known.findLast(({ afterCorrections }) => afterCorrections < one.no);
        standing.correct(one.scores.filter(isAgreed), await read(seen?.batchId ?? builtOf));
      }
      await absorb(one.no);
    }
    return standing;
  }
}

type Reader = (batchId: string) => Promise<ReadonlyMap<string, PublishedScore>>;

function told(
  before: Standing,
  after: Standing,
  taken: ReadonlyMap<string, PublishedScore>,
): Pick<Told, 'overrides' | 'kept' | 'missing' | 'added'> {
  const undone = [...before.byHand].filter(([personId]) => !after.byHand.has(personId));
  const people = before.scores().map(({ personId }) => personId);
  return {
    overrides: differing(
      undone.map(([, { change }]) => change),
      taken,
    ),
    kept: differing(
      [...after.byHand.values()].map(({ change }) => change),
      taken,
    ),
    missing: people.filter((personId) => !taken.has(personId)).toSorted(),
    added: [...taken.keys()].filter((personId) => before.published(personId) === undefined).toSorted(),
  };
}

const differing = (changes: readonly CorrectedScore[], published: ReadonlyMap<string, PublishedScore>): Differing[] =>
  changes
    .flatMap((byHand): Differing[] => {
      const one = published.get(byHand.personId);
      return one === undefined || isAsDecided(byHand, one)
        ? []
        : [{ personId: byHand.personId, byHand, published: one }];
    })
    .toSorted((a, b) => (a.personId < b.personId ? -1 : 1));
