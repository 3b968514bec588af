import type { PublishedScore } from '@goalbeat/contracts/appraisal/events';
import { compareRatio, parseRatioString, ratioOf, ratioToString } from '@goalbeat/domain/exact/ratio';
import type { CorrectedScore } from './correction.repository.js';

/** What was decided about one person, and the published score that was known when it was. */
export interface ByHand {
  change: CorrectedScore;
  known: PublishedScore;
}

const NOTHING: ReadonlyMap<string, CorrectedScore> = new Map();

/** By which scores a cycle's money goes: what was published, and what was decided by hand about single people since. */
export class Standing {
  readonly #published: Map<string, PublishedScore>;
  readonly #byHand: Map<string, ByHand>;

  constructor(published: readonly PublishedScore[], byHand: ReadonlyMap<string, ByHand> = new Map()) {
    this.#published = new Map(published.map((one) => [one.personId, one]));
    this.#byHand = new Map(byHand);
  }

  copy(): Standing {
    return new Standing([...this.#published.values()], this.#byHand);
  }

  get byHand(): ReadonlyMap<string, ByHand> {
    return this.#byHand;
  }

  published(personId: string): PublishedScore | undefined {
    return this.#published.get(personId);
  }

  /** One a person: by hand where that was decided, days and grade as they were published. */
  scores(): PublishedScore[] {
    return [...this.#published.values()].map((one) => {
      const change = this.#byHand.get(one.personId)?.change;
      if (change === undefined) return one;
      const score = ratioToString(ratioOf(change.score, 'score'));
      return { ...one, score, scoreText: change.score, band: change.band };
    });
  }

  /** @param known the latest publication that was there, taken or not: whoever decided saw it */
  correct(changes: readonly CorrectedScore[], known: ReadonlyMap<string, PublishedScore>): void {
    for (const change of changes) {
      const published = this.#published.get(change.personId);
      if (published === undefined) continue;
      this.#byHand.set(change.personId, { change, known: known.get(change.personId) ?? published });
    }
  }

  /**
   * A decision about a person stands until a score of that person is published that was not known then. Whoever is not in it keeps the score
   * they had. @param decided what the scores came to by the correction that took it, where they were others than before
   */
  take(scores: readonly PublishedScore[], decided: ReadonlyMap<string, CorrectedScore> = NOTHING): void {
    for (const one of scores) {
      const hand = this.#byHand.get(one.personId);
      if (hand !== undefined && !isKept(hand, one, decided.get(one.personId))) this.#byHand.delete(one.personId);
      this.#published.set(one.personId, one);
    }
  }
}

/** Publications that were taken in earlier releases undid what was decided by hand: what they came to is what money went by. */
function isKept({ change, known }: ByHand, now: PublishedScore, decided: CorrectedScore | undefined): boolean {
  if (decided !== undefined && (decided.score !== change.score || decided.band !== change.band)) return false;
  return isSameScore(known, now);
}

type Scored = Pick<PublishedScore, 'score' | 'band'>;

export const isSameScore = (one: Scored, other: Scored): boolean =>
  one.band === other.band && compareRatio(parseRatioString(one.score), parseRatioString(other.score)) === 0;

export const isAsDecided = ({ score, band }: CorrectedScore, published: PublishedScore): boolean =>
  isSameScore({ score: ratioToString(ratioOf(score, 'score')), band }, published);
