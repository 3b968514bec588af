import { Injectable } from '@nestjs/common';
import type { Principal } from '@goalbeat/domain/access/roles';
import { MOVEMENTS } from '@goalbeat/domain/ledger/movement';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { v7 as uuidv7 } from 'uuid';
import { BonusLineRepository, type NewLine } from '../bonus-list/bonus-line.repository.js';
import { LedgerRepository, type Posting } from '../ledger/ledger.repository.js';
import { continuing } from '../payout-run/continuing.js';
import { CorrectedPayNotices } from '../corrected-pay/corrected-pay-notices.js';
import { OffCycleRuns } from '../payout-run/off-cycle-runs.js';
import { type CorrectionLine, CorrectionRepository, type CorrectionRow } from './correction.repository.js';
import type { Table } from './correction-table.js';
import { explainChange, explainDifference, type Judged } from './judge-claim.js';
import { RejectedTasks } from './rejected-tasks.js';

/** Lists for what is worth more, postings for what is worth less. */
@Injectable()
export class CorrectionEffects {
  constructor(
    private readonly corrections: CorrectionRepository,
    private readonly lines: BonusLineRepository,
    private readonly ledger: LedgerRepository,
    private readonly offCycle: OffCycleRuns,
    private readonly rejected: RejectedTasks,
    private readonly notices: CorrectedPayNotices,
  ) {}

  /** @returns the runs of new lists, by currency */
  async apply(tx: Tx, principal: Principal, row: CorrectionRow, { judged }: Table): Promise<string[]> {
    const changed = judged.filter(({ difference }) => difference !== 0n);
    const up = changed.filter(({ difference, back }) => difference > back && difference > 0n);
    const paidBy = new Map(up.map(({ claim }) => [claim.claimId, uuidv7()]));
    const runIds = await this.#lists(tx, principal, row, up, paidBy);
    const lines = changed.map((one): CorrectionLine => {
      const { claim, worth, draft } = one;
      const { scoreText: score, band } = draft.scored.score;
      return {
        id: uuidv7(),
        claimId: claim.claimId,
        personId: claim.personId,
        currency: claim.currency,
        accruedMinor: claim.accruedMinor,
        worthMinor: worth.toString(),
        lineId: paidBy.get(claim.claimId) ?? null,
        score,
        band,
        explain: explainChange(one),
      };
    });
    await this.corrections.insert(tx, row, lines);
    const byClaim = new Map(lines.map((line) => [line.claimId, line.id]));
    const refOf = ({ claim }: Judged): string => byClaim.get(claim.claimId) ?? '';
    // What is taken back never lifts anybody above what finance signed: only the rest is new money, and wants a signature.
    await this.ledger.post(tx, row.at, [
      ...changed
        .filter(({ difference }) => difference < 0n)
        .map((one) => posting(one, refOf(one), 'delta-down', -one.difference)),
      ...changed.filter(({ back }) => back > 0n).map((one) => posting(one, refOf(one), 'delta-back', one.back)),
    ]);
    await this.rejected.follow(
      tx,
      changed.map(({ claim }) => claim.claimId),
    );
    await this.notices.posted(
      tx,
      lines.map(({ id }) => id),
      row.at,
    );
    return runIds;
  }

  async #lists(
    tx: Tx,
    principal: Principal,
    row: CorrectionRow,
    up: readonly Judged[],
    paidBy: ReadonlyMap<string, string>,
  ): Promise<string[]> {
    const byCurrency = Map.groupBy(up, ({ claim }) => claim.currency);
    const runIds: string[] = [];
    for (const currency of [...byCurrency.keys()].toSorted())
      runIds.push(await this.#list(tx, principal, row, byCurrency.get(currency) ?? [], paidBy));
    return runIds;
  }

  async #list(
    tx: Tx,
    principal: Principal,
    row: CorrectionRow,
    up: readonly Judged[],
    paidBy: ReadonlyMap<string, string>,
  ): Promise<string> {
    const firsts = await this.lines.ofIds(
      tx,
      up.map(({ claim }) => claim.claimId),
    );
    const byId = new Map(firsts.map((line) => [line.id, line]));
    const run = await this.offCycle.open(tx, {
      principal,
      originIds: up.map(({ claim }) => claim.runId),
      reason: row.reason,
      action: 'correction-created',
      details: { correctionId: row.id, lines: up.length },
      lines: (opened) =>
        up.flatMap((one): Omit<NewLine, 'listId'>[] => {
          const first = byId.get(one.claim.claimId);
          const id = paidBy.get(one.claim.claimId);
          if (first === undefined || id === undefined) return [];
          const minor = (one.difference - one.back).toString();
          const { score } = one.draft.scored;
          return [
            {
              ...continuing(first, opened),
              id,
              amountMinor: minor,
              computedMinor: minor,
              lastMinor: null,
              band: score.band,
              score: score.scoreText,
              explain: explainDifference(one),
              cause: 'delta-up',
              claimId: first.id,
              releases: null,
            },
          ];
        }),
    });
    return run.id;
  }
}

const posting = ({ claim }: Judged, refId: string, cause: 'delta-down' | 'delta-back', minor: bigint): Posting => ({
  cause,
  refId,
  runId: claim.runId,
  lineId: claim.claimId,
  payoutId: null,
  currency: claim.currency,
  minor: minor.toString(),
  ...MOVEMENTS[cause],
});
