import { Injectable } from '@nestjs/common';
import type { PublishedScore } from '@goalbeat/contracts/appraisal/events';
import type { PayPlan } from '@goalbeat/domain/pay/pay-plan';
import type { PayPlanV2 } from '@goalbeat/domain/pay/pay-plan-v2';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { OrgPerson } from '@goalbeat/org-copy/org-types';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { v7 as uuidv7 } from 'uuid';
import type { RunRow } from '../payout-run/payout-run.repository.js';
import { AssetRepository } from '../asset/asset.repository.js';
import { BonusLineRepository, type NewLine } from './bonus-line.repository.js';
import { SetOffs } from '../correction/set-offs.js';
import { type ReckonedLine, reckonLines, type Scored } from './reckon-lines.js';

export type Draft = ReckonedLine & { scored: Scored & { person: OrgPerson; unitPath: string[] } };

/** One line a score, whatever it is worth. */
@Injectable()
export class LineDrafts {
  constructor(
    private readonly org: OrgCopy,
    private readonly lines: BonusLineRepository,
    private readonly setOffs: SetOffs,
    private readonly assets: AssetRepository,
  ) {}

  /** Those of them who have arrived from directory. */
  async peopleOf(tx: Tx, scores: readonly PublishedScore[]): Promise<OrgPerson[]> {
    return scores.length === 0 ? [] : this.org.people(tx, { ids: scores.map(({ personId }) => personId) });
  }

  /** By the currency they are paid in, in the order of its code. @throws copy-behind when somebody has not arrived yet */
  async reckon(tx: Tx, plan: PayPlan | PayPlanV2, scores: readonly PublishedScore[]): Promise<Map<string, Draft[]>> {
    const found = await this.org.people(tx, { ids: scores.map((score) => score.personId) });
    const people = new Map(found.map((person) => [person.id, person]));
    const units = new Map((await this.org.units(tx)).map((unit) => [unit.id, unit]));
    const scored = scores.map((score) => {
      const person = people.get(score.personId);
      const unitPath = units.get(score.unitId)?.path.toReversed();
      if (person === undefined || unitPath === undefined) {
        throw new DomainError('copy-behind', 'Somebody on the list has not arrived from directory yet.', {
          details: { personId: score.personId, unitId: score.unitId },
        });
      }
      const unitCodes = unitPath.flatMap((id) => units.get(id)?.code ?? []);
      return { score, number: person.number, unitCodes, person, unitPath };
    });
    const drafts = new Map<string, Draft[]>();
    for (const [at, line] of reckonLines(plan, scored, await this.assets.declared(tx)).entries()) {
      const of = scored[at];
      if (of === undefined) continue;
      const list = drafts.get(line.currency) ?? [];
      list.push({ ...line, scored: of });
      drafts.set(line.currency, list);
    }
    return new Map([...drafts].toSorted(([a], [b]) => (a < b ? -1 : 1)));
  }

  /** `earlierRunId`: whose figures stand beside. What was paid too much before is kept back. */
  async rows(
    tx: Tx,
    run: RunRow,
    drafts: readonly Draft[],
    earlierRunId: string | null,
  ): Promise<Omit<NewLine, 'listId'>[]> {
    const last = earlierRunId === null ? new Map<string, string>() : await this.lines.amountsOf(tx, earlierRunId);
    const rows = drafts.map(
      ({ minor, explain, heldReason, scored: { score, person, unitPath } }): Omit<NewLine, 'listId'> => ({
        ...firstOfItsClaim(uuidv7()),
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
      }),
    );
    return this.setOffs.take(tx, run.currency, rows);
  }
}

/** Nobody was paid anything for it before. */
const firstOfItsClaim = (id: string) => ({ id, claimId: id, cause: 'signed' as const, releases: null });
