import { Injectable } from '@nestjs/common';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { RealClock } from '@goalbeat/service-kit/time/clocks';
import { v7 as uuidv7 } from 'uuid';
import { BonusLineRepository, type LineRow } from '../bonus-list/bonus-line.repository.js';
import { BonusListRepository } from '../bonus-list/bonus-list.repository.js';
import { LineNotices } from '../bonus-list/line-notices.js';
import { HandOvers } from '../hand-over/hand-overs.js';
import { SetOffs } from '../correction/set-offs.js';
import { LedgerRepository } from '../ledger/ledger.repository.js';
import { BY_TIMER } from '../organisation/actor.js';
import { PayoutGate, payoutsStopped } from '../payout-gate/payout-gate.js';
import { payoutRequested } from '../payout/payout-event.js';
import { payoutIdOf } from '../payout/payout-id.js';
import { PayoutBatchRepository } from '../payout/payout-batch.repository.js';
import { type NewPayout, PayoutRepository } from '../payout/payout.repository.js';
import { handOverPosting, holdPosting, signPosting } from './postings.js';
import { PayoutRunNews } from './payout-run.news.js';
import { PayoutRunRepository, type RunRow } from './payout-run.repository.js';
import { StillOwed } from './still-owed.js';

/** Payouts that one call hands over. */
export const BATCH_SIZE = 500;

/** From signature to hand-over. Every step holds the run's lock, looks at what is there, and adds what is missing. */
@Injectable()
export class PayRun {
  constructor(
    private readonly org: OrgCopy,
    private readonly realClock: RealClock,
    private readonly runs: PayoutRunRepository,
    private readonly lists: BonusListRepository,
    private readonly lines: BonusLineRepository,
    private readonly payouts: PayoutRepository,
    private readonly batches: PayoutBatchRepository,
    private readonly ledger: LedgerRepository,
    private readonly news: PayoutRunNews,
    private readonly gate: PayoutGate,
    private readonly handOvers: HandOvers,
    private readonly setOffs: SetOffs,
    private readonly owed: StillOwed,
    private readonly notices: LineNotices,
  ) {}

  /**
   * Postings of every signed line, and of those held, once.
   * @throws wrong-state before the run is signed, or when payroll says that it paid what is to be paid again; payouts-stopped
   */
  async post(tx: Tx, runId: string): Promise<RunRow> {
    const isOpen = await this.gate.isOpen(tx);
    const owed = await this.owed.ask(tx, { runId });
    const run = await this.runs.lock(tx, runId);
    if (run.state !== 'signed') return alreadyBeyond(run);
    if (!isOpen) throw payoutsStopped();
    owed.require();
    const lines = await this.#stillOwed(tx, run, owed.paid);
    const held = lines.filter((line) => line.state === 'held');
    const at = await this.org.now(tx);
    await this.notices.keptBack(tx, await this.setOffs.keptBack(tx, run.id), at);
    await this.ledger.post(tx, at, [
      ...lines.map(signPosting),
      ...held.map(holdPosting),
      ...(await this.setOffs.postings(tx, run.id)),
    ]);
    this.notices.held(tx, held, at);
    await this.notices.paidMore(tx, lines, at);
    const posted = await this.runs.change(tx, run.id, 'posted');
    await this.#log(tx, posted, 'posted', { lines: lines.length - held.length, held: held.length });
    await this.news.announce(tx, posted);
    return posted;
  }

  /** What was paid after all, since its list was submitted, is taken out: nothing of it has been posted. */
  async #stillOwed(tx: Tx, run: RunRow, paid: ReadonlySet<string>): Promise<LineRow[]> {
    const lines = await this.lines.accrued(tx, run.id);
    const ended = lines.filter(({ replaces }) => replaces !== null && paid.has(replaces));
    await this.lines.setStates(
      tx,
      ended.map(({ id }) => ({ id, state: 'reversed' })),
    );
    if (ended.length > 0) await this.#log(tx, run, 'paid-after-all', { lines: ended.length });
    return lines.filter((line) => !ended.includes(line));
  }

  /** The next payouts: row, posting and event of each in one transaction. @returns how many lines are left @throws wrong-state, payouts-stopped */
  async handOver(tx: Tx, runId: string, atMost = BATCH_SIZE): Promise<number> {
    // Before the run's lock, as whoever stops takes them.
    const isOpen = await this.gate.isOpen(tx);
    const owed = await this.owed.ask(tx, { runId });
    const run = await this.runs.lock(tx, runId);
    if (run.state !== 'posted' && run.state !== 'handing-over') {
      alreadyBeyond(run);
      return 0;
    }
    if (!isOpen) throw payoutsStopped();
    owed.require();
    // One more than is taken says whether this is the last batch.
    const lines = await this.lines.unpaid(tx, run.id, atMost + 1);
    const now = lines.slice(0, atMost);
    if (now.length > 0) await this.#send(tx, run, now);
    const isLast = lines.length <= atMost;
    const changed = await this.runs.change(tx, run.id, isLast ? 'awaiting-answers' : 'handing-over');
    if (isLast) await this.lists.follow(tx, run.id, 'signed', 'handed-over');
    await this.#log(tx, changed, isLast ? 'handed-over' : 'handing-over', { payouts: now.length });
    await this.news.announce(tx, changed);
    return isLast ? 0 : this.lines.countUnpaid(tx, run.id);
  }

  /** Signed lines that are not handed over. */
  remaining(tx: Tx, runId: string): Promise<number> {
    return this.lines.countUnpaid(tx, runId);
  }

  async #log(tx: Tx, run: RunRow, action: string, details: Record<string, number>): Promise<void> {
    tx.log({
      subjectKind: 'payout-run',
      subjectId: run.id,
      cycleId: run.cycleId,
      action,
      ...BY_TIMER,
      at: await this.org.now(tx),
      ruleVersion: `pay-plan/${run.planCode}@${run.planVersion}`,
      details,
    });
  }

  async #send(tx: Tx, run: RunRow, lines: readonly LineRow[]): Promise<void> {
    const batchId = uuidv7();
    const sum = lines.reduce((all, line) => all + BigInt(line.amountMinor), 0n);
    const payouts = lines.map((line): NewPayout => ({
      id: payoutIdOf(line.id),
      runId: run.id,
      lineId: line.id,
      batchId,
      personId: line.personId,
      currency: line.currency,
      amountMinor: line.amountMinor,
      replaces: line.replaces,
    }));
    const at = await this.org.now(tx);
    const of = { tenantId: tx.tenantId, time: this.realClock.instant(), at };
    await this.batches.create(tx, {
      id: batchId,
      runId: run.id,
      count: lines.length,
      currency: run.currency,
      sumMinor: sum.toString(),
    });
    await this.payouts.insert(tx, payouts, at);
    await this.lines.handedOver(
      tx,
      lines.map((line) => line.id),
    );
    await this.ledger.post(tx, at, payouts.map(handOverPosting));
    await this.runs.expectAnswers(tx, run.id, payouts.length);
    const byId = new Map(lines.map((line) => [line.id, line]));
    const events = payouts.flatMap((payout) => {
      const line = byId.get(payout.lineId);
      return line === undefined ? [] : [payoutRequested(of, payout, line)];
    });
    await this.handOvers.send(tx, { runId: run.id, batchId, at, currency: run.currency }, events);
  }
}

/** Past that point nothing is to do; before it nothing may be done. */
function alreadyBeyond(run: RunRow): RunRow {
  if (
    run.state === 'draft' ||
    run.state === 'in-approval' ||
    run.state === 'returned' ||
    run.state === 'cancelled' ||
    run.state === 'signed'
  ) {
    throw new DomainError('wrong-state', `A payout run that is ${run.state} cannot go on.`, {
      details: { state: run.state },
    });
  }
  return run;
}
