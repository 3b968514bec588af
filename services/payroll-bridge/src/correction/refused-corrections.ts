import { Injectable } from '@nestjs/common';
import { MOVEMENTS } from '@goalbeat/domain/ledger/movement';
import { bothLanguages } from '@goalbeat/domain/wording/both-languages';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { v7 as uuidv7 } from 'uuid';
import { CorrectedPayNotices } from '../corrected-pay/corrected-pay-notices.js';
import { CorrectedPayRepository, type CorrectedRow } from '../corrected-pay/corrected-pay.repository.js';
import { CycleCopyRepository } from '../cycle-copy/cycle-copy.repository.js';
import { LedgerRepository, type Posting } from '../ledger/ledger.repository.js';
import { BY_TIMER } from '../organisation/actor.js';
import { PayoutRunRepository } from '../payout-run/payout-run.repository.js';
import { Republications } from '../republication/republications.js';
import {
  type ClaimNow,
  type CorrectionLine,
  CorrectionRepository,
  type EarlierCorrection,
} from './correction.repository.js';
import { least } from './least.js';
import { REFUSED_CORRECTION, RefusedTasks } from './refused-tasks.js';
import { RejectedTasks } from './rejected-tasks.js';
import { SetOffs } from './set-offs.js';

interface Undone {
  line: CorrectionLine;
  claim: ClaimNow;
  /** Minor units; above 0 given back, below 0 taken down again. */
  minor: bigint;
}

/** What finance refused changes nobody's money: what was posted when it was asked for is undone. */
@Injectable()
export class RefusedCorrections {
  constructor(
    private readonly org: OrgCopy,
    private readonly cycles: CycleCopyRepository,
    private readonly runs: PayoutRunRepository,
    private readonly corrections: CorrectionRepository,
    private readonly setOffs: SetOffs,
    private readonly corrected: CorrectedPayRepository,
    private readonly ledger: LedgerRepository,
    private readonly notices: CorrectedPayNotices,
    private readonly rejected: RejectedTasks,
    private readonly tasks: RefusedTasks,
    private readonly republications: Republications,
  ) {}

  /**
   * Call once the list is refused: its people's money and scores are again what they were before, and with the last list of a correction everybody's.
   * Nobody is given more than is not kept back yet, nor is anything taken down while a list pays it again: what differs then from what stands HR is
   * told of, since that is new money and wants a signature, or waits for one.
   */
  async undo(tx: Tx, listId: string): Promise<void> {
    const of = await this.corrections.ofList(tx, listId);
    if (of === null) return;
    await this.cycles.lock(tx, of.cycleId);
    if (of.batchId !== null) await this.republications.refused(tx, of.cycleId, of.batchId);
    const earlier = await this.corrections.ofCycle(tx, of.cycleId);
    const refused = earlier.find(({ id }) => id === of.id);
    if (refused === undefined) return;
    await this.runs.lockAllOfCycle(tx, of.cycleId);
    await this.setOffs.lock(tx);
    const lineIds = await this.corrections.lineIds(tx, of.id, listId, refused.refused);
    const undone = await this.#reckon(tx, of.cycleId, lineIds);
    const at = await this.org.now(tx);
    if (undone.length > 0) await this.#post(tx, earlier, refused, undone, at);
    if (of.batchId !== null) await this.republications.askAgain(tx, of.batchId, refused.refusedFor, at);
    await this.tasks.renew(tx, of.cycleId);
  }

  /** As a correction of its own, which says what is undone. */
  async #post(
    tx: Tx,
    earlier: readonly EarlierCorrection[],
    refused: EarlierCorrection,
    undone: readonly Undone[],
    at: string,
  ): Promise<void> {
    const { cycleId } = refused;
    const [first] = await this.runs.ofCycle(tx, cycleId);
    const before = earlier.findLast((one) => !one.refused && !one.undoes && one.no < refused.no);
    const stands = refused.refused ? (before ?? first ?? refused) : refused;
    // Its author stays who asked for what is undone: whoever refused it goes on signing.
    const row = {
      ...refused,
      id: uuidv7(),
      no: earlier.length + 1,
      reason: bothLanguages(`财务未批准第 ${refused.no} 次更正`, `finance refused correction ${refused.no}`),
      planCode: stands.planCode,
      planVersion: stands.planVersion,
      message: null,
      scores: [],
      batchId: null,
      at,
    };
    await this.corrections.insert(
      tx,
      row,
      undone.map(({ line }) => line),
    );
    await this.ledger.post(tx, at, undone.map(posting));
    await this.rejected.follow(
      tx,
      undone.map(({ claim }) => claim.claimId),
    );
    await this.notices.posted(
      tx,
      undone.map(({ line }) => line.id),
      at,
    );
    tx.log({
      subjectKind: 'cycle',
      subjectId: cycleId,
      cycleId,
      action: REFUSED_CORRECTION,
      ...BY_TIMER,
      at,
      reason: row.reason,
      details: { refused: refused.id, correctionId: row.id, no: row.no, lines: undone.length },
    });
  }

  async #reckon(tx: Tx, cycleId: string, lineIds: readonly string[]): Promise<Undone[]> {
    const rows = await this.corrected.ofCorrectionLines(tx, lineIds);
    const claims = new Map((await this.corrections.claims(tx, cycleId)).map((claim) => [claim.claimId, claim]));
    const again = await this.corrections.payingAgain(
      tx,
      rows.map(({ claimId }) => claimId),
    );
    const paidAgain = new Set(again.map(({ claimId }) => claimId));
    const undone: Undone[] = [];
    for (const row of rows) {
      const claim = claims.get(row.claimId);
      const once = BigInt(row.onceMinor);
      if (claim === undefined || once === 0n) continue;
      // While a list pays the claim again nothing is taken down, as with any correction downwards.
      const minor =
        once < 0n
          ? least(-once, BigInt(claim.debtMinor))
          : -(paidAgain.has(claim.claimId) ? 0n : downAgain(claim, once));
      if (minor !== 0n) undone.push({ claim, minor, line: lineOf(row, claim, minor) });
    }
    return undone;
  }
}

/** Of what was given back, as much as the claim still is. */
function downAgain({ accruedMinor }: ClaimNow, once: bigint): bigint {
  const accrued = BigInt(accruedMinor);
  return accrued <= 0n ? 0n : least(once, accrued);
}

const lineOf = (row: CorrectedRow, claim: ClaimNow, minor: bigint): CorrectionLine => ({
  id: uuidv7(),
  claimId: claim.claimId,
  personId: row.personId,
  currency: row.currency,
  accruedMinor: claim.accruedMinor,
  worthMinor: (BigInt(claim.accruedMinor) + minor).toString(),
  lineId: null,
  score: row.scoreBefore,
  band: row.bandBefore,
  explain: [],
});

function posting({ claim, line, minor }: Undone): Posting {
  const cause = minor > 0n ? 'delta-back' : 'delta-down';
  return {
    cause,
    refId: line.id,
    runId: claim.runId,
    lineId: claim.claimId,
    payoutId: null,
    currency: claim.currency,
    minor: (minor > 0n ? minor : -minor).toString(),
    ...MOVEMENTS[cause],
  };
}
