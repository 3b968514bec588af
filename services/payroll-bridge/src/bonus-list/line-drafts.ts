import { Injectable } from '@nestjs/common';
import type { PublishedScore } from '@goalbeat/contracts/appraisal/events';
import type { PayPlan } from '@goalbeat/domain/pay/pay-plan';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { v7 as uuidv7 } from 'uuid';
import type { RunRow } from '../payout-run/payout-run.repository.js';
import { BonusLineRepository, type LineRow } from './bonus-line.repository.js';
import { lineDraft } from './line-draft.js';

/** One line a score, whatever it is worth. */
@Injectable()
export class LineDrafts {
  constructor(
    private readonly org: OrgCopy,
    private readonly lines: BonusLineRepository,
  ) {}

  /** `earlierRunId`: whose figures stand beside. @throws copy-behind when somebody has not arrived yet */
  async of(
    tx: Tx,
    run: RunRow,
    plan: PayPlan,
    scores: readonly PublishedScore[],
    earlierRunId: string | null,
  ): Promise<Omit<LineRow, 'version' | 'listId'>[]> {
    const found = await this.org.people(tx, { ids: scores.map((score) => score.personId) });
    const people = new Map(found.map((person) => [person.id, person]));
    const paths = new Map((await this.org.units(tx)).map((unit) => [unit.id, unit.path.toReversed()]));
    const last = earlierRunId === null ? new Map<string, string>() : await this.lines.amountsOf(tx, earlierRunId);
    return scores.map((score) => {
      const person = people.get(score.personId);
      const unitPath = paths.get(score.unitId);
      if (person === undefined || unitPath === undefined) {
        throw new DomainError('copy-behind', 'Somebody on the list has not arrived from directory yet.', {
          details: { personId: score.personId, unitId: score.unitId },
        });
      }
      const { minor, explain, heldReason } = lineDraft(plan, score);
      return {
        id: uuidv7(),
        runId: run.id,
        personId: person.id,
        personNumber: person.number,
        personName: person.name,
        unitId: score.unitId,
        unitPath,
        period: run.period,
        currency: run.currency,
        amountMinor: minor.toString(),
        computedMinor: minor.toString(),
        lastMinor: last.get(person.id) ?? null,
        band: score.band,
        score: score.scoreText,
        scoreId: score.scoreId,
        explain,
        state: heldReason === null ? 'ready' : 'held',
        heldReason,
        replaces: null,
      };
    });
  }
}
