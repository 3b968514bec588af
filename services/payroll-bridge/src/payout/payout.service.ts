import { Injectable } from '@nestjs/common';
import type { AnswerTaken, PayoutPage, PayoutQuery, PayoutView } from '@goalbeat/contracts/payroll/http';
import type { PayoutAnswer } from '@goalbeat/contracts/payroll/events';
import { may, requireMay } from '@goalbeat/domain/access/policy';
import type { Principal } from '@goalbeat/domain/access/roles';
import { DomainError } from '@goalbeat/domain/errors/domain-error';
import { formatMoney } from '@goalbeat/domain/money/money';
import type { CommandRequest } from '@goalbeat/service-kit/db/command-request';
import { UnitOfWork } from '@goalbeat/service-kit/db/unit-of-work';
import { decodeCursor, pageOfRows } from '@goalbeat/service-kit/http/pages';
import { actorOf } from '@goalbeat/service-kit/process-log/actor';
import type { z } from 'zod';
import { reachOf } from '../organisation/reach.js';
import { explainWords, reasonWords } from '../wording/explain-words.js';
import type { Language } from '@goalbeat/domain/wording/language';
import { GIVEN_UP } from '../wording/given-up-words.js';
import { type GivenUp, GivenUpRepository } from './given-up.repository.js';
import { PayoutRepository, type PayoutWithLine } from './payout.repository.js';
import { TakeAnswers } from './take-answers.js';

@Injectable()
export class PayoutService {
  constructor(
    private readonly uow: UnitOfWork,
    private readonly payouts: PayoutRepository,
    private readonly answers: TakeAnswers,
    private readonly givenUp: GivenUpRepository,
  ) {}

  /** Newest first: one's own, those of one's units, or all, as one's roles reach. */
  list(
    principal: Principal,
    query: z.infer<typeof PayoutQuery>,
    language: Language,
  ): Promise<z.infer<typeof PayoutPage>> {
    const reach = reachOf(principal, 'payroll.payout.read');
    if (query.mine !== undefined && principal.personId === null)
      throw new DomainError('validation', 'A key has no payouts of its own.', { field: 'mine' });
    return this.uow.read(principal.tenantId, async (tx) => {
      const rows = await this.payouts.list(tx, {
        units: reach.units,
        ownId: reach.personId,
        personId: query.mine !== undefined ? principal.personId : null,
        runId: query.run ?? null,
        cycleId: query.cycle ?? null,
        state: query.state ?? null,
        after: query.after === undefined ? null : String(decodeCursor(query.after, 1)[0]),
        limit: query.limit,
      });
      const lost = await this.givenUp.rests(
        tx,
        rows.map(({ lineId }) => lineId),
      );
      return pageOfRows(
        rows,
        query.limit,
        (row) => payoutView(row, language, lost.get(row.lineId)),
        (row) => [row.id],
      );
    });
  }

  /** @throws not-found, also for what is not one's own to see */
  get(principal: Principal, id: string, language: Language): Promise<z.infer<typeof PayoutView>> {
    return this.uow.read(principal.tenantId, async (tx) => {
      const row = await this.payouts.find(tx, id);
      const { personId, unitPath } = row;
      if (!may(principal, 'payroll.payout.read', { tenantId: tx.tenantId, personId, unitPath })) {
        throw new DomainError('not-found', 'There is no such payout.');
      }
      const lost = await this.givenUp.rests(tx, [row.lineId]);
      return payoutView(row, language, lost.get(row.lineId));
    });
  }

  /** @throws not-found for another tenant, forbidden */
  async answer(command: CommandRequest, answer: PayoutAnswer): Promise<z.infer<typeof AnswerTaken>> {
    const { principal } = command;
    requireMay(principal, 'payroll.answer', { tenantId: answer.tenantId });
    return this.uow.command(command, async (tx) => {
      const [outcome] = await this.answers.take(tx, [answer], actorOf(principal));
      // Payroll repeats itself: it was logged when it said so first.
      if (outcome === 'repeated') tx.changedNothing();
      return { outcome: outcome ?? 'unknown-payout' };
    });
  }
}

function payoutView(row: PayoutWithLine, language: Language, lost: GivenUp | undefined): z.infer<typeof PayoutView> {
  const amount = (minor: string) => formatMoney({ minor: BigInt(minor), currency: row.currency });
  const {
    id,
    runId,
    lineId,
    personId,
    personNumber,
    personName,
    period,
    state,
    requestedAt,
    answeredAt,
    paidAt,
    reference,
  } = row;
  return {
    id,
    runId,
    lineId,
    personId,
    personNumber,
    personName,
    period,
    state,
    requestedAt,
    answeredAt,
    paidAt,
    reference,
    amount: amount(row.amountMinor),
    rejection: row.rejectionCode === null ? null : { code: row.rejectionCode, text: row.rejectionText ?? '' },
    reason: reasonWords(row, language),
    explain: row.explain,
    words: explainWords(row, language),
    givenUp: lost === undefined ? null : { amount: amount(lost.minor), at: lost.at, reason: GIVEN_UP[language] },
    replaces: row.replaces,
    version: row.version,
  };
}
