import { Injectable } from '@nestjs/common';
import type {
  DecideDeliveries,
  DeliveriesDecided,
  DeliveryPage,
  DeliveryQuery,
  DeliveryView,
  FINDINGS,
} from '@goalbeat/contracts/payroll/hand-over-http';
import type { PayoutAnswer } from '@goalbeat/contracts/payroll/events';
import { requireMay } from '@goalbeat/domain/access/policy';
import type { Principal } from '@goalbeat/domain/access/roles';
import { requireFreshSignIn } from '@goalbeat/domain/access/step-up';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { OrgCopy } from '@goalbeat/org-copy/org-copy';
import type { CommandRequest } from '@goalbeat/service-kit/db/command-request';
import type { Tx } from '@goalbeat/service-kit/db/tx';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { decodeCursor, pageOfRows } from '@goalbeat/service-kit/http/pages';
import { actorOf } from '@goalbeat/service-kit/process-log/actor';
import { RealClock } from '@goalbeat/service-kit/time/clocks';
import type { z } from 'zod';
import { MoneyAuthority } from '../organisation/money-authority.js';
import { PayoutGate } from '../payout-gate/payout-gate.js';
import { PayoutAnswerRepository } from '../payout/payout-answer.repository.js';
import { PayoutRepository, type PayoutWithLine } from '../payout/payout.repository.js';
import { TakeAnswers } from '../payout/take-answers.js';
import { DeliveryTasks } from './delivery-tasks.js';
import { HandOvers } from './hand-overs.js';
import { HandOverMessageRepository, type MessageRow } from './hand-over-message.repository.js';
import { isAnswered, verdictOn } from './judge-finding.js';

type Finding = (typeof FINDINGS)[number];

interface Case {
  message: MessageRow;
  payout: PayoutWithLine;
}

/** Where each payout is on its way, and what a person says of those that are stuck. */
@Injectable()
export class DeliveryService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly org: OrgCopy,
    private readonly clock: RealClock,
    private readonly authority: MoneyAuthority,
    private readonly gate: PayoutGate,
    private readonly messages: HandOverMessageRepository,
    private readonly payouts: PayoutRepository,
    private readonly answers: TakeAnswers,
    private readonly handOvers: HandOvers,
    private readonly tasks: DeliveryTasks,
    private readonly heard: PayoutAnswerRepository,
  ) {}

  list(principal: Principal, query: z.infer<typeof DeliveryQuery>): Promise<z.infer<typeof DeliveryPage>> {
    requireMay(principal, 'payroll.hand-over.read', { tenantId: principal.tenantId });
    return this.uow.read(principal.tenantId, async (tx) =>
      pageOfRows(
        await this.messages.list(tx, {
          runId: query.run ?? null,
          state: query.state ?? null,
          after: query.after === undefined ? null : String(decodeCursor(query.after, 1)[0]),
          limit: query.limit,
        }),
        query.limit,
        deliveryView,
        (row) => [row.id],
      ),
    );
  }

  /**
   * All or none of them. Said again of payouts that are so already, it changes nothing.
   * @throws step-up-required, forbidden, four-eyes, not-found, wrong-state (details: payoutId, delivery, state), payouts-stopped
   */
  async decide(
    asked: CommandRequest,
    { payoutIds, finding, reason }: z.infer<typeof DecideDeliveries>,
  ): Promise<z.infer<typeof DeliveriesDecided>> {
    requireMay(asked.principal, 'payroll.hand-over.decide', { tenantId: asked.principal.tenantId });
    requireFreshSignIn(asked.principal, this.clock.now());
    const command = await this.authority.confirm(asked, 'payroll.hand-over.decide');
    const { principal } = command;
    requireMay(principal, 'payroll.hand-over.decide', { tenantId: principal.tenantId });
    const ids = [...new Set(payoutIds)];
    return this.uow.command(command, async (tx) => {
      if (finding === 'send-again' || finding === 'never-seen') await this.gate.requireOpen(tx);
      const cases = await this.#cases(tx, ids);
      requireNotOwn(cases, principal);
      const heard = await this.heard.heardOf(tx, ids);
      const open = cases.filter((one) => isOpen(one, finding, heard.has(one.payout.id)));
      if (open.length === 0) {
        tx.changedNothing();
        return { decided: 0, unchanged: ids.length };
      }
      await this.#do(tx, finding, open, reason, principal);
      await this.tasks.follow(
        tx,
        open.map(({ message }) => message.batchId),
      );
      const at = await this.org.now(tx);
      for (const { payout, message } of open) {
        tx.log({
          subjectKind: 'payout',
          subjectId: payout.id,
          action: finding,
          ...actorOf(principal),
          at,
          reason,
          details: { way: message.way, delivery: message.state, from: payout.state },
        });
      }
      return { decided: open.length, unchanged: ids.length - open.length };
    });
  }

  /** Payouts first: the order in which answers lock them. @throws not-found */
  async #cases(tx: Tx, ids: readonly string[]): Promise<Case[]> {
    const payouts = await this.payouts.lock(tx, ids);
    const messages = new Map((await this.messages.lock(tx, ids)).map((row) => [row.id, row]));
    const cases = payouts.flatMap((payout) => {
      const message = messages.get(payout.id);
      return message === undefined ? [] : [{ payout, message }];
    });
    if (cases.length < ids.length)
      throw new DomainError('not-found', 'There is no such payout on its way.', { field: 'payoutIds' });
    return cases;
  }

  async #do(tx: Tx, finding: Finding, cases: readonly Case[], reason: string, principal: Principal): Promise<void> {
    const ids = cases.map(({ payout }) => payout.id);
    if (finding === 'give-up') {
      await this.messages.change(
        tx,
        cases.map(({ message }) => ({ ...message, state: 'given-up', nextInSeconds: null })),
      );
      await this.answers.take(
        tx,
        cases.map(({ payout }) => this.#rejection(tx, payout.id, reason)),
        actorOf(principal),
      );
    } else if (finding === 'payroll-has-it') {
      await this.messages.change(
        tx,
        cases.map(({ message }) => ({ ...message, state: 'delivered', denials: 0, nextInSeconds: null })),
      );
      await this.payouts.foundAgain(tx, ids, await this.org.clock(tx), await this.org.now(tx));
    } else {
      for (const [batchId, some] of Map.groupBy(cases, ({ message }) => message.batchId)) {
        const runId = some[0]?.message.runId ?? '';
        await this.handOvers.sendAgain(
          tx,
          { runId, batchId },
          some.map(({ payout }) => payout.id),
        );
        // The broker takes it for good in a moment: its silence is counted from here.
        const sent = some.filter(({ message }) => message.way === 'rabbitmq').map(({ payout }) => payout.id);
        await this.payouts.foundAgain(tx, sent, await this.org.clock(tx), await this.org.now(tx));
      }
    }
  }

  #rejection(tx: Tx, payoutId: string, reason: string): PayoutAnswer {
    return {
      answerId: `given-up/${payoutId}`,
      tenantId: tx.tenantId,
      payoutId,
      outcome: 'rejected',
      at: this.clock.instant(),
      code: 'hand-over-refused',
      text: reason.slice(0, 500),
    };
  }
}

/** Whether payroll has one's own payout is somebody else's word, whatever the word. @throws four-eyes */
function requireNotOwn(cases: readonly Case[], { personId }: Principal): void {
  const own = cases.find(({ payout }) => payout.personId === personId);
  if (own === undefined) return;
  throw new DomainError('four-eyes', 'It is about your own pay: somebody else of finance decides it.', {
    field: 'payoutIds',
    details: { payoutId: own.payout.id },
  });
}

/** @throws wrong-state when that cannot be said of it */
function isOpen({ message, payout }: Case, finding: Finding, isHeard: boolean): boolean {
  const verdict = verdictOn(message.state, payout.state, finding, isHeard);
  if (verdict !== 'impossible') return verdict === 'do';
  throw new DomainError(
    'wrong-state',
    isAnswered(payout.state)
      ? `Payroll has answered ${payout.id}: there is nothing to say of its hand-over.`
      : isHeard && finding !== 'payroll-has-it'
        ? `Payroll has said before that it has ${payout.id}: only payroll can take that back.`
        : `The hand-over of ${payout.id} is ${message.state} and the payout ${payout.state}: "${finding}" cannot be said of it.`,
    { field: 'payoutIds', details: { payoutId: payout.id, delivery: message.state, state: payout.state } },
  );
}

const deliveryView = (row: MessageRow): z.infer<typeof DeliveryView> => ({
  id: row.id,
  kind: row.kind,
  runId: row.runId,
  batchId: row.batchId,
  way: row.way,
  state: row.state,
  attempts: row.attempts,
  nextAt: row.nextAt,
  status: row.status,
  error: row.error,
  changedAt: row.changedAt,
});
