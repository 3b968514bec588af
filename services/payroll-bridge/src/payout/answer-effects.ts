import { Injectable } from '@nestjs/common';
import { ApprovalEngine } from '@goalbeat/approvals/approval-engine';
import type { PayoutAnswer } from '@goalbeat/contracts/payroll/events';
import type { PayoutState } from '@goalbeat/domain/payout/lifecycle';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import type { ProcessLogEntry } from '@goalbeat/service-kit/process-log/process-log-entry';
import { BonusLineRepository } from '../bonus-list/bonus-line.repository.js';
import { LedgerRepository } from '../ledger/ledger.repository.js';
import { PayoutRunNews } from '../payout-run/payout-run.news.js';
import { PayoutRunRepository } from '../payout-run/payout-run.repository.js';
import { paidPosting, rejectedPosting } from '../payout-run/postings.js';
import { UNANSWERED } from '../payout-run/run-closing.js';
import { PayoutNotices } from './payout-notices.js';
import { PayoutRepository, type PayoutWithLine } from './payout.repository.js';

export type AnswerActor = Pick<ProcessLogEntry, 'actorKind' | 'actorId' | 'channel'>;

/** A payout as it is after the answers of this transaction, and what it was before them. */
export interface Applied {
  payout: PayoutWithLine;
  from: PayoutState;
  queryAt: string | null;
}

export interface Effects {
  applied: Applied[];
  wrong: { answer: PayoutAnswer; payout: PayoutWithLine | null }[];
  /** Business time. */
  now: string;
  actor: AnswerActor;
}

/** Everything that follows from answers: rows, postings, counters, tasks, notices, log. */
@Injectable()
export class AnswerEffects {
  constructor(
    private readonly payouts: PayoutRepository,
    private readonly lines: BonusLineRepository,
    private readonly ledger: LedgerRepository,
    private readonly runs: PayoutRunRepository,
    private readonly news: PayoutRunNews,
    private readonly notices: PayoutNotices,
    private readonly engine: ApprovalEngine,
  ) {}

  async apply(tx: Tx, { applied, wrong, now, actor }: Effects): Promise<void> {
    await this.payouts.settle(
      tx,
      applied.map(({ payout, queryAt }) => ({ ...payout, queryAt })),
    );
    const ended = applied
      .map((one) => one.payout)
      .filter((payout) => payout.state === 'paid' || payout.state === 'rejected');
    await this.lines.setStates(
      tx,
      ended.map((payout) => ({ id: payout.lineId, state: payout.state === 'paid' ? 'paid' : 'rejected' })),
    );
    const postings = ended.map((payout) => (payout.state === 'paid' ? paidPosting(payout) : rejectedPosting(payout)));
    await this.ledger.post(tx, now, postings);
    this.notices.paid(
      tx,
      ended.filter((payout) => payout.state === 'paid'),
      now,
    );
    await this.notices.rejected(
      tx,
      ended.filter((payout) => payout.state === 'rejected'),
    );
    await this.notices.notOurs(
      tx,
      wrong.flatMap(({ answer, payout }) => (payout === null ? [answer] : [])),
    );
    const touched = [...applied, ...wrong].flatMap(({ payout }) => payout?.runId ?? []);
    const cycles = await this.runs.cyclesOf(tx, touched);
    for (const { payout, from } of applied) {
      tx.log({
        subjectKind: 'payout',
        subjectId: payout.id,
        cycleId: cycles.get(payout.runId) ?? null,
        action: payout.state,
        ...actor,
        at: now,
        startedAt: payout.requestedAt,
        reason: payout.rejectionText,
        details: {
          from,
          reference: payout.reference,
          ...(payout.rejectionCode === null ? {} : { code: payout.rejectionCode }),
        },
      });
    }
    for (const { answer, payout } of wrong) {
      tx.log({
        subjectKind: 'payout',
        subjectId: answer.payoutId,
        cycleId: payout === null ? null : (cycles.get(payout.runId) ?? null),
        action: 'answer-contradicted',
        ...actor,
        at: now,
        reason: payout === null ? 'unknown-payout' : 'contradiction',
        details: { answerId: answer.answerId, outcome: answer.outcome, state: payout?.state ?? null },
      });
    }
    await this.#count(tx, ended);
  }

  /** Payroll has rejected again what it once said to have paid: what is to be paid again goes on. */
  async cleared(tx: Tx, payoutIds: readonly string[]): Promise<void> {
    for (const runId of await this.runs.payingAgain(tx, payoutIds))
      this.news.tell(tx, await this.runs.change(tx, runId, null));
  }

  /** Runs in the order of their ids, after the payouts: the order in which everybody locks them. */
  async #count(tx: Tx, ended: readonly PayoutWithLine[]): Promise<void> {
    const byRun = Map.groupBy(ended, (payout) => payout.runId);
    for (const runId of [...byRun.keys()].toSorted()) {
      const mine = byRun.get(runId) ?? [];
      const paid = mine.filter((payout) => payout.state === 'paid').length;
      const run = await this.runs.answered(tx, runId, { paid, rejected: mine.length - paid });
      const isLast = run.unanswered === 0;
      if (isLast) {
        this.news.tell(tx, run);
        await this.engine.closeTodos(tx, { subjectKind: UNANSWERED, subjectIds: [runId] });
      }
      if ((await this.runs.claimAnnouncement(tx, runId)) || isLast) await this.news.announce(tx, run);
    }
  }
}
