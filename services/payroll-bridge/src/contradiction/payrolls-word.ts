import { Injectable } from '@nestjs/common';
import { ApprovalEngine } from '@goalbeat/approvals/approval-engine';
import type { Principal } from '@goalbeat/domain/access/roles';
import { nextLine } from '@goalbeat/domain/bonus-list/lifecycle';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { nextPayout } from '@goalbeat/domain/payout/lifecycle';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { actorOf } from '@goalbeat/service-kit/process-log/actor';
import { BonusLineRepository } from '../bonus-list/bonus-line.repository.js';
import { LedgerRepository } from '../ledger/ledger.repository.js';
import { PayoutNotices, REJECTED } from '../payout/payout-notices.js';
import { PayoutRepository, type PayoutWithLine } from '../payout/payout.repository.js';
import { OwedAgain } from '../payout-run/owed-again.js';
import { PayoutRunNews } from '../payout-run/payout-run.news.js';
import { PayoutRunRepository } from '../payout-run/payout-run.repository.js';
import { concededPostings, reversePosting } from '../payout-run/postings.js';
import { type ContradictionOfPayout, ContradictionRepository, type Said } from './contradiction.repository.js';

const ONLY_PAID =
  'Only "paid" of a payout that we have as rejected is accepted: what is paid stays paid, and for anything else payroll answers anew, or a correction says what the bonus is worth.';
const OTHER_AMOUNT =
  'Payroll names another amount than the one that was signed: let it answer with the amount that it paid being put right, or say by a correction what the bonus is worth.';
const TWICE =
  'It was handed over again: that is a double payment once both are paid. Ask payroll which of the two it paid and let it answer for each; what was paid twice is claimed back by a correction, which the next bonus keeps back.';

/** Payroll said "paid" of what we have as rejected, and two people of finance have found that it is right. The payout is locked. */
@Injectable()
export class PayrollsWord {
  constructor(
    private readonly rows: ContradictionRepository,
    private readonly payouts: PayoutRepository,
    private readonly lines: BonusLineRepository,
    private readonly ledger: LedgerRepository,
    private readonly owed: OwedAgain,
    private readonly runs: PayoutRunRepository,
    private readonly news: PayoutRunNews,
    private readonly notices: PayoutNotices,
    private readonly engine: ApprovalEngine,
    private readonly org: OrgCopy,
  ) {}

  /** @throws wrong-state (another contradiction, another amount, not rejected any more, handed over again or held there) */
  async requireTakeable(tx: Tx, row: ContradictionOfPayout): Promise<void> {
    if (row.ours !== 'rejected' || row.said !== 'paid') throw new DomainError('wrong-state', ONLY_PAID);
    if (row.saidAmount !== null) throw new DomainError('wrong-state', OTHER_AMOUNT);
    const { state } = await this.payouts.find(tx, row.payoutId);
    if (state !== 'rejected') {
      throw new DomainError('wrong-state', 'The payout is no longer rejected: look again.', { details: { state } });
    }
    const [again] = await this.lines.payingAgain(tx, row.payoutId);
    if (again === undefined) return;
    const details = { lineId: again.id, runId: again.runId };
    if (again.handedOver) throw new DomainError('wrong-state', TWICE, { details });
    if (again.state === 'held' && (await this.ledger.signedLines(tx, again.runId)).has(again.id))
      throw new DomainError('wrong-state', 'What pays it again was signed and is held: give that line up first.', {
        details,
      });
  }

  /** What would pay it again was signed and has not left: it is taken back, and its run goes on with the rest. */
  async makeWay(tx: Tx, { id, payoutId }: ContradictionOfPayout, principal: Principal, said: Said): Promise<void> {
    const [again] = await this.lines.payingAgain(tx, payoutId);
    if (again === undefined || !again.isSigned) return;
    const run = await this.runs.lock(tx, again.runId);
    const posted = await this.ledger.signedLines(tx, run.id);
    if (posted.has(again.id)) await this.ledger.post(tx, said.at, [reversePosting(again)]);
    await this.lines.setStates(tx, [{ id: again.id, state: nextLine(again.state, 'reverse') }]);
    tx.log({
      subjectKind: 'payout-run',
      subjectId: run.id,
      cycleId: run.cycleId,
      action: 'paid-after-all',
      ...actorOf(principal),
      at: said.at,
      reason: said.reason,
      details: { lines: 1, lineId: again.id, payoutId, contradictionId: id },
    });
    const changed = await this.runs.change(tx, run.id, null);
    this.news.tell(tx, changed);
    await this.news.announce(tx, changed);
  }

  /** The payout is paid: rows, postings, counters, tasks, notice, log. Its contradiction is closed. */
  async take(tx: Tx, row: ContradictionOfPayout, principal: Principal, said: Said): Promise<void> {
    const before = await this.payouts.find(tx, row.payoutId);
    const payout = await this.#paid(tx, before, row, said.at);
    await this.payouts.settle(tx, [{ ...payout, queryAt: null }]);
    await this.lines.setStates(tx, [{ id: payout.lineId, state: nextLine('rejected', 'concede') }]);
    const takenOff = (await this.owed.takenOff(tx, [payout.id])).get(payout.id) ?? 0n;
    await this.ledger.post(tx, said.at, concededPostings(payout, takenOff));
    this.notices.paid(tx, [payout], said.at);
    await this.engine.closeTodos(tx, { subjectKind: REJECTED, subjectIds: [payout.id] });
    const run = await this.runs.conceded(tx, payout.runId);
    tx.log({
      subjectKind: 'payout',
      subjectId: payout.id,
      cycleId: run.cycleId,
      action: payout.state,
      ...actorOf(principal),
      at: said.at,
      startedAt: payout.requestedAt,
      reason: said.reason,
      details: {
        from: before.state,
        reference: payout.reference,
        contradictionId: row.id,
        code: before.rejectionCode,
        text: before.rejectionText,
      },
    });
    await this.news.announce(tx, run);
  }

  /** When payroll says it was, where the company lives in real time. */
  async #paid(tx: Tx, before: PayoutWithLine, row: ContradictionOfPayout, now: string): Promise<PayoutWithLine> {
    const { rate } = await this.org.clock(tx);
    return {
      ...before,
      state: nextPayout(before.state, 'concede'),
      version: before.version + 1,
      answeredAt: now,
      paidAt: rate === 1 ? row.saidAt : now,
      reference: (await this.rows.referenceIn(tx, row.answerIds)) ?? before.reference,
      rejectionCode: null,
      rejectionText: null,
    };
  }
}
